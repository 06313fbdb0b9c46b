#!/bin/bash
# Writes the reference for authors (docs/tham-khao.md): the tables as the program prints them, and for
# each code what the checker says of one file of tests/content/bad. check-docs holds the file to it.
#
#	tests/tools/reference.sh PROGRAM >docs/tham-khao.md
set -eu
program=$(realpath "${1:?usage: reference.sh PROGRAM}")
export LC_ALL=C.UTF-8 LANGUAGE=vi
cd "${BASH_SOURCE%/*}/../.."

# What is said of a file with that code: place, sentence, line, caret, mend. Nothing if it is not so.
told() { # FILE CODE
	local status=0
	"$program" check --content tests/content/good --now 2026-11-22T08:00 "$1" 2>&1 || status=$?
	((status <= 1))
} # | one CODE

one() {
	awk -v code="$1" '
	/^[^ ].*: [EWA][0-9][0-9]: / { inside = !done && index($0, ": " code ": "); done = done || inside }
	/^[0-9]+ lỗi, / { inside = 0 }
	inside' | sed 's|^tests/content/bad/||'
}

# The most usual mistake of a code, where there are many.
declare -A usual=([E03]=e03-colon [E04]=e04-double [E05]=e05-typo [E06]=e06-int [E07]=e07-missing
	[E10]=e10-step-renamed [E11]=e11-skill [E20]=e20-two [E30]=e30-goto [E35]=e35-score [W50]=w50-quotes
	[W51]=w51-say [W60]=w60-address [W61]=w61-colour)

example() { # CODE
	local file text first= expect
	if [[ ${usual[$1]-} ]]; then
		first=$(told "tests/content/bad/${usual[$1]}.yaml" "$1" | one "$1")
	fi
	[[ $first ]] || for expect in tests/content/bad/"${1,,}"-*.expect $(grep -lE ": $1( |$)" tests/content/bad/*.expect); do
		file=${expect%.expect}.yaml
		[[ -e $file && (! $first || $file == */"${1,,}"-*) ]] || continue
		text=$(told "$file" "$1" | one "$1")
		[[ $text ]] || continue
		first=${first:-$text}
		# A line as it should be teaches more than a sentence.
		if [[ $text == *'  sửa | '* && $text == *' ^'* ]]; then
			first=$text
			break
		fi
	done
	[[ $first ]] || { echo "no example of $1 in tests/content/bad" >&2; exit 1; }
	printf '```text\n%s\n```\n' "$first"
}

echo '<!-- Do lệnh "make reference" viết; đừng sửa bằng tay. -->'
echo
reference=$("$program" help --reference)
printf '%s\n\n## Mỗi mã một ví dụ\n\n' "$reference"
echo 'Dòng đầu nói tệp nào, dòng nào, cột nào, mã nào, vì sao. Dấu ^ chỉ đúng chỗ. Sau chữ “sửa” là cách viết lại.'
grep -E '^\| [EWA][0-9]{2} \|' <<<"$reference" | while IFS='|' read -r _ code help _; do
	code=${code// /}
	help=${help# }
	printf '\n### %s – %s\n\n' "$code" "${help% }"
	example "$code"
done
