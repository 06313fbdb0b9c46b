#!/bin/bash
# Installs into an empty folder, uses what lies there, and takes it away again.
#
#	tests/tools/check-install.sh MAKE	MAKE: the command to run a target with
#
# Last line: "N passed, N failed".
set -u
make=${1:?usage: check-install.sh MAKE}
cd "${BASH_SOURCE%/*}/../.." || exit 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root=$folder/root
passed=0 failed=0

ok() { # NAME COMMAND...
	local name=$1
	shift
	if "$@" >"$folder/out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $name"
		head -n 20 "$folder/out" | sed 's/^/	/'
	fi
}

same() { # FOLDER PATTERN: is all of it installed, and nothing else?
	diff <(find "$1" -type f ! -name '.*' | sort) \
		<(cd "$share/kynangso" && find "$1" -type f | sort)
}

# shellcheck disable=SC2086 # MAKE is words
ok "make install" $make install DESTDIR="$root" PREFIX=/usr/local
bin=$root/usr/local/bin share=$root/usr/local/share
ok "the program says its version" "$bin/kynangso" --version
for content in lessons quizzes locale/hanoi docs/templates docs/schemas; do
	ok "all of $content" same "$content"
done
ok "the installed content has no error" \
	"$bin/kynangso" check --errors-only --content "$share/kynangso"
ok "the installed templates" \
	"$bin/kynangso" new lesson bai-moi --content "$share/kynangso"
ok "the program that draws PDF lies apart" test -x "$root/usr/local/libexec/kynangso/kynangso-pdf"
export XDG_DATA_HOME=$folder/data
printf 'hoc vui moi ngay\n' | "$bin/kynangso" setup --ward 00070 --name 'Nhà văn hóa' --staff 'Lan' \
	--password-file - --content "$share/kynangso" >/dev/null 2>&1
ok "and is found there" "$bin/kynangso" count --content "$share/kynangso" --output "$folder/so.pdf"
ok "it draws" grep -qa '^%PDF-' "$folder/so.pdf"
ok "the program of learners knows nothing of drawing" \
	sh -c '! ldd "$0" | grep -E "cairo|pango|fontconfig"' "$bin/kynangso"
ok "the manual page" grep -q '^\.TH KYNANGSO 1' "$share/man/man1/kynangso.1"
ok "the manual page names every command" awk '
	FNR == NR { text = text $0 "\n"; next }
	/^  [a-z]/ { if (index(text, $1) == 0) { print $1; bad = 1 } }
	END { exit bad }' "$share/man/man1/kynangso.1" <("$bin/kynangso" help)
ok "bash can read the completion" bash -n "$share/bash-completion/completions/kynangso"
ok "the English catalogue" test -s "$share/locale/en/LC_MESSAGES/kynangso.mo"
ok "the documents" test -s "$share/doc/kynangso/privacy.md"
ok "the kiosk's service" test -s "$share/doc/kynangso/examples/kynangso-kiosk@.service"
ok "others may read, only the owner may write" \
	test -z "$(find "$root" \( -type f ! -perm -444 -o -perm /022 \) -print)"
# shellcheck disable=SC2086
ok "make uninstall" $make uninstall DESTDIR="$root" PREFIX=/usr/local
ok "nothing is left" test -z "$(find "$root" -type f)"
echo "$passed passed, $failed failed"
((failed == 0))
