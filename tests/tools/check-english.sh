#!/bin/bash
# Speaks the program English on a machine that has generated no locale at all, and Vietnamese
# everywhere else. Last line: "N passed, N failed".
#
#	tests/tools/check-english.sh BUILD_DIR		after make all
set -u
build=$(cd "${1:?usage: check-english.sh BUILD_DIR}" && pwd)
tree=$(cd "${BASH_SOURCE%/*}/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$tree" || exit 2
passed=0 failed=0

# says NAME WORDS-WANTED WORDS-UNWANTED ENVIRONMENT... -- ARGUMENT...
says() {
	local name=$1 wanted=$2 unwanted=$3 settings=()
	shift 3
	while [[ $1 != -- ]]; do
		settings+=("$1")
		shift
	done
	shift
	env -i HOME="$folder" "${settings[@]}" "$build/kynangso" "$@" >"$folder/out" 2>&1
	if grep -qF -- "$wanted" "$folder/out" && ! grep -qF -- "$unwanted" "$folder/out"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $name"
		head -n 20 "$folder/out" | sed 's/^/	/'
	fi
}

vietnamese='Cách dùng:' english='Usage:' header='Project-Id-Version'
for setting in LC_ALL=C LC_ALL=C.UTF-8 LANG=vi_VN.UTF-8 LANG=en_US.UTF-8 LANG= LANGUAGE=vi; do
	says "English with $setting" "$english" "$vietnamese" "$setting" -- help --lang en
	says "no catalogue's header with $setting" "$english" "$header" "$setting" -- help --lang en
	says "Vietnamese with $setting" "$vietnamese" "$english" "$setting" -- help --lang vi
	says "Vietnamese is what it speaks with $setting" "$vietnamese" "$english" "$setting" -- help
done
# Elsewhere than in its tree it finds no catalogue, and speaks all the same.
mkdir -p "$folder/a/b"
cp "$build/kynangso" "$folder/a/b/"
build=$folder/a/b
says "Vietnamese where there is no catalogue" "$vietnamese" "$english" LC_ALL=C -- help --lang en
echo "$passed passed, $failed failed"
((failed == 0))
