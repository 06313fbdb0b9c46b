#!/bin/bash
# Tests check-layers.sh: a small tree in good order, then one fault of each kind put into it, each
# of which must be reported at its place. Last line: "N passed, N failed".
set -u
export LC_ALL=C
here=$(cd "${BASH_SOURCE%/*}" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0
read -ra layers < <(sed -n 's/^LAYERS := //p' "$here/../../app/layers.mk")

verdict() { # NAME OK
	if [[ $2 == 0 ]]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $1"
		sed 's/^/	/' "$folder/out"
	fi
}

# The tree in good order: every layer one file with one function.
fresh() {
	local layer
	rm -rf "$folder/tree"
	mkdir -p "$folder/tree/app" "$folder/tree/docs" "$folder/build"
	cp "$here/../../app/layers.mk" "$folder/tree/app/"
	for layer in "${layers[@]}"; do
		mkdir -p "$folder/tree/app/$layer" "$folder/tree/tests/unit/$layer"
		echo "SRC_$layer := a.c" >"$folder/tree/app/$layer/files.mk"
		echo "TEST_$layer :=" >"$folder/tree/tests/unit/$layer/files.mk"
		printf '#include <string.h>\nint %s_a(void);\nint %s_a(void)\n{\n\treturn 1;\n}\n' \
			"$layer" "$layer" >"$folder/tree/app/$layer/a.c"
		echo "| \`app/$layer/\` | why | $(sed -n "s/^USES_$layer :=//p" "$here/../../app/layers.mk") | |"
	done >"$folder/tree/docs/architecture.md"
}

archives() { # LAYER...
	local layer
	for layer; do
		"${CC:-gcc}" -O1 -c -o "$folder/build/a.o" "$folder/tree/app/$layer/a.c" || exit 2
		rm -f "$folder/build/lib$layer.a"
		ar rcs "$folder/build/lib$layer.a" "$folder/build/a.o"
	done
}

check() {
	"$here/check-layers.sh" "$folder/tree" "$@" >"$folder/out" 2>&1
}

# reports NAME LINE: the check must fail and say this line, beginning with its place.
reports() {
	check
	[[ $? == 1 ]] && grep -qF -- "$2" "$folder/out"
	verdict "$1" $?
	fresh
}

symbols_report() { # LAYER NAME LINE
	local layer=$1
	shift
	archives "$layer"
	check "$folder/build"
	[[ $? == 1 ]] && grep -qF -- "$2" "$folder/out"
	verdict "$1" $?
	fresh
	archives "$layer"
}

# Puts a line before the first one of a file.
above() { # FILE LINE
	{
		echo "$2"
		[[ ! -e $folder/tree/$1 ]] || cat "$folder/tree/$1"
	} >"$folder/new" && mv "$folder/new" "$folder/tree/$1"
}

fresh
archives "${layers[@]}"
check "$folder/build"
verdict "a tree in good order passes" $?

above app/text/a.c '#include "store/store.h"'
reports "a layer includes one above it" \
	'app/text/a.c:1: text may not include store ("store/store.h")'
above app/term/a.c '#  include "course/course.h"'
reports "neighbours do not include each other" \
	'app/term/a.c:1: term may not include course'
above app/base/a.h '#include "text/utf8.h"'
reports "headers are read as well" 'app/base/a.h:1: base may not include text'
above app/ui/a.c '#include "page.h"'
reports "a header without its layer" 'app/ui/a.c:1: "page.h" must be written "layer/file.h"'
above app/ui/a.c '#include "gui/page.h"'
reports "a layer that does not exist" 'app/ui/a.c:1: there is no layer "gui"'
echo '#include "store/store.h"' >"$folder/tree/app/main.c"
reports "main reaches past the command line" 'app/main.c:1: main may not include store'

while read -r header; do
	case $header in
	sqlite3.h) file=ui/a.c ;;
	getopt.h) file=ui/a.c ;;
	*) file=cli/a.c ;;
	esac
	above "app/$file" "#include <$header>"
	reports "<$header> outside its door" "app/$file:1: <$header> may only be included by app/"
done < <(sed -n 's/^OPENS_\([^ ]*\) :=.*/\1/p' "$here/../../app/layers.mk")
above app/report/a.c '#include <libharu.h>'
reports "an outside header without a door" \
	'app/report/a.c:1: <libharu.h> has no door in app/layers.mk'
above app/course/a.c '#include <time.h>'
reports "a pure layer asks the time" \
	'app/course/a.c:1: <time.h>: course is pure and may not include it'

: >"$folder/tree/app/text/b.c"
reports "a source that is not listed" 'app/text/files.mk:1: b.c is not listed'
echo 'SRC_text := a.c \
	b.c' >"$folder/tree/app/text/files.mk"
reports "a listed source that is gone" 'app/text/files.mk:1: b.c is listed but does not exist'
echo 'SRC_text := a.c a.c' >"$folder/tree/app/text/files.mk"
reports "a source listed twice" 'app/text/files.mk:1: a.c is listed twice'
echo 'SRC_txt := a.c' >"$folder/tree/app/text/files.mk"
reports "a list under a wrong name" 'app/text/files.mk:1: SRC_text is missing'
: >"$folder/tree/tests/unit/text/test_a.c"
reports "a test that is not listed" 'tests/unit/text/files.mk:1: test_a.c is not listed'
mkdir "$folder/tree/app/extra"
reports "a folder that is no layer" 'the folder app/extra is no layer'
sed -i 's/^USES_text := base/USES_text := base course/' "$folder/tree/app/layers.mk"
reports "a table with a circle" 'text uses course, which does not come before it'
sed -i 's/^\(| `app\/course\/` | why |\).*/\1 text base store | |/' "$folder/tree/docs/architecture.md"
reports "a document that says otherwise" 'docs/architecture.md:4: the row of course says'
sed -i '/app\/sync/d' "$folder/tree/docs/architecture.md"
reports "a document that leaves a layer out" 'docs/architecture.md:1: the table has no row for sync'

calls() { # LAYER DECLARATION CALL
	printf '%s;\nvoid %s_b(void);\nvoid %s_b(void)\n{\n\t%s;\n}\n' "$2" "$1" "$1" "$3" \
		>>"$folder/tree/app/$1/a.c"
}
calls ui 'int doupdate(void)' 'doupdate()'
symbols_report ui "a view calls curses" 'app/ui/a.c:1: ui calls doupdate, whose library belongs to term'
calls ui 'int sqlite3_threadsafe(void)' 'sqlite3_threadsafe()'
symbols_report ui "a view calls SQLite" 'app/ui/a.c:1: ui calls sqlite3_threadsafe, whose library'
calls ui 'const char *yaml_get_version_string(void)' 'yaml_get_version_string()'
symbols_report ui "a view calls libyaml" 'app/ui/a.c:1: ui calls yaml_get_version_string, whose library'
for call in 'int puts(const char *)|puts("x")|puts' 'long time(long *)|time(0)|time' \
	'void *fopen(const char *, const char *)|fopen("a", "r")|fopen' 'int rand(void)|rand()|rand' \
	'int open(const char *, int, ...)|open("a", 0)|open' 'char *getenv(const char *)|getenv("A")|getenv'; do
	IFS='|' read -r declaration call name <<<"$call"
	calls course "$declaration" "$call"
	symbols_report course "a pure layer calls $name" "app/course/a.c:1: course is pure and may not call $name"
done
rm "$folder/build/libsync.a"
check "$folder/build"
[[ $? == 1 ]] && grep -q 'libsync.a has not been built' "$folder/out"
verdict "an archive that is missing" $?

echo "$passed passed, $failed failed"
((failed == 0))
