#!/bin/sh
# Finds what this machine lacks for building or testing, and installs it with apt.
#
#	packaging/dependencies.sh build		to compile and run the program
#	packaging/dependencies.sh check		to run the tests as well
#	packaging/dependencies.sh list		what would be needed, and why
#
# Silent and quick when nothing is missing. Debian 12 with gcc, make and apt is enough to begin
# with. Elsewhere it looks for the headers and commands themselves and says which it misses.
# Exit: 0 all there, 1 something is missing and could not be installed, 2 wrong usage.
set -eu
export LC_ALL=C.UTF-8

# role|package|header or command that shows it is there|why
table() {
	cat <<-'END'
		build|libc6-dev|stdio.h|thư viện C, để biên dịch
		build|libncurses-dev|curses.h|vẽ màn hình chữ và đọc bàn phím
		build|libsqlite3-dev|sqlite3.h|giữ kết quả học tập
		build|libyaml-dev|yaml.h|đọc bài học và bài kiểm tra
		build|libutf8proc-dev|utf8proc.h|dựng chữ Việt đúng chuẩn Unicode
		build|libsodium-dev|sodium.h|giữ mật khẩu, ký và niêm phong số liệu
		build|libxlsxwriter-dev|xlsxwriter.h|bảng tính Excel của các báo cáo
		build|libpango1.0-dev|pangocairo.pc|làm tệp PDF, trong một chương trình riêng
		build|pkg-config|pkg-config|tìm ra phần vẽ chữ cho tệp PDF
		build|fonts-liberation2|font:vi|phông chữ Việt cho tệp PDF
		build|gettext|msgfmt|bản dịch tiếng Anh của giao diện
		check|libcmocka-dev|cmocka.h|chạy các phép thử từng phần
		check|tmux|tmux|thử chương trình trong một cửa sổ dòng lệnh thật
		check|bash|bash|chạy các kịch bản thử
		check|unzip|unzip|xem bên trong tệp Excel
		check|libreoffice-calc-nogui|soffice|mở tệp Excel và CSV như người nhận sẽ mở
		check|poppler-utils|pdftotext|đọc lại chữ trong tệp PDF
		check|chromium|chromium|mở trang web của các báo cáo như người nhận sẽ mở
		check|sqlite3|sqlite3|đọc thẳng nhật ký để tính lại thống kê bằng cách khác
		check|jq|jq|xem JSON và SARIF in ra có đúng dạng không
		check|python3-jsonschema|python:jsonschema|xem tệp mô tả cho trình soạn thảo có đúng với các bài không
		check|python3-yaml|python:yaml|đọc bài học như trình soạn thảo đọc
		check|procps|pgrep|xem chương trình có tự thoát hết hay không
	END
}

# The rows for a purpose; tests need what the build needs.
wanted() {
	table | while IFS='|' read -r role rest; do
		[ "$role" = build ] || [ "$purpose" != build ] || continue
		echo "$rest"
	done
}

installed() {
	# shellcheck disable=SC2046 # one word a package
	dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $(wanted | cut -d'|' -f1) 2>/dev/null |
		sed -n 's/^[hi]i *//p'
}

# Header, command, what pkg-config knows (x.pc), a font of a language (font:vi), or a module of Python
# (python:yaml): is it there, whoever installed it?
present() { # PROBE
	case $1 in
	*.pc) pkg-config --exists "${1%.pc}" 2>/dev/null ;;
	python:*) python3 -c "import ${1#python:}" >/dev/null 2>&1 ;;
	font:*) fc-list ":lang=${1#font:}" family 2>/dev/null | grep -q . ;;
	*.h)
		# cmocka.h cannot stand without the headers before it.
		printf '#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n%s\n' \
			"#include <setjmp.h>
#include <$1>" | "${CC:-gcc}" -E -x c - >/dev/null 2>&1
		;;
	*) command -v "$1" >/dev/null 2>&1 ;;
	esac
}

missing() {
	have=
	command -v dpkg-query >/dev/null 2>&1 && have=$(installed)
	wanted | while IFS='|' read -r package probe why; do
		case "
$have
" in
		*"
$package
"*) ;;
		*) present "$probe" || echo "$package|$probe|$why" ;;
		esac
	done
}

# Whoever may install: root, or somebody whom sudo lets.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo -- "$@"
	fi
}

apt() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q \
		-o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" >&2
}

lists_are_empty() {
	for list in /var/lib/apt/lists/*_Packages*; do
		[ -e "$list" ] && return 1
	done
	return 0
}

install() {
	if lists_are_empty; then
		apt update || return
		apt install -y --no-install-recommends "$@"
	else
		apt install -y --no-install-recommends "$@" && return
		echo "Danh sách gói trên máy có thể đã cũ. Đang lấy danh sách mới…" >&2
		apt update && apt install -y --no-install-recommends "$@"
	fi
}

say_missing() {
	echo "Máy này còn thiếu:"
	echo "$lacking" | while IFS='|' read -r package _ why; do
		printf '  %-16s %s\n' "$package" "$why"
	done
}

give_up() { # WORDS
	{
		echo "$1"
		echo "Nhờ người quản lý máy chạy lệnh này, rồi chạy lại make:"
		echo "  apt-get update && apt-get install $packages"
	} >&2
	exit 1
}

purpose=${1-}
case $purpose in
build | check) ;;
list)
	table | while IFS='|' read -r role package _ why; do
		printf '%-6s %-16s %s\n' "$role" "$package" "$why"
	done
	exit
	;;
*)
	echo "usage: $0 build|check|list" >&2
	exit 2
	;;
esac

if ! command -v "${CC:-gcc}" >/dev/null 2>&1; then
	echo "Máy này chưa có trình biên dịch ${CC:-gcc}. Hãy cài gói gcc, rồi chạy lại make." >&2
	exit 1
fi
lacking=$(missing)
[ -n "$lacking" ] || exit 0
packages=$(echo "$lacking" | cut -d'|' -f1 | tr '\n' ' ')
packages=${packages% }

say_missing >&2
if ! command -v apt-get >/dev/null 2>&1; then
	{
		echo "Máy này không dùng apt, nên không tự cài được. Hãy cài các gói có những thứ sau"
		echo "(tên gói ở hệ điều hành này có thể khác), rồi chạy lại make:"
		echo "$lacking" | while IFS='|' read -r package probe why; do
			printf '  %-14s %s\n' "$probe" "$why"
		done
	} >&2
	exit 1
fi
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 ||
		give_up "Cần quyền quản trị để cài, mà máy này không có lệnh sudo."
	echo "Sẽ cài bằng sudo; máy có thể hỏi mật khẩu của bạn." >&2
fi
echo "Đang cài bằng apt: $packages" >&2
# shellcheck disable=SC2086 # one word a package
install $packages || give_up "Chưa cài được. Máy có nối mạng không?"
lacking=$(missing)
[ -z "$lacking" ] || give_up "apt đã chạy xong mà vẫn còn thiếu."
echo "Đã cài xong những thứ cần thiết." >&2
