#!/bin/bash
# Holds what is shipped against the checker. Last line: "N passed, N failed".
#
#	tests/tools/check-content.sh PROGRAM
#
# The pack gives no finding at all but old facts (W67), which the calendar brings; its ids.lock names
# all it holds; what `kynangso new` begins with gives no error or warning; every example of an author
# holds.
set -u
program=$(realpath "${1:?usage: check-content.sh PROGRAM}")
export LC_ALL=C.UTF-8
cd "${BASH_SOURCE%/*}/../.." || exit 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

judge() { # WHAT STATUS; what is wrong is in $folder/out
	if [[ $2 == 0 && ! -s $folder/out ]]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $1"
		head -n 40 "$folder/out"
	fi
}

findings() { # of the text on stdin, one a line
	grep -E '^[^ ].*: [EWA][0-9]{2}: ' | grep -v ': W67: '
}

"$program" check . >"$folder/all" 2>&1
status=$?
findings <"$folder/all" >"$folder/out"
judge "the pack has no finding" $status

cp -r lessons quizzes locale "$folder"
"$program" check --lock "$folder" >"$folder/log" 2>&1
status=$?
diff -u lessons/ids.lock "$folder/lessons/ids.lock" >"$folder/out"
[[ ! -s $folder/out ]] || echo "→ kynangso check --lock" >>"$folder/out"
judge "ids.lock is whole" $status

"$program" test --content . >"$folder/all" 2>&1
status=$?
grep -v ': đúng: ' "$folder/all" | sed '$d' >"$folder/out"
judge "every example holds" $status

for kind in lesson quiz practice typing; do
	"$program" new "$kind" "bai-$kind-moi" --content . -o "$folder/$kind.yaml" >"$folder/log" 2>&1
	status=$?
	# A new file is in no part of the course yet, and its questions in no review.
	"$program" check --content . "$folder/$kind.yaml" 2>&1 | findings | grep -vE ': (W65|A82): ' \
		>"$folder/out"
	judge "the template of a $kind" $status
done
echo "$passed passed, $failed failed"
((failed == 0))
