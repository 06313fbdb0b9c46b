#!/usr/bin/env bash
# A centre without a terminal.
. "$(dirname "$0")/lib.sh"

options=(--name 'Nhà văn hóa Hàng Bạc' --staff 'Trần Thị Lan' --password-file password)
printf 'hoc vui moi ngay\n' >password

run 2 setup
has "$err" 'Còn thiếu --ward'
run 2 setup --ward 4 --name a --staff b
has "$err" 'Còn thiếu --password-file'
run 65 setup --ward 99999 "${options[@]}"
has "$err" '“99999”'
run 65 setup --ward 4 "${options[@]}" --staff 'R2D2'
run 65 setup --ward 4 "${options[@]}" --name '   '
printf 'ngan\n' >short
run 65 setup --ward 4 "${options[@]}" --password-file short
: >empty
run 65 setup --ward 4 "${options[@]}" --password-file empty
has "$err" 'trống'
run 66 setup --ward 4 "${options[@]}" --password-file no-such-file
check 'a failed setup leaves nothing' test ! -e "$HOME/.local/share/kynangso/kynangso.db"

run 0 setup --ward 'phường ba đình' "${options[@]}"
check 'the recovery code is the one line of output' \
	grep -qxE '([0-9A-Z]{4}-){4}[0-9A-Z]{4}' "$out"
check 'and only that' test "$(wc -l <"$out")" = 1
has "$err" 'Đã mở trung tâm' 'chỉ hiện một lần'
lacks "$err" 'hoc vui'
check 'the folder is private' test "$(stat -c %a "$HOME/.local/share/kynangso")" = 700
check 'the database is private' test "$(stat -c %a "$HOME/.local/share/kynangso/kynangso.db")" = 600
check 'the password is not in it' \
	sh -c '! grep -rqF "hoc vui moi ngay" "$HOME/.local/share/kynangso"'

run 73 setup --ward 4 "${options[@]}"
has "$err" 'đã có trung tâm “Nhà văn hóa Hàng Bạc”'
check 'no second code' test ! -s "$out"
run 0 setup --ward 4 "${options[@]}" --data "$work/second"

printf 'mat khau tu ong\n' | "$KYNANGSO" setup --ward 4 --name A --staff 'Lê An' \
	--password-file - --data "$work/third" >"$out" 2>"$err"
check 'the password may come from standard input' test $? = 0
finish
