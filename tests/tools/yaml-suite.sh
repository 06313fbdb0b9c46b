#!/bin/bash
# Runs the checker over every input of a public YAML test suite: none may crash it, hang it, or take
# much memory. What is right YAML is not asked: most of it is none of our business (tests/content is).
#
#	tests/tools/yaml-suite.sh BUILD_DIR ASAN_BUILD_DIR SUITE
#
# SUITE is a folder with files *.yaml at any depth: https://github.com/yaml/yaml-test-suite, whose
# branch "data" has one folder with an in.yaml for each case. Nothing of it is kept here. Each input
# is checked as it is and as the rest of a lesson: by the program with sanitizers, and by the plain
# one with little memory. Then all of them are what the fuzzer changes. Last line: "N passed, N failed".
set -u
plain=$(realpath "${1:?usage: yaml-suite.sh BUILD_DIR ASAN_BUILD_DIR SUITE}")
asan=$(realpath "${2:?}")
suite=$(realpath "${3:?name the folder of the suite: make yaml-suite SUITE=…}")
seconds=20   # of CPU, for one input; the slowest takes a hundredth of it
plain_kb=$((100 * 1024)) # all of its address space
asan_mb=600  # resident; the sanitizer itself takes most of it
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export LC_ALL=C.UTF-8 ASAN_OPTIONS=hard_rss_limit_mb=$asan_mb UBSAN_OPTIONS=print_stacktrace=1
passed=0 failed=0

judge() { # WHAT COMMAND...: it ends by itself, with findings or without
	local status=0
	"${@:2}" >out 2>&1 || status=$?
	if ((status <= 1)); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok $1: status $status"
		tail -n 20 out
	fi
}

limited() { # COMMAND...
	(ulimit -t "$seconds" && exec "$@")
}

small() { # COMMAND...
	(ulimit -t "$seconds" && ulimit -v "$plain_kb" && exec "$@")
}

mapfile -d '' -t inputs < <(find "$suite" -name '*.yaml' -type f -print0 | sort -z)
if ((${#inputs[@]} == 0)); then
	echo "there is no .yaml file in $suite" >&2
	exit 2
fi
mkdir seeds
for input in "${inputs[@]}"; do
	name=${input#"$suite"/}
	{ printf 'kind: lesson\nschema: 1\nid: bai\ntitle: Bài\n' && cat "$input"; } >lesson.yaml
	sed 's/^/  /' "$input" | { printf 'kind: lesson\nschema: 1\nid: bai\nsteps:\n' && cat; } >step.yaml
	for file in "$input" lesson.yaml step.yaml; do
		judge "$name (${file##*/}, sanitizers)" limited "$asan/kynangso" check --content nowhere "$file"
		judge "$name (${file##*/}, $((plain_kb / 1024)) MB)" small "$plain/kynangso" check \
			--content nowhere "$file"
	done
	cp "$input" "seeds/${name//\//-}"
done
judge "changed inputs" timeout 900 \
	"$asan/tests/fuzz/fuzz_yaml" -n "${FUZZ_ROUNDS:-2000}" seeds/*
tail -n 1 out
echo "$passed passed, $failed failed"
((failed == 0))
