#!/bin/bash
# Short runs of the stress tests built in BUILD_DIR; each can be run longer by hand.
#
#	tests/stress/run.sh BUILD_DIR
#
# Each run ends with "N passed, N failed"; so does this, with their sums.
set -u
build=$(cd "${1:?usage: run.sh BUILD_DIR}" && pwd)
cd "${BASH_SOURCE%/*}" || exit 2
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# What is run in a check, with arguments; a program without a row is run without any.
runs() {
	cat <<-'END'
		kill 40
		kill truncate 20
		powercut 6000 600
		powercut truncate 3000 300
		wal_reset 8
		wal_reset 4 truncate
	END
	for source in *.c; do
		case ${source%.c} in
		kill | powercut | wal_reset) ;;
		*) echo "${source%.c}" ;;
		esac
	done
}

while read -r name arguments; do
	# shellcheck disable=SC2086 # one word an argument
	timeout 180 "$build/tests/stress/$name" $arguments >"$log" 2>&1
	status=$?
	read -r good bad < <(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$log" | tail -n 1)
	if ((status == 0 && ${good:-0} > 0 && ${bad:-1} == 0)); then
		echo "ok $name $arguments: $(tail -n 2 "$log" | head -n 1)"
	else
		echo "not ok $name $arguments (status $status)"
		tail -n 60 "$log" | grep -vE '^[0-9]+ passed, [0-9]+ failed$'
		((${bad:-0} > 0)) || bad=1
	fi
	passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
done < <(runs)
echo "$passed passed, $failed failed"
((passed > 0 && failed == 0))
