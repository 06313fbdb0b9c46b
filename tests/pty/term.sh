#!/bin/bash
# What only a real terminal can show about app/term/curses.c: which bytes become which
# keys, what is sent and when, and that the terminal is given back on every way out.
#
#	tests/pty/term.sh ECHO		(the program built from tests/pty/echo.c)
set -u
here=${BASH_SOURCE%/*}
. "$here/lib.sh"
echo_program=$(realpath "$1")
folder=$(mktemp -d)
log=$folder/log
failures=0 count=0
trap 'pty_end; rm -rf "$folder"' EXIT

check() { # NAME GOT WANTED
	count=$((count + 1))
	if [[ $2 == "$3" ]]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		printf '#  got    %s\n#  wanted %s\n' "${2//$'\n'/$'\n#         '}" "$3"
		failures=$((failures + 1))
	fi
}

# begin [ECHO'S OPTION...]; $PTY_TERM
begin() {
	pty_start 60x14 "$echo_program" "$@" "$log"
	pty_wait 0
}

leave() {
	pty_key F10
	pty_status >/dev/null
	pty_end
}

# The keys of the log on one line.
keys() {
	paste -sd' ' "$log"
}

# Waits, without a frame title, for the Nth line of the log that is LINE.
log_has() {
	timeout "$PTY_PATIENCE" tail -n +1 -f "$log" | grep -qxm "${2:-1}" -- "$1"
}

sent() { # NAME BYTES NUMBER-OF-KEYS WANTED
	begin
	pty_bytes "$2"
	pty_wait "$3"
	check "$1" "$(keys)" "$4"
	leave
}

pasted() { # NAME TEXT NUMBER-OF-KEYS WANTED
	begin
	pty_paste "$2"
	pty_wait "$3"
	check "$1" "$(keys)" "$4"
	leave
}

# ── keys ─────────────────────────────────────────────────────────────────────────────────

pasted "letters whose code points are curses' key codes" 'ăâđêôơưĂĐŨũĩ' 12 \
	"+ă +â +đ +ê +ô +ơ +ư +Ă +Đ +Ũ +ũ +ĩ"
sent "the same typed" 'ăâđêôơưĂĐŨũĩ' 12 "ă â đ ê ô ơ ư Ă Đ Ũ ũ ĩ"
pasted "a paste is text only" $'a\nb\033[Ac' 4 "+a +Space +b +c"
pasted "a paste is composed" $'Nguye\xcc\x82\xcc\x83n' 6 "+N +g +u +y +ễ +n"
sent "typed marks are composed" 'e\xcc\x82\xcc\x81a\xcc\xa3\xcc\x82' 2 "ế ậ"
sent "modified and unknown keys leave nothing behind" '\033[1;5A\033[27;5;13~\033x' 3 \
	"Other Other Other"
sent "keys that PuTTY sends as it likes" '\033[1~\033[4~\033[11~\033OM' 4 \
	"Home End F1 Enter"

# The shortest of five times from key to frame, in microseconds. The driver's own share
# (processes, tmux) depends on the machine: only differences tell.
fastest() { # KEY
	local best=60000000 started took
	for _ in 1 2 3 4 5; do
		started=${EPOCHREALTIME/[.,]/}
		pty_key "$1"
		pty_wait 1
		took=$((${EPOCHREALTIME/[.,]/} - started))
		((took < best)) && best=$took
	done
	echo "$best"
}
begin
letter=$(fastest a)
pty_frame=5 # the subshell counted for itself
escape=$(fastest Esc)
check "Esc takes at most 100 ms longer than a letter" \
	"$((escape < letter + 100000)) $(keys)" "1 a a a a a Esc Esc Esc Esc Esc"
leave

begin --mouse
pty_click 3 7
pty_wait 1
check "a click" "$(keys)" "Click 3,7"
leave

begin
for size in 61x14 40x15 10x5 1x1 2x2 80x24; do
	pty_resize $size
	pty_wait 1
done
check "each resize is one key" "$(keys)" "Resize Resize Resize Resize Resize Resize"
check "and the frame fits" "$(pty_screen | head -1)" " Phím: 6  normal  80x24"
leave

pty_start 60x14 env LINES=5 COLUMNS=20 "$echo_program" "$log"
pty_wait 0
pty_resize 50x9
pty_wait 1
check "the size is the window's" "$(pty_screen | head -1)" " Phím: 1  normal  50x9"
leave

pty_start 60x14 env KYNANGSO_FRAME_TITLE= "$echo_program" --guard --idle 60000 "$log"
pty_shows "Phím: 0"
pty_bytes '\r\r\rx'
log_has x
check "a held Enter is one Enter" "$(keys)" "Enter x"
pty_key F5
log_has F5
pty_key a
pty_shows "Phím: 4" # what comes after the title in the same stream
check "the title, in words" "$(pty_ask '#{pane_title}')" "Bài 1"
leave

# ── what is sent ─────────────────────────────────────────────────────────────────────────

begin --idle 150
pty_tmux pipe-pane "cat >>$folder/bytes; tmux -S $pty_socket wait-for -S piped"
log_has Idle "$(($(grep -c Idle "$log") + 8))"
check "nothing is sent while nothing happens" "$(stat -c %s "$folder/bytes")" 0
pty_key Down
pty_wait 1
pty_tmux pipe-pane
pty_tmux wait-for piped
size=$(stat -c %s "$folder/bytes")
check "a key sends what changed" "$((size > 20 && size < 300))" 1
leave

begin
check "the cursor is visible" "$(pty_ask '#{cursor_flag}')" 1
before=$(pty_dump)
pty_key Ctrl-L
pty_wait 1
pty_key F7
pty_wait 1
check "redrawn in full" "$(pty_dump | sed -n '2p;14,15p')" "$(sed -n '2p;14p' <<<"$before")
cursor 3,2"
leave

colours() {
	pty_tmux capture-pane -pe | grep -c $'\033\\[[0-9;]*[34][0-7]m'
}
begin
check "colours" "$(($(colours) > 0))" 1
for _ in 1 2 3; do pty_key F6; done
pty_wait 3
check "and without, after a change of theme" "$(colours)" 0
leave
export NO_COLOR=1
begin
check "NO_COLOR" "$(colours)" 0
leave
unset NO_COLOR

# ── terminals and languages ──────────────────────────────────────────────────────────────

frame="└──Đường 漢 ậ Ỡ █░ ●▶──────────────────────────────────────┘"
for PTY_TERM in linux xterm xterm-256color vt100 vt220 screen-256color tmux-256color \
	rxvt; do
	begin
	for name in Up Home F1 PgDn Shift-Tab Ctrl-Z; do
		pty_key $name
		pty_wait 1
	done
	pty_bytes '\033Op\033Ow\033Ok\033OM' # the number pad: 0 7 + Enter
	pty_wait 4
	check "TERM=$PTY_TERM" "$(keys) $(pty_screen | tail -1)" \
		"Up Home F1 PgDn Shift-Tab Ctrl-Z 0 7 + Enter $frame"
	leave
done
PTY_TERM=vt100
begin
check "vt100 has no colours" "$(colours)" 0
leave
unset PTY_TERM

language() { # VARIABLE=VALUE...
	pty_start 60x14 env -u LC_ALL -u LC_CTYPE -u LANG "$@" "$echo_program" "$log"
	pty_wait 0
	pty_text 'ậ'
	pty_wait 1
	check "language ${*:-none}" "$(keys) $(pty_screen | tail -1)" "ậ $frame"
	leave
}
language
language LANG=C
language LANG=C.UTF-8
language LANG=vi_VN.UTF-8
language LC_ALL=POSIX
language LANG=en_US.ISO-8859-1

refused() { # NAME STATUS WORDS COMMAND...: in a terminal of its own, read by any sh
	local name=$1 wanted=$2 words=$3 said status
	shift 3
	said=$(script -qec "$*" /dev/null </dev/null 2>&1)
	status=$?
	[[ $said == *"$words"* ]] && said=said
	check "refused: $name" "$status $said" "$wanted said"
}
refused dumb 78 'Loại màn hình "dumb" (biến TERM) không đặt được con trỏ' \
	env LC_ALL=C.UTF-8 TERM=dumb "$echo_program" "$log"
refused unknown 78 'không biết loại màn hình "unknown"' \
	env LC_ALL=C.UTF-8 TERM=unknown "$echo_program" "$log"
refused "no such TERM" 78 'không biết loại màn hình "?[2J"' \
	env LC_ALL=C.UTF-8 "TERM='"$'\e'"[2J'" "$echo_program" "$log"
refused "TERM empty" 78 'biến TERM còn trống' \
	env LC_ALL=C.UTF-8 TERM= "$echo_program" "$log"
refused "TERM unset" 78 'biến TERM còn trống' \
	env -u TERM LC_ALL=vi_VN.UTF-8 "$echo_program" "$log"
refused "no terminal for input" 78 'chạy với --plain' "$echo_program $log </dev/null"
refused "no terminal for output" 78 'chạy với --plain' \
	"bash -c 'set -o pipefail; $echo_program $log | cat'"
refused "in plain letters" 78 'Loai man hinh "dumb" (bien TERM) khong dat duoc con tro' \
	env LC_ALL=C TERM=dumb "$echo_program" "$log"

# ── ways out ─────────────────────────────────────────────────────────────────────────────

# Runs the program in a shell, makes it leave, and compares the terminal before and after.
way_out() { # NAME STATUS HOW-TO-LEAVE...
	local name=$1 wanted=$2 state
	shift 2
	cat >"$folder/shell" <<-END
	stty -g >$folder/before
	$echo_program --mouse $log 2>$folder/said
	echo \$? >$folder/status
	stty -g >$folder/after
	stty -echo
	printf '\033]2;frame 99\007'
	head -n 1 >$folder/pasted
	printf '\033]2;frame 100\007'
	read -r _
	END
	pty_start 60x14 bash "$folder/shell"
	pty_wait 0
	"$@"
	pty_wait 99
	pty_paste $'đ\n'
	pty_wait 1
	state=$(pty_ask '#{alternate_on} #{cursor_flag} #{keypad_cursor_flag}')
	state+=" $(pty_ask '#{mouse_any_flag}')"
	cmp -s "$folder/before" "$folder/after" || state+=" stty"
	check "way out: $name" "$(cat "$folder/status") $state $(cat "$folder/pasted")" \
		"$wanted 0 1 0 0 đ"
	pty_end
}
send_signal() {
	kill "-$1" "$(pgrep -P "$(pty_pid)" -x "$(basename "$echo_program")")"
}
way_out "F10" 0 pty_key F10
way_out "exit() without closing" 7 pty_key F11
way_out "die()" 70 pty_key F9
check "and its words" "$(tail -1 "$folder/said")" "kynangso: hỏng rồi"
way_out "abort()" 134 pty_key F8
for name in TERM HUP INT; do
	way_out "SIG$name" 0 send_signal $name
	check "with a key for the program" "$(keys)" "Eof"
done
way_out "SIGQUIT" 131 send_signal QUIT

# Only a shell with job control lets its programs be stopped from the keyboard.
pty_start 60x14 bash -mc '"$@"; :' bash "$echo_program" "$log"
pty_wait 0
pid=$(pgrep -P "$(pty_pid)")
kill -TSTP "$pid"
pty_key Ctrl-Z
pty_wait 1
check "cannot be suspended" "$(keys)" "Ctrl-Z"
leave

begin
pid=$(pty_pid)
before=$(pty_dump)
tty=$(pty_ask '#{pane_tty}')
kill -STOP "$pid"
stty sane <"$tty"
printf '\033[5;5Hrubbish\033[14;1H\033[2K' >"$tty"
kill -CONT "$pid"
pty_key Up
pty_wait 1
pty_key Down
pty_wait 1
check "goes on after a stop" "$(pty_screen | sed 1,4d) $(keys)" \
	"$(head -14 <<<"$before" | sed 1,4d) Up Down"
pty_key F12 # half a second without reading
log_has F12
pty_resize 50x10
pty_wait 2
check "resized while it is busy" "$(pty_screen | head -1)" " Phím: 4  normal  50x10"
pty_key F12
log_has F12 2
kill -TERM "$pid"
check "ended while it is busy" "$(pty_status) $(keys)" "0 Up Down F12 Resize F12 Eof"
pty_end

begin
pid=$(pty_pid)
pty_end
timeout "$PTY_PATIENCE" tail -s 0.1 --pid="$pid" -f /dev/null
check "the terminal goes away" "$? $(keys)" "0 Eof"
# A session of its own gets no SIGHUP: only reading tells.
pty_start 60x14 setsid -w "$echo_program" "$log"
pty_wait 0
pid=$(pty_pid)
pty_end
timeout "$PTY_PATIENCE" tail -s 0.1 --pid="$pid" -f /dev/null
check "the terminal goes away without a signal" "$? $(keys)" "0 Eof"

# ── the driver ───────────────────────────────────────────────────────────────────────────

cat >"$folder/keys" <<'END'
# every command that both can play
dump start
type Mẹ khỏe; "1"
key Down Enter F1 * Space @
paste Đường đ;
dump all
resize 40x12
dump
until 29 Up
expect Phím: 29
expect-not Phím: 30
type " x "
resize 60x14
dump end
END
"$here/drive.sh" "$folder/keys" 60x14 "$echo_program" "$log" >"$folder/driven"
status=$?
"$echo_program" --script "$folder/keys" 60x14 >"$folder/scripted"
check "the driver and the script see the same" \
	"$status $? $(diff "$folder/driven" "$folder/scripted")" "0 0 "
check "and they see something" "$(grep -c ' 60x14 ──$' "$folder/driven")" 3

wrong() { # NAME STATUS WORDS LINE...
	local name=$1 wanted="$2 $3"
	shift 3
	printf '%s\n' "$@" >"$folder/keys"
	said=$("$here/drive.sh" "$folder/keys" 60x14 "$echo_program" "$log" 2>&1 >/dev/null)
	check "driver: $name" "$? ${said#"$folder/"}" "$wanted"
}
wrong "a failed expectation" 65 'keys:2: the screen has no "Sai"' "key a" "expect Sai"
wrong "an unwanted text" 65 'keys:1: the screen has "Phím"' "expect-not Phím"
wrong "the program has ended" 69 "keys:2: the program has ended" "key F10" "key a"
wrong "no such key" 65 'keys:1: no key is called "Entre"' "key Entre"

echo "1..$count"
if ((failures > 0)); then
	echo "# $failures of $count failed"
	exit 1
fi
