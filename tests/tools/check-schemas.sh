#!/bin/bash
# The JSON Schemas of docs/schemas are those of the program; every shipped file and every template
# says which is its own; schema and checker agree on good files and on the corpus of bad ones.
#
#	tests/tools/check-schemas.sh BUILD_DIR
#
# Last line: "N passed, N failed".
set -u
cd "${BASH_SOURCE%/*}/../.." || exit 2
program=$(realpath "${1:?usage: check-schemas.sh BUILD_DIR}")/kynangso
export LC_ALL=C.UTF-8 LANGUAGE=vi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CACHE_HOME=$work/cache KYNANGSO_CONTENT=$PWD
passed=0 failed=0

# Debian's own Python has the packages that were installed; another one in front of it may not.
python=python3
[ -x /usr/bin/python3 ] && python=/usr/bin/python3

judge() { # NAME COMMAND...: without a word if all is well
	local name=$1 said
	shift
	if said=$("$@" 2>&1) && [ -z "$said" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'not ok %s\n%s\n' "$name" "$(head -n 40 <<<"$said")"
	fi
}

same() { # KIND
	"$program" schema "$1" | diff -u "docs/schemas/$1.json" - ||
		echo "run: make schemas"
}

no_others() {
	diff <("$program" schema --list | sort) <(cd docs/schemas && ls | sed 's/\.json$//' | sort)
}

# The first line leads to the schema of the file's kind.
points() { # FILE FOLDER
	local line kind schema
	read -r line <"$1"
	kind=$(sed -n 's/^kind: *//p' "$1" | head -n 1)
	schema=${line#"# yaml-language-server: \$schema="}
	[ "$schema" != "$line" ] || echo "$1: no modeline"
	(cd "$2" && [ "$(realpath "$schema")" -ef "$KYNANGSO_CONTENT/docs/schemas/$kind.json" ]) ||
		echo "$1: $schema is not docs/schemas/$kind.json"
}

all_point() {
	local file
	for file in "${shipped[@]}"; do
		points "$file" "$(dirname "$file")"
	done
}

# From a template: where it should lie in the pack, and in a folder far from it.
new_points() { # KIND FOLDER
	"$program" new "$1" mot-bai-moi >"$work/new.yaml" || echo "new $1: no template"
	points "$work/new.yaml" "$2"
	"$program" new "$1" mot-bai-moi -o "$work/far.yaml" 2>/dev/null
	points "$work/far.yaml" "$work"
	"$python" tests/tools/check_schemas.py docs/schemas good "$work/far.yaml"
	rm "$work/far.yaml"
}

mapfile -t shipped < <(find lessons quizzes locale -name '*.yaml' | sort)
mapfile -t good < <(find tests/content/good -name '*.yaml' | sort)
mapfile -t bad < <(find tests/content/bad -maxdepth 1 -name '*.yaml' | sort)

for kind in $("$program" schema --list); do
	judge "docs/schemas/$kind.json is the program's" same "$kind"
done
judge 'no other schemas' no_others
judge 'shipped files name their schema' all_point
judge 'a lesson from its template' new_points lesson lessons/dien-thoai
judge 'a practice from its template' new_points practice lessons/dien-thoai
judge 'typing from its template' new_points typing lessons/dien-thoai
judge 'a quiz from its template' new_points quiz quizzes
judge 'no shipped file is refused' "$python" tests/tools/check_schemas.py docs/schemas good "${shipped[@]}"
judge 'no good file is refused' "$python" tests/tools/check_schemas.py docs/schemas good "${good[@]}"
judge 'bad files are refused' "$python" tests/tools/check_schemas.py docs/schemas bad "${bad[@]}"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
