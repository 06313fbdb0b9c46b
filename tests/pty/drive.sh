#!/bin/bash
# Plays a key file in a real terminal and prints the same screens as the program does
# without one (`run --script`): so both can be held against one golden.
#
#	tests/pty/drive.sh KEYFILE COLSxROWS COMMAND [ARGUMENT...]
#
# The grammar is that of app/term/keyfile.h, without `wait`, `idle` and `stop`: nobody can move
# the clock of a program from outside. $PTY_TERM is the program's TERM (xterm-256color).
# At the end of the file the program gets SIGTERM, as if its terminal were gone, and
# must leave by itself; its exit status is ours. 65: an expectation failed; 69: the
# program is stuck or has ended too early.
set -u -o pipefail
. "${BASH_SOURCE%/*}/lib.sh"

if (($# < 3)); then
	echo "usage: $0 KEYFILE COLSxROWS COMMAND [ARGUMENT...]" >&2
	exit 2
fi
file=$1 size=$2 number=0
shift 2

fail() { # STATUS WORDS
	echo "── $file:$number $size ──"
	pty_dump
	echo "$file:$number: $2" >&2
	exit "$1"
}

# Waits for the frame after N keys; a program may only end with its last key.
ended=
await() {
	pty_wait "$1"
	case $? in
	1) ended=1 ;;
	2) fail 69 "the program does not answer" ;;
	esac
}

unquote() {
	local text=$1
	((${#text} >= 2)) && [[ $text == \"*\" ]] && text=${text:1:-1}
	printf '%s' "$text"
}

press() {
	pty_key "$1" || fail 65 "no key is called \"$1\""
	await 1
}

do_until() {
	local text=${1%[[:blank:]]*} key=${1##*[[:blank:]]} i
	text=${text%"${text##*[![:blank:]]}"}
	text=$(unquote "$text")
	for ((i = 0; i < 200; i++)); do
		pty_has "$text" && return
		[[ $ended ]] && break
		press "$key"
	done
	pty_has "$text" || fail 65 "pressed $key $i times, and still no \"$text\""
}

play() { # COMMAND REST
	local command=$1 rest=$2 text name
	[[ $ended ]] && fail 69 "the program has ended"
	text=$(unquote "$rest")
	case $command in
	type)
		pty_text "$text"
		await "$(pty_graphemes "$text")"
		;;
	paste)
		pty_paste "$text"
		await "$(pty_graphemes "$text")"
		;;
	key) for name in $rest; do press "$name"; done ;;
	click)
		pty_click "${rest%%[[:blank:]]*}" "${rest##*[[:blank:]]}"
		await 1
		;;
	resize)
		size=$rest
		pty_resize "$size"
		await 1
		;;
	dump)
		echo "── ${text:+$text }$size ──"
		pty_dump
		;;
	expect) pty_has "$text" || fail 65 "the screen has no \"$text\"" ;;
	expect-not) pty_has "$text" && fail 65 "the screen has \"$text\"" ;;
	until) do_until "$rest" ;;
	wait | idle | stop) fail 2 "\"$command\" needs the program's own --script" ;;
	*) fail 2 "no such command: $command" ;;
	esac
}

trap pty_end EXIT
pty_start "$size" "$@" || exit 69
await 0
set -f # a key may be called "*"
while IFS= read -r line || [[ -n $line ]]; do
	number=$((number + 1))
	line=${line#$'\ufeff'}
	line=${line%$'\r'}
	line=${line#"${line%%[![:blank:]]*}"}
	line=${line%"${line##*[![:blank:]]}"}
	[[ -z $line || $line == '#'* ]] && continue
	command=${line%%[[:blank:]]*}
	rest=${line#"$command"}
	play "$command" "${rest#"${rest%%[![:blank:]]*}"}"
done <"$file"

[[ $ended ]] || kill -TERM "$(pty_pid)"
status=$(pty_status) || fail 69 "the program does not leave"
exit "$status"
