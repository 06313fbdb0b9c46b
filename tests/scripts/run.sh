#!/usr/bin/env bash
# Tests the commands as people and scripts call them.
#
#	tests/scripts/run.sh BUILD_DIR [CASE...]	UPDATE=1 rewrites tests/scripts/expected
#
# A case is a script tests/scripts/CASE.sh that begins with lib.sh: it prints "ok ..." or
# "not ok ..." for each thing it looks at and ends with 0 if all was well.
# Last line: "N passed, N failed".
set -u
build=${1:?usage: run.sh BUILD_DIR [CASE...]}
shift
here=$(cd "$(dirname "$0")" && pwd)
KYNANGSO=$(cd "$build" && pwd)/kynangso
export KYNANGSO
passed=0 failed=0

if [ $# = 0 ]; then
	for file in "$here"/*.sh; do
		name=$(basename "$file" .sh)
		case $name in run | lib) ;; *) set -- "$@" "$name" ;; esac
	done
fi
for case in "$@"; do
	output=$(timeout 300 bash "$here/$case.sh" 2>&1)
	status=$?
	good=$(grep -ac '^ok ' <<<"$output")
	bad=$(grep -ac '^not ok ' <<<"$output")
	# Ending early, or without having looked at anything, is a failure too.
	if [ "$status" != 0 ] && [ "$bad" = 0 ]; then
		output+=$'\n'"not ok $case ended with status $status"
		bad=1
	elif [ "$good" = 0 ] && [ "$bad" = 0 ]; then
		output+=$'\n'"not ok $case looked at nothing"
		bad=1
	fi
	# What this machine could not show, and why.
	grep -a '^skip ' <<<"$output"
	passed=$((passed + good)) failed=$((failed + bad))
	[ "$bad" = 0 ] || printf '── %s ──\n%s\n' "$case" "$(grep -av '^ok ' <<<"$output")"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
