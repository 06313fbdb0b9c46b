#!/bin/bash
# check --watch in a window beside an editor: each save clears it and shows all anew, the first finding
# on top; q or Ctrl-C leaves, and the terminal is as it was. What needs no terminal is in
# tests/scripts/check.sh.
#
#	tests/pty/check.sh PROGRAM
set -u
here=${BASH_SOURCE%/*}
. "$here/lib.sh"
tree=$(cd "$here/../.." && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'pty_end; rm -rf "$work"' EXIT
cd "$work" || exit 2
export HOME=$work/home KYNANGSO_CONTENT=$work/content
unset XDG_DATA_HOME NO_COLOR SSH_CONNECTION ACCESSIBLE
mkdir home content
cp -r "$tree/tests/content/good/." "$tree/locale" content
lesson=content/lessons/mot/bai-mot.yaml
cp "$lesson" whole
failures=0

not_ok() {
	echo "not ok $1"
	pty_dump | sed 's/^/#  /'
	failures=$((failures + 1))
}

comes() { # NAME TEXT
	if pty_shows "$2"; then echo "ok $1"; else not_ok "$1: no \"$2\""; fi
}

gone() { # NAME TEXT: not on the screen that has just come
	if pty_has "$2"; then not_ok "$1: \"$2\" is there"; else echo "ok $1"; fi
}

leaves() { # NAME KEY STATUS
	pty_key "$2"
	if [[ $(pty_status) == "$3" ]]; then echo "ok $1"; else not_ok "$1: $(cat "$pty_folder/status")"; fi
}

# shellcheck disable=SC2016
restored='trap : INT; stty -g >before; "$@"; status=$?; stty -g >after; echo $status >left; exit $status'
pty_start 80x24 sh -c "$restored" sh "$program" check --watch "$lesson" --now 2026-11-22T08:00
comes "it begins" "Thôi: phím q."
comes "nothing is wrong" "Không thấy lỗi."
sed 's/^title: .*/title: Bài một: làm quen/' whole >"$lesson"
comes "written over" 'sửa | title: "Bài một: làm quen"'
comes "under its column" '5 | title: Bài một: làm quen'
gone "the old screen" "Không thấy lỗi."
sed 's/^minutes: .*/minutes: nhiều/' whole >draft && mv draft "$lesson"
comes "another file in its place" "E06"
gone "the finding before" "E03"
mv "$lesson" "$lesson~" && cp whole "$lesson"
comes "the old one away, a new one written" "Không thấy lỗi."
# More than the window holds: what stands first in the file is seen, and how much more there is.
sed 's/^    check:/    chek:/; s/^recap:/recap: x/; s/^sources:/sorces:/; s/^teacher:/teach:/; s/^words:/wrds:/' \
	whole >"$lesson"
comes "the rest is counted" "chỗ nữa."
comes "the sum" " lỗi, "
comes "and the keys" "Thôi: phím q."
if [[ $(pty_screen | head -n 1) == '── Kiểm tra lúc 08:00:00 ──' ]]; then
	echo "ok the first line stays"
else
	not_ok "the first line stays"
fi
pty_key x
cp whole "$lesson"
comes "other keys do nothing" "Không thấy lỗi."
leaves "q, with nothing wrong" q 0
if cmp -s before after; then echo "ok the terminal is as it was"; else not_ok "the terminal is as it was"; fi
pty_end

echo 'x: 1' >>"$lesson"
pty_start 40x15 sh -c "$restored" sh "$program" check --watch "$lesson" --now 2026-11-22T08:00
comes "a small window" "Thôi: phím q."
if pty_has 'E05: "x" không phải là một mục'; then echo "ok the error"; else not_ok "the error"; fi
if [[ $(pty_screen | head -n 1) == '── Kiểm tra lúc 08:00:00 ──' ]]; then
	echo "ok it fits"
else
	not_ok "it fits"
fi
# Our own shell in between is stopped by it, too: what the program ended with is in a file.
rm left
pty_key ctrl-c
tries=0
until [[ -s left ]] || ((tries++ > PTY_PATIENCE * 20)); do sleep 0.05; done
if [[ $(<left) == 1 ]]; then echo "ok Ctrl-C, with an error"; else not_ok "Ctrl-C, with an error"; fi
if cmp -s before after; then echo "ok the terminal is as it was"; else not_ok "the terminal is as it was"; fi
exit $((failures > 0))
