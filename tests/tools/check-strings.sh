#!/bin/bash
# Holds the words of the program against their rules, and each catalogue against the words.
#
#	tests/tools/check-strings.sh POT [PO...]	POT from make pot; PO: all of locale/ by default
#
# Words (msgids): NFC, no control characters but line ends.
# Sources: what is said to people stands inside _(); looked for in the functions of `said` below.
# Catalogues: complete, no fuzzy entry, the same conversions as the original (msgfmt), nothing
# left in Vietnamese, none of the words of address {ban} {Ban}, spaces and line ends kept.
# Every fault is a line on stdout. Last line: "N passed, N failed"; exit 1 with any fault.
set -u
shopt -s lastpipe # rule() counts, though it ends a pipe
export LC_ALL=C.UTF-8
(($#)) || {
	echo "usage: $0 POT [PO...]" >&2
	exit 2
}
pot=$1
shift
(($#)) || set -- locale/*.po
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

# One rule: its faults come on stdin.
rule() { # NAME
	cat >"$folder/faults"
	if [[ -s $folder/faults ]]; then
		echo "not ok: $1"
		sed 's/^/	/' "$folder/faults"
		failed=$((failed + 1))
	else
		passed=$((passed + 1))
	fi
}

# A catalogue as lines "FILE<tab>MSGID<tab>MSGSTR", \n and \" still written as such. A plural entry
# gives one line a form.
flat() { # PO
	msgcat --no-wrap --add-location=file "$1" 2>/dev/null | awk '
	function value(line) {
		sub(/^[a-z_]*(\[[0-9]\])? *"/, "", line)
		sub(/"$/, "", line)
		return line
	}
	function flush(    i) {
		if (id != "")
			for (i = 0; i < n; i++)
				print place "\t" (i ? plural : id) "\t" text[i]
		id = plural = place = at = ""
		n = 0
	}
	/^$/ { flush() }
	/^#: / && place == "" { place = $2 }
	/^msgid "/ { id = value($0); at = "id" }
	/^msgid_plural "/ { plural = value($0); at = "plural" }
	/^msgstr/ { text[n++] = value($0); at = "text" }
	/^"/ {
		if (at == "id")
			id = id value($0)
		else if (at == "plural")
			plural = plural value($0)
		else if (at == "text")
			text[n - 1] = text[n - 1] value($0)
	}
	END { flush() }'
}

vietnamese='ăâđêôơưĂÂĐÊÔƠƯáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ'
# Combining marks are U+0300 to U+036F, CC 80 to CD AF in UTF-8; Vietnamese in NFC has none.
bytes_of_marks=$(printf '\314[\200-\277]|\315[\200-\257]')

flat "$pot" >"$folder/words"
[[ -s $folder/words ]] || {
	echo "$pot holds no words"
	echo "0 passed, 1 failed"
	exit 1
}

LC_ALL=C awk -F'\t' -v marks="$bytes_of_marks" '$2 ~ marks { print $1 ": not NFC: " $2 }' \
	"$folder/words" | rule "words are NFC"
awk -F'\t' '{ text = $2; gsub(/\\[n"\\]/, "", text) }
	text ~ /\\/ { print $1 ": a control character in: " $2 }' \
	"$folder/words" | rule "words hold no control characters"

# What these functions are given to say, by the place of the argument.
said='page_title:2 page_heading:2 page_text:2 page_textf:2 page_say:3 page_point:2 page_rule:2
	page_item:3 page_note:2 page_field:3 page_bar:4 page_key:3 app_say:3 err_set:3 err_prefix:2
	table_title:2 table_note:2 cli_say:2 cli_misused:2 cli_progress:2'
keywords=()
for function in $said; do
	keywords+=("--keyword=$function")
done
# xgettext sees only what stands there bare: what is inside _() belongs to that call.
find app -name '*.c' | sort |
	xargs xgettext --from-code=UTF-8 --language=C --keyword= "${keywords[@]}" --no-wrap \
		-o "$folder/bare.pot" 2>/dev/null
if [[ -e $folder/bare.pot ]]; then
	flat "$folder/bare.pot" | awk -F'\t' '{
		text = $2
		gsub(/%[-0-9.*+ ]*(hh|h|ll|l|z|j)?[a-zA-Z]/, "", text)
		gsub(/\\[a-z]/, "", text)
		gsub(/SQLite/, "", text) # a name
		print $1 ": not inside _(): \"" $2 "\"\t" text
	}' | grep -E "	.*([A-Za-z]{2}|[$vietnamese])" | cut -f1 |
		rule "what is said can be translated"
else
	passed=$((passed + 1))
fi

for po; do
	msgfmt --check -o /dev/null "$po" 2>&1 | rule "$po: msgfmt --check"
	flat "$po" >"$folder/po"
	awk -F'\t' 'NR == FNR { have[$2] = 1; next } !($2 in have) { print $1 ": " $2 }' \
		"$folder/po" "$folder/words" | rule "$po: has every word of the program (make po)"
	awk -F'\t' 'NR == FNR { used[$2] = 1; next } !($2 in used) { print $1 ": " $2 }' \
		"$folder/words" "$folder/po" | rule "$po: has no word that is gone (make po)"
	awk -F'\t' '$3 == "" { print $1 ": " $2 }' "$folder/po" |
		rule "$po: every word is translated"
	msgattrib --only-fuzzy --no-obsolete -o "$folder/fuzzy" "$po"
	[[ ! -e $folder/fuzzy ]] || flat "$folder/fuzzy" | rule "$po: no translation is a guess"
	grep '^#~' "$po" | rule "$po: nothing is left of old words (msgattrib --no-obsolete)"
	# What tells authors about the words of address must name them.
	awk -F'\t' '$3 ~ /\{[Bb]an\}/ && $2 !~ /\{fact\./ { print $1 ": " $3 }' "$folder/po" |
		rule "$po: says \"you\", not {ban}"
	# Names keep their letters; a whole sentence does not.
	awk -F'\t' '$2 == $3 && $2 ~ / / { print $1 ": still Vietnamese: " $3 }' "$folder/po" |
		grep "[$vietnamese]" | rule "$po: no sentence is left in Vietnamese"
	awk -F'\t' '
	function ends(text,    n, s) {
		match(text, /^[ ]*/)
		s = RLENGTH
		n = match(text, /([ ]|\\n)*$/)
		return s " " substr(text, n)
	}
	$3 != "" && ends($2) != ends($3) {
		print $1 ": other spaces or line ends than \"" $2 "\": \"" $3 "\""
	}' "$folder/po" | rule "$po: spaces and line ends at the ends are kept"
done
echo "$passed passed, $failed failed"
((failed == 0))
