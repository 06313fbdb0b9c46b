#!/bin/bash
# Runs the fuzzers built in BUILD_DIR.
#
#	tests/fuzz/run.sh BUILD_DIR		the driver's rounds, the same each time (make check)
#	tests/fuzz/run.sh BUILD_DIR SECONDS	libFuzzer, for so long each (make fuzz); what it learns
#						stays in build/fuzz/<target>/
#
# A target fuzz_X begins with the files of tests/fuzz/corpus/X/, and for YAML with all content.
# Last line: "N passed, N failed", one a target.
set -u
build=$(cd "${1:?usage: run.sh BUILD_DIR [SECONDS]}" && pwd)
seconds=${2-}
cd "${BASH_SOURCE%/*}/../.." || exit 2
tree=$PWD
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

seeds() { # X
	[[ -d tests/fuzz/corpus/$1 ]] && find "tests/fuzz/corpus/$1" -type f
	[[ $1 == yaml || $1 == edit ]] && find lessons quizzes locale/hanoi tests/content -name '*.yaml'
}

short() { # X PROGRAM
	local files
	mapfile -t files < <(seeds "$1" | sort)
	mkdir -p "$build/fuzz/$1"
	cd "$build/fuzz/$1" && timeout 120 "$2" -n "${FUZZ_ROUNDS:-30000}" "${files[@]/#/$tree/}"
}

long() { # X PROGRAM
	local corpus=build/fuzz/$1
	mkdir -p "$corpus" "$corpus-found"
	seeds "$1" | while IFS= read -r file; do
		cp "$file" "$corpus/$(cksum <"$file" | tr ' ' '-')"
	done
	"$2" -max_total_time="$seconds" -max_len=65536 -print_final_stats=1 \
		-artifact_prefix="$corpus-found/" "$corpus"
}

for program in "$build"/tests/fuzz/fuzz_*; do
	[[ -x $program && ! -d $program && $program != *.* ]] || continue
	name=${program##*/fuzz_}
	if [[ $seconds ]]; then
		(long "$name" "$program") >"$log" 2>&1
	else
		(short "$name" "$program") >"$log" 2>&1
	fi
	status=$?
	if ((status == 0)); then
		passed=$((passed + 1))
		echo "ok fuzz_$name: $(tail -n 1 "$log")"
	else
		failed=$((failed + 1))
		echo "not ok fuzz_$name (status $status)"
		tail -n 60 "$log"
	fi
done
echo "$passed passed, $failed failed"
((passed > 0 && failed == 0))
