#!/usr/bin/env bash
# The terminal for real: curses by itself (term.sh), the program where things go wrong (hostile.sh),
# a file that is written while it is shown (preview.sh, check.sh), and the key files of tests/screens played in
# tmux against the very goldens that the program gives without a terminal.
#
#	tests/pty/run.sh BUILD_DIR
set -u
build=$(cd "${1:?usage: run.sh BUILD_DIR}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
program=$build/kynangso
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home KYNANGSO_CONTENT=${KYNANGSO_CONTENT:-$tree}
# shellcheck source=tests/environment.sh
. "$tree/tests/environment.sh"
mkdir -p "$HOME"
passed=0 failed=0

# shellcheck source=tests/screens/centre.sh
. "$tree/tests/screens/centre.sh"

note() { # STATUS NAME
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'not ok %s\n' "$2"
		head -n 60 "$work/out"
	fi
}

play() { # CASE SIZE
	local keys=$tree/tests/screens/$1/1.keys data=$work/data-$1-$2
	local want=$tree/tests/screens/$1/expected-$2.txt got=$work/got
	grep -q '^# empty' "$keys" || { prepare "$data" && fill "$1" "$data"; } || return 1
	"$here/drive.sh" "$keys" "$2" "$program" run --data "$data" \
		--now 2026-11-22T08:00 >"$got" || return 1
	# What is expected goes on with the case's second run.
	head -n "$(wc -l <"$got")" "$want" | diff -u - "$got"
}

"$here/term.sh" "$build/tests/pty/echo" 2>&1 | grep -v '^ok ' >"$work/out"
note "${PIPESTATUS[0]}" term.sh
"$here/hostile.sh" "$program" 2>&1 | grep -v '^ok ' >"$work/out"
note "${PIPESTATUS[0]}" hostile.sh
"$here/preview.sh" "$program" 2>&1 | grep -v '^ok ' >"$work/out"
note "${PIPESTATUS[0]}" preview.sh
"$here/check.sh" "$program" 2>&1 | grep -v '^ok ' >"$work/out"
note "${PIPESTATUS[0]}" check.sh
for case in setup register learn find staff quiz typing dashboard; do
	for size in 80x24 40x15; do
		play "$case" "$size" >"$work/out" 2>&1
		note $? "$case $size"
	done
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
