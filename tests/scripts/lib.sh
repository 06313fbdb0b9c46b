# shellcheck shell=bash
# What every case begins with: a home and a course of its own, a held clock, words for looking.
#
#	run STATUS ARGUMENT...	runs kynangso; it must end with that status. $out, $err: what it said
#	has FILE TEXT...	each text stands in the file, letter for letter
#	lacks FILE TEXT...
#	same NAME FILE		equal to tests/scripts/expected/NAME (UPDATE=1 writes it)
#	check WORDS COMMAND...	the command must succeed
#	await WORDS		the program in the background, $pid, which writes to ./seen, tells them
#				after the first $seen lines, which were looked at (both set by the case)
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tree=$(cd "$here/../.." && pwd)
# shellcheck source=tests/environment.sh
. "$tree/tests/environment.sh"
export LC_ALL=C.UTF-8
: "${KYNANGSO:?set KYNANGSO to the program, or use run.sh}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home KYNANGSO_CONTENT=$work/content
mkdir "$HOME" "$work/content"
# A small sound course, so that nothing here changes with a lesson; the wards are the real ones.
cp -r "$tree/tests/content/good/." "$tree/locale" "$work/content"
cd "$work" || exit 1
out=$work/.out err=$work/.err
now=2026-11-22T08:00
failures=0

ok() {
	printf 'ok %s\n' "$*"
}

not_ok() {
	printf 'not ok %s\n' "$*"
	failures=$((failures + 1))
}

show() { # FILE: what was there instead
	sed 's/^/	/' "$1" | head -n "${LINES_SHOWN:-25}"
}

run() {
	local want=$1 got=0
	shift
	timeout 120 "$KYNANGSO" "$@" --now "$now" >"$out" 2>"$err" || got=$?
	if [ "$got" = "$want" ]; then
		ok "$* → $want"
	else
		not_ok "$* → $got, not $want"
		show "$out"
		show "$err"
	fi
}

has() {
	local file=$1 text
	shift
	for text; do
		if grep -qF -e "$text" "$file"; then
			ok "has: $text"
		else
			not_ok "has: $text"
			show "$file"
		fi
	done
}

lacks() {
	local file=$1 text
	shift
	for text; do
		if grep -qF -e "$text" "$file"; then
			not_ok "lacks: $text"
			show "$file"
		else
			ok "lacks: $text"
		fi
	done
}

same() {
	local want=$here/expected/$1
	if [ "${UPDATE:-}" = 1 ]; then
		cp "$2" "$want"
	fi
	if diff -u "$want" "$2" >"$work/.diff"; then
		ok "same: $1"
	else
		not_ok "same: $1"
		show "$work/.diff"
	fi
}

check() {
	local words=$1
	shift
	if "$@"; then
		ok "$words"
	else
		not_ok "$words"
	fi
}

await() {
	local tries=0
	until tail -n +$((seen + 1)) seen | grep -qF -e "$1"; do
		tries=$((tries + 1))
		if [ "$tries" -gt 400 ] || ! kill -0 "$pid" 2>/dev/null; then
			not_ok "await: $1"
			tail -n +$((seen + 1)) seen >rest
			show rest
			return
		fi
		sleep 0.05
	done
	ok "await: $1"
	seen=$((seen + $(tail -n +$((seen + 1)) seen | grep -nF -m1 -e "$1" | cut -d: -f1)))
}

centre() { # [OPTION...]: a centre in phường Hoàn Kiếm
	printf 'hoc vui moi ngay\n' | "$KYNANGSO" setup --ward 00070 --name 'Nhà văn hóa Hàng Bạc' \
		--staff 'Trần Thị Lan' --password-file - --now "$now" "$@" >"$out" 2>"$err" ||
		{
			not_ok "a centre"
			show "$err"
		}
}

finish() {
	exit $((failures > 0))
}
