#!/usr/bin/env bash
# Plays the key files of every case through the whole program, without a terminal, at several sizes,
# and compares the screens it dumps with the expected ones.
#
#	tests/screens/run.sh BUILD_DIR [CASE...]	UPDATE=1 rewrites what is expected
#
# A case is a folder tests/screens/CASE/ with 1.keys, 2.keys ...: one run of the program each, on the
# same data, so that the second sees what the first has left. Comment lines at the top of 1.keys:
#	# sizes: 80x24 40x15	default: 80x24 64x24 40x15
#	# empty			no centre yet: the program asks for one
#	# now: 2026-11-22T08:00	the held clock of that run (each file may have its own)
#	# options: --kiosk	further options of that run
#	# content: FOLDER	a copy of that pack, which may be written to; at the end stands what became of it
#	# people: 400		so many made-up people are imported first (tests/tools/people.awk)
#	# answers: 130		so many made-up people have worked through the content (tests/scripts/crowd.c)
# A population.csv in the case's folder is imported, too.
set -u
build=${1:?usage: run.sh BUILD_DIR [CASE...]}
shift
here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$build" && pwd)/kynangso
tree=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home KYNANGSO_CONTENT=${KYNANGSO_CONTENT:-$tree}
# shellcheck source=tests/environment.sh
. "$tree/tests/environment.sh"
mkdir -p "$HOME"
passed=0 failed=0

# shellcheck source=tests/screens/centre.sh
. "$here/centre.sh"

play() { # CASE SIZE
	local folder=$here/$1 size=$2 data=$work/data-$1-$2 got=$work/got status=0
	: >"$got"
	if ! grep -q '^# empty' "$folder/1.keys" && ! { prepare "$data" && fill "$1" "$data"; }; then
		cat "$work/setup.out"
		return 1
	fi
	local pack content=$KYNANGSO_CONTENT
	pack=$(directive "$folder/1.keys" content '')
	if [ -n "$pack" ]; then
		content=$work/content-$1-$2
		mkdir "$content"
		cp -r "$tree/$pack/." "$tree/locale" "$tree/docs" "$content"
	fi
	local answers
	answers=$(directive "$folder/1.keys" answers 0)
	if [ "$answers" != 0 ]; then
		"$(dirname "$program")/tests/scripts/crowd" "$content" "$data" "$answers" || return 1
	fi
	for keys in "$folder"/[0-9].keys; do
		# shellcheck disable=SC2046 # options are words
		KYNANGSO_CONTENT=$content timeout 120 "$program" run --script "$keys" --size "$size" --data "$data" \
			--now "$(directive "$keys" now 2026-11-22T08:00)" \
			$(directive "$keys" options '') >>"$got" 2>"$work/err" || status=$?
		if [ "$status" != 0 ]; then
			tail -n 40 "$got"
			sed "s|$tree/||" "$work/err"
			return 1
		fi
	done
	if [ -n "$pack" ]; then
		(cd "$content" && diff -rU1 "$tree/$pack" . | sed '/^Only in \.: [dl]oc/d
			s/^\(---\|+++\) .*\/\([^/\t]*\)\t.*/\1 \2/; /^diff /d') >>"$got"
	fi
	local want=$folder/expected-$size.txt
	if [ "${UPDATE:-}" = 1 ]; then
		cp "$got" "$want"
	fi
	diff -u "$want" "$got"
}

[ $# -gt 0 ] || set -- $(cd "$here" && ls -d */ | tr -d /)
for case in "$@"; do
	for size in $(directive "$here/$case/1.keys" sizes '80x24 64x24 40x15'); do
		if play "$case" "$size" >"$work/out" 2>&1; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			printf 'not ok %s %s\n' "$case" "$size"
			head -n "${LINES_SHOWN:-60}" "$work/out"
		fi
	done
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
