#!/usr/bin/env bash
# --help, the manual page and completion come from one table.
. "$(dirname "$0")/lib.sh"

ask() { # without --now, as help must work alone
	"$KYNANGSO" "$@" >"$out" 2>"$err"
}

ask --help
check '--help → 0' test $? = 0
has "$out" 'learners import TỆP.csv' '--data THƯ-MỤC'
check 'nothing on standard error' test ! -s "$err"
cp "$out" first
ask help
check 'help is --help' cmp -s first "$out"
ask -h
check '-h is --help' cmp -s first "$out"
ask --version
has "$out" 'kynangso '
check '--version is one line' test "$(wc -l <"$out")" = 1
ask count --help
has "$out" '--definition' 'law 15-64 18+' 'table csv json'
cp "$out" first
ask --help count
check '--help count is count --help' cmp -s first "$out"
ask help count
check 'help count is count --help' cmp -s first "$out"
ask learners --help
check 'a group has help' test $? = 0
has "$out" 'learners add'
ask help learners import
has "$out" 'ngay_hoan_thanh' '--dry-run'
run 2 help tuoi-cay

ask help --man
has "$out" '.TH KYNANGSO 1' '.SS "learners import TỆP.csv"' '\-\-definition'
if command -v groff >/dev/null && command -v preconv >/dev/null; then
	preconv -e utf-8 "$out" | groff -man -Tutf8 -ww 2>"$err" >/dev/null
	check 'groff finds no fault' test ! -s "$err"
fi
ask help --completion bash
check 'bash reads the completion' bash -n "$out"
cp "$out" completion
complete_words() {
	# shellcheck disable=SC2016 # for the inner shell
	bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kynangso
		echo "${COMPREPLY[*]}"' completion "$@" >"$out"
}
complete_words kynangso co
check 'completes a command' test "$(cat "$out")" = count
complete_words kynangso learners ''
check 'completes the second word' test "$(cut -d' ' -f1-3 "$out")" = 'list show pairs'
complete_words kynangso count --fo
check 'completes an option' test "$(cat "$out")" = '--format --force'
complete_words kynangso count --format ''
check 'completes a value' test "$(cut -d' ' -f1-4 "$out")" = 'table csv json xlsx'
run 2 help --completion zsh
finish
