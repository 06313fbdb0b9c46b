#!/usr/bin/env bash
# The typing engine as a filter.
. "$(dirname "$0")/lib.sh"

typed() { # WANT KEYS OPTION...
	local want=$1 keys=$2
	shift 2
	printf '%b' "$want" >wanted
	printf '%b' "$keys" | "$KYNANGSO" type "$@" >"$out" 2>"$err"
	check "$keys ${*} → $want" cmp -s wanted "$out"
}

typed 'Tiếng Việt\n' 'Tieengs Vieejt\n'
typed 'Tiếng Việt\n' 'Tie6ng1 Vie65t\n' --method vni
typed 'hòa thủy\n' 'hoaf thuyr\n'
typed 'hòa thủy\n' 'hoaf thuyr\n' --tone old
typed 'hoà thuỷ\n' 'hoaf thuyr\n' --tone new
typed 'một\nhai\n' 'mootj\nhai\n'
typed 'không cuối dòng: ă' 'khoong cuoois dongf: aw'
typed 'một\r\nhai\r\n' 'mootj\r\nhai\r\n'
typed '' ''
typed '\n\n' '\n\n'
typed 'bà\n' 'baf\0010\0177baf\n'
typed 'tô\0000số\n' 'too\0000soos\n'
# Marks that stand apart (macOS) are put on their letters; what is no text is refused.
typed 'Việt Nam đường tiếng\n' 'Vie\0314\0243\0314\0202t Nam đuo\0314\0233ngf tie\0314\0202ngs\n'
typed 'ế\0000ế\n' 'e\0314\0202s\0000e\0314\0202s\n'
printf 'mootj\nab\377c\nba\n' | "$KYNANGSO" type >"$out" 2>"$err"
check 'broken bytes are data that is wrong' test $? = 65
check 'what stood before them is typed' test "$(cat "$out")" = một
has "$err" 'Dòng 2, byte 3'
run 2 type --method viqr
run 2 type --tone moi
run 2 type extra

# The table of the project's own tests, through the whole program.
while IFS=$'\t' read -r method keys want; do
	case $method in
	telex) options=() ;;
	telex_new) options=(--tone new) ;;
	vni) options=(--method vni) ;;
	*) continue ;;
	esac
	got=$(printf '%b\n' "${keys//<BS>/\\b}" | "$KYNANGSO" type "${options[@]}")
	[ "$got" = "$want" ] || not_ok "$method $keys → $got, not $want"
	lines=$((${lines:-0} + 1))
done <"$tree/tests/data/telex_cases.tsv"
check "all cases of the table ($lines)" test "$lines" -gt 100
finish
