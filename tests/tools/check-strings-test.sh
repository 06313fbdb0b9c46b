#!/bin/bash
# Tests check-strings.sh: a small program and its catalogue in good order, then one fault of each
# kind, each of which must be reported. Last line: "N passed, N failed".
set -u
export LC_ALL=C.UTF-8
here=$(cd "${BASH_SOURCE%/*}" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
mkdir -p app/ui locale
passed=0 failed=0

source_of() { # LINE-OF-C
	printf 'void view(struct page *page, int n)\n{\n\tpage_text(page, _("Chào {ban}, còn %%d bài.\\n"));\n\t%s;\n}\n' \
		"$1" >app/ui/view.c
}

# The good catalogue, with entries of its own after it.
catalogue() { # [GREETING [MORE]]
	cat >locale/en.po <<-'END'
		msgid ""
		msgstr ""
		"Project-Id-Version: kynangso\n"
		"PO-Revision-Date: 2026-11-22 00:00+0000\n"
		"Last-Translator: nobody\n"
		"Language-Team: English\n"
		"Language: en\n"
		"MIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=UTF-8\n"
		"Content-Transfer-Encoding: 8bit\n"

	END
	{
		echo '#, c-format'
		echo 'msgid "Chào {ban}, còn %d bài.\n"'
		echo "msgstr \"${1-Hello, %d lessons left.\\n}\""
		printf '%b' "${2-}"
	} >>locale/en.po
}

check() {
	xgettext --from-code=UTF-8 --language=C --keyword= --keyword=_ -o words.pot app/ui/view.c
	"$here/check-strings.sh" words.pot >out 2>&1
}

verdict() { # NAME OK
	if (($2 == 0)); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $1"
		sed 's/^/	/' out
	fi
}

reports() { # NAME WORDS
	check
	[[ $? == 1 ]] && grep -qF -- "$2" out
	verdict "$1" $?
	source_of ''
	catalogue
}

source_of ''
catalogue
check
verdict "words in good order pass" $?

source_of 'page_text(page, "Một câu không dịch được.")'
reports "a sentence outside _()" 'app/ui/view.c: not inside _(): "Một câu không dịch được."'
source_of 'app_say(app, ROLE_BODY, "Done %d", n)'
reports "an English word outside _()" 'not inside _(): "Done %d"'
source_of 'page_textf(page, "%d/%d · %s", n, n, _("Chào {ban}, còn %d bài.\n"))'
check
verdict "signs alone need no translation" $?
source_of "$(printf 'page_text(page, _("Chao\314\200"))')"
catalogue 'Hello, %d lessons left.\n' "$(printf '\\nmsgid "Chao\314\200"\\nmsgstr "Hi"\\n')"
reports "a letter in two pieces" 'not NFC: Chao'
source_of 'page_text(page, _("Một\tcột"))'
catalogue 'Hello, %d lessons left.\n' '\nmsgid "Một\\tcột"\nmsgstr "A column"\n'
reports "a tab inside a sentence" 'a control character in: Một'
source_of 'page_text(page, _("Câu mới"))'
reports "a word that the catalogue lacks" 'app/ui/view.c: Câu mới'
catalogue ''
reports "a word without a translation" 'every word is translated'
catalogue 'Hello, %s lessons left.\n'
reports "another conversion" "are not the same"
catalogue 'Hello {ban}, %d lessons left.\n'
reports "words of address in English" 'says "you", not {ban}'
catalogue 'Chào {ban}, còn %d bài.\n'
reports "a sentence left in Vietnamese" 'still Vietnamese'
catalogue 'Hello, %d lessons left.'
reports "a line end that is lost" "and 'msgstr' entries do not both end with"
source_of 'page_text(page, _("Từ: "))'
catalogue 'Hello, %d lessons left.\n' '\nmsgid "Từ: "\nmsgstr "From:"\n'
reports "a space that is lost" 'other spaces or line ends than "Từ: "'
catalogue 'Hello, %d lessons left.\n' '\n#~ msgid "Cũ"\n#~ msgstr "Old"\n'
reports "what is left of an old word" 'nothing is left of old words'
catalogue 'Hello, %d lessons left.\n' '\nmsgid "Cũ"\nmsgstr "Old"\n'
reports "a word that is gone" 'has no word that is gone'
sed -i 's/^#, c-format/#, fuzzy, c-format/' locale/en.po
reports "a guess" 'no translation is a guess'

echo "$passed passed, $failed failed"
((failed == 0))
