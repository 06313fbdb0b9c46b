#!/usr/bin/env bash
# Line mode: the same program for screen readers, pipes and terminals without a cursor.
. "$(dirname "$0")/lib.sh"

printf 'hoc vui moi ngay\n' >password
run 0 setup --ward 70 --name 'Nhà văn hóa Hàng Bạc' --staff 'Trần Thị Lan' --password-file password

# A newcomer registers: the typing engine works here, too; a wrong line is answered in words.
cat >newcomer <<'END'
=1

Nguyeenx Thij Hoa
5/13/1972
5/1/1972
9
2
1


2

END
run 0 run --plain <newcomer
has "$out" 'Chào bác! Bác tên là gì?' 'Không có tháng 13' 'Không có dòng nào như vậy' \
	'Nguyễn Thị Hoa, 1972' 'Hôm nay bác muốn học gì?'
run 0 learners list
has "$out" 'Nguyễn Thị Hoa' '05/01/1972' 'Hoàn Kiếm'
check 'no escape sequence in line mode' sh -c '! grep -q "$(printf "\033")" "$1"' - "$out"

# She comes again, leaves by the end of the input, and the place is kept.
printf 'nth\n=1\n1\n\n' >again
run 0 run --screen-reader <again
has "$out" '1. Nguyễn Thị Hoa – sinh 1972' 'trang 2 trên'
printf 'nth\n=1\n' >third
ACCESSIBLE=1 run 0 run <third
has "$out" 'trang 2 trên'
# Where names are looked for a number chooses, as it does everywhere; 0 and ? are what they are.
printf '?\n1\nab\n0\nnth\n1\n' >fourth
run 0 run --plain <fourth
has "$out" 'Quay lại chỗ đang làm' 'Chưa có ai tên như vậy ở đây' '(0 quay lại, ? giúp)' 'trang 2 trên'
lacks "$out" 'Đang có: 1'

# Staff: a wrong password, then the right one; help and leaving.
printf '=2\ntran thi lan\nsai mat khau\nhoc vui moi ngay\n2\n0\n?\n0\nq\n3\n' >staff
run 0 run --plain <staff
has "$out" 'Tên hoặc mật khẩu chưa đúng' 'Chỉ tiêu, hết 22/11/2026' 'Giúp' 'Gõ 0 là quay lại' 'Nghỉ?'
lacks "$out" 'hoc vui'

# Bytes that are no text do no harm, and nothing is kept of them.
printf 'a\200\377b\n=9\n=x\n' >junk
run 0 run --plain <junk
has "$out" 'ký tự hỏng' 'Không có dòng nào như vậy'
run 0 run --plain </dev/null
finish
