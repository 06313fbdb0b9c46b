#!/bin/bash
# Every shell script of the tree must be readable by its own shell and be executable unless it is
# a library; with --lint it must also pass shellcheck. Last line: "N passed, N failed".
set -u
lint=${1-}
cd "${BASH_SOURCE%/*}/../.." || exit 2
passed=0 failed=0

fault() { # FILE WORDS
	echo "$1: $2"
	ok=
}

while IFS= read -r file; do
	ok=1
	read -r first <"$file"
	case $first in
	'#!/bin/sh') sh -n "$file" || fault "$file" "sh cannot read it" ;;
	'#!'*bash) bash -n "$file" || fault "$file" "bash cannot read it" ;;
	'#'*) bash -n "$file" || fault "$file" "bash cannot read it" ;; # sourced by others
	*) fault "$file" "the first line is neither #! nor a comment" ;;
	esac
	if [[ $first == '#!'* && ! -x $file ]]; then
		fault "$file" "is not executable"
	fi
	if [[ $lint == --lint ]]; then
		shellcheck --severity=warning --shell="$([[ $first == '#!/bin/sh' ]] && echo sh || echo bash)" \
			--external-sources --source-path=SCRIPTDIR "$file" || ok=
	fi
	[[ $ok ]] && passed=$((passed + 1)) || failed=$((failed + 1))
done < <(find .ci packaging tests -name '*.sh' -o -path .ci/run | sort)

echo "$passed passed, $failed failed"
((passed > 0 && failed == 0))
