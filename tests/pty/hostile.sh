#!/bin/bash
# The whole program in a real terminal where things go wrong: windows too small, broken bytes, poor
# terminals, signals in the middle of a lesson. What needs no terminal is in tests/scripts/hostile.sh.
#
#	tests/pty/hostile.sh PROGRAM
set -u
here=${BASH_SOURCE%/*}
. "$here/lib.sh"
tree=$(cd "$here/../.." && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'pty_end; rm -rf "$work"' EXIT
cd "$work" || exit 2
export HOME=$work/home KYNANGSO_CONTENT=$work/content
unset XDG_DATA_HOME XDG_CACHE_HOME NO_COLOR SSH_CONNECTION ACCESSIBLE LANG LC_CTYPE LANGUAGE
mkdir home content
cp -r "$tree/tests/content/good/." "$tree/locale" content
failures=0
now=2026-11-22T08:00

check() { # NAME GOT WANTED
	if [[ $2 == "$3" ]]; then
		echo "ok $1"
	else
		echo "not ok $1"
		printf '#  got    %s\n#  wanted %s\n' "${2//$'\n'/$'\n#         '}" "$3"
		failures=$((failures + 1))
	fi
}

has() { # NAME TEXT: comes onto the screen; how many keys some bytes make is not known
	if pty_shows "$2"; then
		echo "ok $1"
	else
		echo "not ok $1: no \"$2\" on the screen"
		pty_dump | sed 's/^/#  /'
		failures=$((failures + 1))
	fi
}

cli() {
	"$program" "$@" --now $now </dev/null
}

# A centre with one learner, Nguyễn Thị Hoa, in a data folder of its own.
centre() {
	rm -rf data
	printf 'hoc vui moi ngay\n' | "$program" setup --data data --ward 00070 --name 'Nhà văn hóa' \
		--staff 'Trần Thị Lan' --password-file - --now $now >setup 2>&1 &&
		cli learners add --data data --name 'Nguyễn Thị Hoa' --birth 1980 --consent >/dev/null
}

# open COLSxROWS [NAME=VALUE...] [-- OPTION...]: the program on that data.
open() {
	local size=$1 settings=()
	shift
	while (($# > 0)) && [[ $1 != -- ]]; do
		settings+=("$1")
		shift
	done
	[[ ${1-} == -- ]] && shift
	pty_start "$size" env "${settings[@]}" "$program" run --data data --now $now "$@"
	pty_wait 0
}

press() {
	local key
	for key; do
		pty_key "$key"
		pty_wait 1
	done
}

write() {
	pty_text "$1"
	pty_wait "$(pty_graphemes "$1")"
}

learner() { # from the first screen to the learner's home
	write nth
	press Down Enter
}

leave() {
	kill -TERM "$(pty_pid)"
	pty_status >status
	pty_end
}

# ── windows ──────────────────────────────────────────────────────────────────────────────

centre
open 10x3
check "10x3: what is wrong" "$(pty_screen | tr -s ' \n' ' ')" "Cửa sổ quá nhỏ: cần 40x15, "
press Down Enter x Esc F10
check "and no key is taken blindly" "$(pty_screen | tr -s ' \n' ' ')" "Cửa sổ quá nhỏ: cần 40x15, "
pty_resize 80x24
pty_wait 1
has "and it grows" "Chào bác! Bác tên là gì?"
write nt
for size in 10x3 1x1 39x15 40x14 3x50 200x2 80x24; do
	pty_resize $size
	pty_wait 1
done
has "what was typed is still there" "> [nt"
press h Down Enter 1
place=$(pty_screen | head -n 1)
pty_resize 10x3
pty_wait 1
press Enter Enter Enter
pty_resize 80x24
pty_wait 1
check "the page is still the same" "$(pty_screen | head -n 1)" "$place"
pty_resize 10x3
pty_wait 1
leave
check "and one may leave" "$(cat status)" 0
open 80x24
learner
has "with the place kept" "Học bài mới: Bài một: làm quen"
leave

# ── bytes that are no letters ────────────────────────────────────────────────────────────

# Whatever becomes of the bytes, the letter after them is there.
broken() { # NAME BYTES
	open 80x24
	pty_bytes "$2"'xzq' # x may end a sequence
	pty_shows 'zq' || echo "# $1: no answer"
	local field
	field=$(pty_screen | sed -n 's/^ *> \[\(.*\)\].*/\1/p')
	check "$1" "$(grep -caP '[^\x20-\x7e]' <<<"${field%%zq*}")$(pty_screen | grep -c 'Chào bác')" 01
	press Ctrl-U
	write nth
	has "$1: goes on" "Nguyễn Thị Hoa"
	leave
	check "$1: left well" "$(cat status)" 0
}
broken "lone continuation bytes" '\x80\xbf\x80\x80'
broken "bytes that never begin a letter" '\xff\xfe\xc0\xc1\xf5'
broken "letters cut short" 'a\xe1\xbb b\xc4 c\xf0\x9f\x98 '
broken "a letter written too long" '\xc0\xaf\xe0\x80\xaf'
broken "halves of a pair" '\xed\xa0\x80\xed\xb0\x80'
broken "beyond Unicode" '\xf4\x90\x80\x80'
broken "an unfinished sequence" '\033[1;'
broken "a sequence nobody knows" '\033[999;999;999;999~\033]0;x\007\033P1$r0m\033\\'
broken "zeros and controls" '\x01\x02\x0e\x0f\x10\x1e'

