# shellcheck shell=bash
# The centre that a case of tests/screens begins with; for run.sh and for the same cases in a real
# terminal (tests/pty/run.sh). Both set $program, $tree and a folder $work.

directive() { # FILE NAME DEFAULT
	local found
	found=$(sed -n "s/^# $2: //p" "$1" | head -n 1)
	printf '%s' "${found:-$3}"
}

prepare() { # DATA
	printf 'hoc vui moi ngay\n' | "$program" setup --data "$1" --ward 00070 \
		--name 'Nhà văn hóa Hàng Bạc' --staff 'Trần Thị Lan' --password-file - \
		--now 2026-11-01T08:00 >"$work/setup.out" 2>&1
}

fill() { # CASE DATA
	local people
	people=$(directive "$tree/tests/screens/$1/1.keys" people 0)
	if [ "$people" != 0 ]; then
		awk -f "$tree/tests/tools/people.awk" -v count="$people" >"$work/people.csv" &&
			"$program" learners import "$work/people.csv" --data "$2" \
				--now 2026-11-22T07:00 || return 1
	fi
	if [ -f "$tree/tests/screens/$1/population.csv" ]; then
		"$program" population import "$tree/tests/screens/$1/population.csv" --data "$2" \
			--now 2026-11-22T07:00 || return 1
	fi
} >"$work/setup.out" 2>&1
