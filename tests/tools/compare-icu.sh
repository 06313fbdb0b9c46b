#!/bin/sh
# Compares our Vietnamese order of words with ICU's, where ICU is installed (Debian: libicu-dev).
# The program itself never uses ICU: 36 MB for one table.
#
#	tests/tools/compare-icu.sh [WORDLIST...]	after make; BUILD=build/debug for another build
#
# The word list of hunspell-vi is taken in where it is installed.
set -eu
cd "$(dirname "$0")/../.."
: "${BUILD:=build/release}" "${CC:=cc}"
: "${CFLAGS:=-O2}"

if ! command -v pkg-config >/dev/null || ! pkg-config --exists icu-i18n; then
	echo "compare-icu: skipped: ICU's headers are not installed (libicu-dev)"
	exit 0
fi
for library in "$BUILD/libtext.a" "$BUILD/libbase.a"; do
	if [ ! -f "$library" ]; then
		echo "compare-icu: $library is missing: run make first" >&2
		exit 2
	fi
done
if [ -f /usr/share/hunspell/vi_VN.dic ]; then
	set -- "$@" /usr/share/hunspell/vi_VN.dic
fi

# shellcheck disable=SC2046,SC2086 # flags are several words
$CC $CFLAGS -std=c11 -D_GNU_SOURCE -Iapp $(pkg-config --cflags icu-i18n) \
	-o "$BUILD/compare_icu" tests/tools/compare_icu.c \
	"$BUILD/libtext.a" "$BUILD/libbase.a" -lutf8proc $(pkg-config --libs icu-i18n)
"$BUILD/compare_icu" "$@"