centre
open 80x24
press Down Enter Enter Down # to the name of a newcomer
pty_bytes 'Nguy\xe1\xbb\x85n \x80\xffH\xc3oa'
pty_shows "[Nguyễn Hoa"
has "a name with broken bytes is what is left of it" "> [Nguyễn Hoa "
press Enter
has "and goes on" "sinh ngày nào"
leave

# ── poor terminals ───────────────────────────────────────────────────────────────────────

# refused NAME WORDS [ASSIGNMENT...]: one sentence in the terminal, and status 78
refused() {
	local name=$1 words=$2
	shift 2
	pty_start 80x24 sh -c 'exec "$@" 2>said' sh env "$@" "$program" run --data data
	check "$name: status" "$(pty_status)" 78
	pty_end
	check "$name: one line" "$(wc -l <said) $(grep -cF -- "$words" said)" "1 1"
}
utf8=LC_ALL=C.UTF-8
refused "TERM=dumb" 'Loại màn hình "dumb" (biến TERM) không đặt được con trỏ' $utf8 TERM=dumb
refused "TERM unknown" 'Gõ "export TERM=xterm-256color" rồi mở lại' $utf8 TERM=unknown
refused "TERM of nobody" 'không biết loại màn hình "khong-co"' $utf8 TERM=khong-co
refused "TERM that is a path" 'không biết loại màn hình "../../../etc/passwd"' $utf8 \
	TERM=../../../etc/passwd
refused "TERM empty" 'biến TERM còn trống' $utf8 TERM=
refused "TERM unset" 'biến TERM còn trống' -u TERM $utf8
refused "LANG=C" 'Loai man hinh "dumb" (bien TERM) khong dat duoc con tro' LC_ALL=C TERM=dumb
check "LANG=C: ASCII" "$(LC_ALL=C grep -c $'[\x80-\xff]' said)" 0
refused "no LANG at all" 'Loai man hinh' -u LC_ALL -u LANG TERM=dumb
refused "a locale that was not generated" 'Loại màn hình' -u LC_ALL LANG=vi_VN.UTF-8 TERM=dumb
check "nothing was made for that" "$(cli learners list --data data | grep -c Hoa)" 1

# The same screen wherever a screen is possible.
first_screen() { # NAME=VALUE...
	open 80x24 "$@"
	pty_screen
	pty_end
}
wanted=$(first_screen)
for PTY_TERM in vt100 vt220 linux xterm screen-256color; do
	check "TERM=$PTY_TERM" "$(first_screen)" "$wanted"
done
unset PTY_TERM
for setting in LC_ALL=C LC_ALL=POSIX LC_ALL=vi_VN.UTF-8 LC_ALL=en_US.ISO-8859-1 LC_ALL=khong-co; do
	check "$setting" "$(first_screen $setting)" "$wanted"
done
colours() { # NAME=VALUE...
	open 80x24 "$@"
	pty_tmux capture-pane -pe | grep -cE $'\033\\[([0-9]+;)*(3[0-7]|4[0-7]|9[0-7]|10[0-7])m'
	pty_end
}
check "colours" "$(($(colours) > 0))" 1
check "NO_COLOR" "$(colours NO_COLOR=1)" 0
check "NO_COLOR, empty" "$(($(colours NO_COLOR=) > 0))" 1
PTY_TERM=vt100
check "a terminal without colours" "$(colours)" 0
unset PTY_TERM

