#!/usr/bin/env bash
# Backup, restore, recount, doctor.
. "$(dirname "$0")/lib.sh"

data=$HOME/.local/share/kynangso
run 66 backup b.db
run 66 recount
run 1 doctor
has "$out" '! ' 'Chưa có trung tâm nào'
run 66 restore no-such-file
centre
run 0 learners add --name 'Nguyễn Thị Hoa' --birth 5/1/1980 --consent
run 0 backup b.db
check 'a backup is private' test "$(stat -c %a b.db)" = 600
run 73 backup b.db
has "$err" 'Đã có tệp b.db'
"$KYNANGSO" backup no/such/folder/b.db >"$out" 2>"$err"
check 'a backup needs its folder' test $? -ge 64
run 0 learners add --name 'Trần Văn Bình' --birth 1950 --consent
run 0 learners list
has "$out" '2 học viên'
run 0 restore b.db
has "$out" 'Đã khôi phục' 'before-restore'
run 0 learners list
has "$out" '1 học viên'
check 'what was there is kept' sh -c 'ls "$0" | grep -q "^kynangso.db.before-restore-"' "$data"
head -c 5000 b.db >half.db
"$KYNANGSO" restore half.db >"$out" 2>"$err"
check 'half a backup is refused' test $? -ge 64
printf 'no database\n' >text
run 65 restore text
mkfifo pipe
for path in pipe . /dev/zero; do
	run 65 restore $path
	has "$err" "$path: Tệp này không phải là tệp dữ liệu"
done
run 0 learners list
has "$out" '1 học viên'
# To another machine.
run 0 restore b.db --data "$work/other"
run 0 learners list --data "$work/other"
has "$out" '1 học viên'

run 0 recount --verify
run 0 recount
run 0 doctor
has "$out" 'lành lặn' 'Nhật ký' 'Chỗ trống' '08:00 22/11/2026'
lacks "$out" '! '
chmod 755 "$data"
run 0 doctor
has "$out" '? Người khác trên máy này mở được'
chmod 700 "$data"


# A clock from before the program.
now=2005-01-01T00:00
run 1 doctor
has "$out" 'đồng hồ máy sai'
finish
