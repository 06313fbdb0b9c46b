#!/bin/bash
# Holds the documents against what they describe. Last line: "N passed, N failed".
#
#	tests/tools/check-docs.sh BUILD_DIR
#
# docs/tham-khao.md is what the program says of itself. docs/content-format.md names every key of content/kinds_*.c and every finding, and its examples are
# without errors. All documents: links lead somewhere; commands, targets and files that they
# name exist; no place of somebody's machine.
set -u
build=$(cd "${1:?usage: check-docs.sh BUILD_DIR}" && pwd)
export LC_ALL=C.UTF-8
cd "${BASH_SOURCE%/*}/../.." || exit 2
passed=0 failed=0
shopt -s lastpipe

rule() { # NAME; its faults on stdin
	local faults
	faults=$(cat)
	if [[ $faults ]]; then
		failed=$((failed + 1))
		echo "not ok: $1"
		while IFS= read -r line; do echo "	$line"; done <<<"$faults"
	else
		passed=$((passed + 1))
	fi
}

absent() { # FILE: which of the words on stdin do not stand in it as `word`?
	while IFS= read -r word; do
		grep -qE "\`([^\`]*[^a-z_\`])?$word([^a-z_\`][^\`]*)?\`" "$1" || echo "$1: $word"
	done
}

documents=(README.md CONTRIBUTING.md CHANGES.md docs/*.md)
format=docs/content-format.md

grep -ohE 'ROW\("[a-z_0-9]+"' app/content/kinds*.[ch] | cut -d'"' -f2 | sort -u |
	absent "$format" | rule "every key is described"
grep -ohE '"[EWA][0-9]{2}"' app/content/*.c | tr -d '"' | sort -u | while IFS= read -r code; do
	grep -q "^| $code |" "$format" || echo "$format: $code"
done | rule "every finding is described"
grep -oE '^\| [EWA][0-9]{2} ' "$format" | tr -d '| ' | while IFS= read -r code; do
	grep -qrE "\"$code\"" app/content || echo "$format: $code is not found any more"
done | rule "every described finding exists"

for file in "${documents[@]}"; do
	grep -oE '\]\([^)]+\)' "$file" | sed 's/^](//; s/)$//; s/#.*//' | while IFS= read -r link; do
		case $link in
		http*) ;;
		*) [[ -e $(dirname "$file")/$link ]] || echo "$file: $link" ;;
		esac
	done
done | rule "links lead somewhere"

grep -onE '(`|^|sudo )make [a-z]+(-[a-z]+)*' "${documents[@]}" | while IFS=: read -r file line words; do
	target=${words#*make }
	case $target in
	check-*) # a part stands in CHECKS
		sed -n 's/^CHECKS := //p' Makefile | tr ' ' '\n' | grep -qx "${target#check-}" ;;
	*) grep -qE "^([a-z-]+ )*$target( [a-z-]+)*:" Makefile ;;
	esac || echo "$file:$line: $words"
done | rule "targets that documents name exist"

grep -onE '(`|^)kynangso [a-z]+' "${documents[@]}" | while IFS=: read -r file line words; do
	grep -qE "^	\{\"${words#*kynangso }[ \"]" app/cli/command.c || echo "$file:$line: $words"
done | rule "commands that documents name exist"

grep -onE '`(app|tests|docs|locale|lessons|packaging)/[A-Za-z0-9_./-]+' "${documents[@]}" |
	tr -d '`' | while IFS=: read -r file line path; do
	[[ -e ${path%/.} || -e ${path%.} ]] || echo "$file:$line: $path"
done | rule "files that documents name exist"

grep -nE '/(work|tmp|root|home)/' "${documents[@]}" | grep -v '[~]/' |
	rule "no place of somebody's machine"

tests/tools/reference.sh "$build/kynangso" 2>&1 | diff -u docs/tham-khao.md - |
	sed '/^--- /i→ make reference' | head -n 40 | rule "the reference is that of the program"

# A whole file in an example is checked as if it stood among the lessons, a piece that begins with a
# type as a question. (The handbooks of ten minutes are played in tests/scripts/docs.sh.)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
awk -v folder="$folder" '
/^```yaml$/ { inside = 1; file = ""; next }
/^```/ { inside = 0; next }
inside && /^kind: / { file = folder "/example-" ++n ".yaml" }
inside && /^ +type: / && file == "" {
	file = folder "/example-" ++n ".yaml"
	printf "kind: quiz\nschema: 1\nid: vi-du\ntitle: Ví dụ\nmode: practice\nalways: [cau]\n" \
		"questions:\n  - id: cau\n    skills: [an-toan.nhan-dien-lua-dao]\n" >file
}
inside && file != "" { print >file }' "$format"
for example in "$folder"/*.yaml; do
	"$build/kynangso" check --errors-only --content . "$example" >"$folder/out" 2>&1 ||
		cat "$folder/out"
done | rule "examples are without errors"

echo "$passed passed, $failed failed"
((failed == 0))