# ── leaving, asked and unasked ───────────────────────────────────────────────────────────

# To the third page of the first lesson.
lesson() {
	centre
	open 80x24
	learner
	press 1 Enter Enter
	has "in the lesson" "trang 3 trên"
}

again() { # NAME: the learner is offered that very page
	open 80x24
	learner
	has "$1: the place is kept" "trang 3 trên"
	press 1
	has "$1: and opened" "trang 3 trên"
	leave
	check "$1: sound" "$(cli doctor --data data | grep -cE 'lành lặn|nguyên vẹn')" 2
}

for name in TERM HUP INT; do
	lesson
	kill -$name "$(pty_pid)"
	check "SIG$name: ends well" "$(pty_status)" 0
	pty_end
	again "SIG$name"
done
lesson
kill -KILL "$(pty_pid)"
check "SIGKILL" "$(pty_status)" 137
pty_end
again "SIGKILL"
lesson
pid=$(pty_pid)
pty_end
timeout "$PTY_PATIENCE" tail -s 0.1 --pid="$pid" -f /dev/null
check "the window is closed" $? 0
again "the window is closed"

lesson
press Ctrl-Z
has "Ctrl-Z does nothing, and says so" 'Không dùng “phím Ctrl và Z” ở đây'
press Ctrl-C
has "Ctrl-C asks" "Tắt chương trình"
press Esc
has "and may be taken back" "trang 3 trên"
press Ctrl-C 3
check "or not" "$(pty_status)" 0
pty_end
again "Ctrl-C"

open 80x24 -- --kiosk
learner
press Ctrl-C
has "no way out of a kiosk" "Máy này luôn để mở"
press F10 Ctrl-Z q
has "by no key" "Hôm nay bác muốn học gì?"
leave
check "but for the machine itself" "$(cat status)" 0

# ── line mode ────────────────────────────────────────────────────────────────────────────

# Line mode sets no titles, so what it writes is followed.
lines() { # OPTION...: under a shell with job control, which gets back what is stopped or ended
	rm -f left
	cat >shell <<-END
	trap : INT QUIT # reset in what it runs
	stty -g >before
	"$program" run --plain --data data --now $now $*
	echo \$? >left
	stty -g >after
	echo khong con gi nua
	read -r _
	END
	: >told
	pty_start 80x24 bash -m shell
	pty_tmux pipe-pane "cat >>$work/told"
}

# The pane may have written before the pipe was there; a redrawn prompt is not lost.
tells() {
	timeout "$PTY_PATIENCE" tail -n +1 -s 0.05 -f told | grep -qm1 -- "$1" && return
	check "it says: $1" "$(tail -n 3 told)" "$1"
}

echo_is_off() {
	local tty i
	tty=$(pty_ask '#{pane_tty}')
	for ((i = 0; i < 400; i++)); do
		stty -a <"$tty" | grep -q -- '-echo ' && return
		read -r -t 0.05 -u "$pty_news" _
	done
	echo "# the echo stays on"
}

for key in Ctrl-C Ctrl-\\ ; do
	lines
	pty_text $'=2\n'
	tells 'Họ tên'
	pty_text $'tran thi lan\n'
	echo_is_off
	pty_text 'hoc vui'
	[[ $key == Ctrl-C ]] && pty_tmux send-keys C-c || pty_tmux send-keys 'C-\'
	tells 'khong con gi nua'
	check "$key at a password: the terminal is as before" "$(cmp before after 2>&1)" ""
	check "$key at a password: it was not shown" "$(grep -c 'hoc vui' told)" 0
	pty_end
done

lines --kiosk
tells 'Bác tên là gì'
pty_tmux send-keys C-c C-\\ C-z
pty_tmux send-keys C-d
tells 'Máy này luôn để mở'
pty_text $'nth\n'
tells 'Nguyễn Thị Hoa'
check "a kiosk in line mode has no way out" "$(ls left 2>/dev/null)" ""
pid=$(pgrep -P "$(pty_pid)")
pty_end
timeout "$PTY_PATIENCE" tail -s 0.1 --pid="$pid" -f /dev/null
check "but ends with its terminal" $? 0

exit $((failures > 0))
