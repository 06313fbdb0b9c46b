#!/bin/bash
# Preview on a real screen while somebody writes in an editor next door: nobody presses a key, and
# the screen follows. What needs no terminal is in tests/scripts/preview.sh.
#
#	tests/pty/preview.sh PROGRAM
set -u
here=${BASH_SOURCE%/*}
. "$here/lib.sh"
tree=$(cd "$here/../.." && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'pty_end; rm -rf "$work"' EXIT
cd "$work" || exit 2
export HOME=$work/home KYNANGSO_CONTENT=$work/content
unset XDG_DATA_HOME XDG_CACHE_HOME NO_COLOR SSH_CONNECTION ACCESSIBLE
mkdir home content
cp -r "$tree/tests/content/good/." "$tree/locale" content
lesson=content/lessons/mot/bai-mot.yaml
failures=0

not_ok() {
	echo "not ok $1"
	pty_dump | sed 's/^/#  /'
	failures=$((failures + 1))
}

has() { # NAME TEXT: on the screen now
	if pty_has "$2"; then echo "ok $1"; else not_ok "$1: no \"$2\""; fi
}

# The title tells of answered keys only, so a screen that changes by itself is looked at again and
# again.
comes() { # NAME TEXT
	local tries=$((PTY_PATIENCE * 20))
	until pty_has "$2"; do
		((tries-- > 0)) || break
		sleep 0.05
	done
	has "$1" "$2"
}

press() {
	pty_key "$1"
	pty_wait 1 || not_ok "an answer to $1"
}

save() { # SED-COMMAND: written over, as most programs do
	sed "$1" "$lesson" >draft && cat draft >bai.yaml
}

put() { # SED-COMMAND: another file in its place, as vi and ours do
	sed "$1" "$lesson" >bai.yaml.tmp && mv bai.yaml.tmp bai.yaml
}

cp "$lesson" bai.yaml
pty_start 80x24 "$program" preview bai.yaml#cac-y --now 2026-11-22T08:00
pty_wait 0 || not_ok "it begins"
has "at its step" "trang 2 trên 7"
save 's/Màn hình sáng\./Màn hình mờ./'
comes "written over" "Màn hình mờ."
has "at the same step" "trang 2 trên 7"
has "it is said" "Đã đọc lại tệp."
for word in vàng xanh tím; do
	put "s/Màn hình sáng\./Màn hình $word./"
	comes "another file, $word" "Màn hình $word."
done
press Enter
has "keys go on" "trang 3 trên 7"
put 's/^    caption: Hai/    captoin: Hai/'
comes "an error takes the screen" "Dòng 20, cột 5. E05"
has "with its line" "20 | captoin: Hai trạng thái của màn hình."
press F1
has "help is there, too" "Đây là bài bác đang viết"
save 's/^title: .*/title: [/'
comes "another error in place of help" "E0"
save 's/một khung/một Khung/'
comes "it goes away, the place is kept" "trang 3 trên 7"
press Enter
press Enter
has "the question" "Nút nào làm màn hình sáng lên?"
press 1
save 's/Nút nào làm/Phím nào làm/'
comes "the question that was answered is asked again" "Phím nào làm màn hình sáng lên?"
# By hand: what another machine writes is not seen.
press F5
has "F5" "Đã đọc lại tệp."
rm bai.yaml
press F5
has "it is away" "chưa đọc được bai.yaml"
cp "$lesson" bai.yaml
comes "it is back" "trang 5 trên 7"
pty_resize 40x15
pty_wait 1 || not_ok "an answer to a new size"
save 's/Nút nào làm/Nút gì làm/'
comes "in a small window" "Nút gì làm màn hình sáng lên?"
pty_resize 80x24
pty_wait 1 || not_ok "an answer to a new size"
for _ in 1 2 3 4 5; do press Esc; done
has "the list of parts" "Xem thử: Bài một: làm quen"
pty_key Esc
if [[ $(pty_status) == 0 ]]; then echo "ok it leaves"; else not_ok "it leaves"; fi
if [[ -z $(find home -type f) ]]; then echo "ok nothing was kept"; else not_ok "nothing was kept"; fi
exit $((failures > 0))
