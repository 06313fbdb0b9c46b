#!/bin/bash
# Runs the unit tests' programs, all of them even when one fails.
#
#	tests/tools/run-unit.sh PROGRAM...
#
# Shows only what failed; with V=1 everything. A program that ends badly without saying which
# test failed (a crash, a leak at exit) counts as one failure. Last line: "N passed, N failed".
# Their folders lie in memory where there is such a place, and go with what a failed test left there.
set -u
passed=0 failed=0
base=${TMPDIR:-/dev/shm}
[[ -d $base && -w $base ]] || base=/tmp
TMPDIR=$(mktemp -d "$base/kynangso-unit-XXXXXX") || exit 2
chmod 755 "$TMPDIR" # some tests look in as somebody else
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT TERM
log=$TMPDIR/log
for program; do
	"$program" >"$log" 2>&1
	status=$?
	read -r good bad < <(awk '
		/^\[  PASSED  \] [0-9]+ test/ { good += $4 }
		/^\[  FAILED  \] [0-9]+ test\(s\), listed below/ { bad += $4 }
		END { print good + 0, bad + 0 }' "$log")
	if ((status != 0 && bad == 0 || good + bad == 0)); then
		echo "$program ended with status $status after $good tests"
		bad=1
	fi
	passed=$((passed + good)) failed=$((failed + bad))
	if [[ ${V-} ]]; then
		cat "$log"
	elif ((bad)); then
		echo "── $program ──"
		grep -vE '^\[( RUN      |       OK )\]' "$log" | grep -v '^\[  PASSED  \]' | head -n 300
	fi
done
echo "$passed passed, $failed failed"
((failed == 0))
