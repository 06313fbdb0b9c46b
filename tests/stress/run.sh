#!/bin/bash
# Short runs of the stress tests built in BUILD_DIR; each can be run longer by hand.
#
#	tests/stress/run.sh BUILD_DIR
#
# Last line: "N passed, N failed", one a run.
set -u
build=$(cd "${1:?usage: run.sh BUILD_DIR}" && pwd)
cd "${BASH_SOURCE%/*}" || exit 2
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# How long each takes in a check; without a row: as the program itself likes.
arguments() { # NAME
	case $1 in
	wal_reset) echo 8 ;;
	esac
}

for source in *.c; do
	name=${source%.c}
	# shellcheck disable=SC2046 # one word an argument
	timeout 180 "$build/tests/stress/$name" $(arguments "$name") >"$log" 2>&1
	status=$?
	if ((status == 0)); then
		passed=$((passed + 1))
		echo "ok $name: $(tail -n 1 "$log")"
	else
		failed=$((failed + 1))
		echo "not ok $name (status $status)"
		tail -n 60 "$log"
	fi
done
echo "$passed passed, $failed failed"
((passed > 0 && failed == 0))
