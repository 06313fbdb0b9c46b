#!/bin/bash
# Runs the parts of `make check` one after another and adds up what they say.
#
#	tests/check.sh MAKE PART...		MAKE is the command to run a target with
#
# Part P is the target check-P. Its output goes to build/check/P.log and is shown when it fails,
# or always with V=1. What it counts is read from that output: the summaries of cmocka, and lines
# "N passed, N failed", which each script of ours ends with. A part that counts nothing and yet
# ends well counts as one, unless it is a part that must count (then silence is a failure).
# The last line is "N passed, N failed" for all; exit 1 with any failure.
set -u
make=$1
shift
logs=build/check
mkdir -p "$logs"
passed=0 failed=0 broken=
must_count=' layers strings content unit unit-asan screens scripts pty stress fuzz '

counts() { # LOG: "PASSED FAILED"
	awk '
	/^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
	/^\[  FAILED  \] [0-9]+ test\(s\), listed below/ { failed += $4 }
	/^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
	END { print passed + 0, failed + 0 }' "$1"
}

for part; do
	log=$logs/$part.log
	begin=$EPOCHREALTIME
	if [[ ${V-} ]]; then
		echo "── $part ──"
		$make "check-$part" 2>&1 | tee "$log"
		status=${PIPESTATUS[0]}
	else
		[[ -t 1 ]] && printf '  %-10s …' "$part"
		$make "check-$part" >"$log" 2>&1 </dev/null
		status=$?
	fi
	end=$EPOCHREALTIME
	tenths=$(((${end/[.,]/} - ${begin/[.,]/}) / 100000))
	read -r good bad < <(counts "$log")
	if ((good + bad == 0)); then
		if [[ $must_count == *" $part "* ]]; then
			bad=1
			echo "check.sh: $part counted nothing" >>"$log"
		else
			((status == 0)) && good=1 || bad=1
		fi
	elif ((status != 0 && bad == 0)); then
		bad=1 # it broke before it could say so
	fi
	passed=$((passed + good)) failed=$((failed + bad))
	[[ -t 1 && ! ${V-} ]] && printf '\r'
	printf '  %-10s %4d.%d s  %5d passed' "$part" $((tenths / 10)) $((tenths % 10)) "$good"
	if ((bad)); then
		printf '  %d FAILED (%s)' "$bad" "$log"
		broken+=" $part"
	fi
	echo
	if ((bad)) && [[ ! ${V-} ]]; then
		sed 's/^/    | /' "$log" | tail -n "${CHECK_LINES:-100}"
	fi
	# Nothing else can say more than what does not compile.
	[[ $part == build && $bad != 0 ]] && break
done
[[ -z $broken ]] || echo "Failed:$broken"
echo "$passed passed, $failed failed"
((failed == 0))
