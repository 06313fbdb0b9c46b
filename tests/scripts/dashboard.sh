#!/usr/bin/env bash
# The dashboard in line mode: every bar in words; and handing in from the screen.
. "$(dirname "$0")/lib.sh"

centre
awk -f "$tree/tests/tools/people.awk" -v count=120 >people.csv
run 0 learners import people.csv
cat >figures.csv <<'END'
phuong_xa,dan_so,nguon,ngay
00082,20,"Công an phường, báo cáo 12",30/06/2026
END
run 0 population import figures.csv
run 0 count --ward 82 --format json
sure=$(sed -n 's/.*"name": "Cửa Nam".*"sure": \([0-9]*\),.*/\1/p' "$out" | head -n 1)
check 'somebody lives in Cửa Nam' test "${sure:-0}" -gt 0

sign_in='=2\ntran thi lan\nhoc vui moi ngay\n2\n'
# shellcheck disable=SC2059 # a format on purpose
printf "$sign_in"'1\ncua nam\n=2\n1\n=0\n0\n=0\n2\n0\n3\n=0\n' >lines
run 0 run --plain <lines
has "$out" 'Thành phố Hà Nội: ' 'người chắc chắn.' '(một phần ước lượng); được <0,1' \
	'Chỉ tiêu: 70' 'Còn thiếu' \
	"phường Cửa Nam: $sure người chắc chắn." 'Xếp theo: tên' \
	'Chỉ người sống ở phường Cửa Nam' 'nam: chắc chắn' '25-34: chắc chắn' 'Tháng 11/2026: ' ', tăng ' 'Trong 6 tháng trọn' \
	'được tính từ ' 'Mọi hồ sơ ở đây'
lacks "$out" '█' '░' '│'

# The roll of a class, by ear: who is marked is told, and taken back; then the class among the others.
lines='=2\ntran thi lan\nhoc vui moi ngay\n1\n=1\n1\nnguyen\n=1\n=2\n=1\n=0\n=0\n=0\n2\n4\n=1\n=0\n'
# shellcheck disable=SC2059
printf "$lines" >lines
run 0 run --plain <lines
has "$out" 'Điểm danh: lớp nào?' '(chưa chọn) Nguyễn' 'Có mặt hôm nay: 2 người.' '(đã chọn) Nguyễn' \
	'Đã bỏ dấu: Nguyễn' '1 buổi, 1 người dự' '1 người đã dự lớp này'

# A meeting of an earlier day: where one line follows the other, the day may well come first.
lines='=2\ntran thi lan\nhoc vui moi ngay\n1\n=1\n15/11/2026\n=1\nnguyen\n=1\n=0\n=0\n=0\n2\n4\n1\n=1\n'
# shellcheck disable=SC2059
printf "$lines" >lines
run 0 run --plain <lines
has "$out" 'Lớp ngày 15/11/2026' 'Có mặt ngày 15/11/2026: 1 người.' 'Các buổi của lớp: ai có mặt'
lacks "$out" 'Điểm danh: 15/11/2026'

# How many people there are, by ear: asked line by line, and what is wrong is said.
# shellcheck disable=SC2059
printf "$sign_in"'7\n7\n0\nUBND\n30/6/2026\n=1\n9000000\n=1\n6000000\n=1\n' >lines
run 0 run --plain <lines
has "$out" 'Số người trong độ tuổi' 'Cần một số nguyên lớn hơn 0' 'Nhiều hơn tổng số dân' 'Đã lưu số người'

# The same numbers on the screen and in the file, and never over a file that is there.
# shellcheck disable=SC2059
printf "$sign_in"'5\n1\n3\nso-lieu.csv\n\n0\n' >lines
run 0 run --plain <lines
has "$out" 'Chọn dạng tệp' "Thư mục: $HOME" 'Đã ghi xong' "$HOME/so-lieu.csv"
check 'the file is there' test -s "$HOME/so-lieu.csv"
run 0 count --format csv --headers vi
cmp -s "$out" "$HOME/so-lieu.csv"
check 'it is what the command writes' test $? = 0
mv "$HOME/so-lieu.csv" good.csv
echo old >"$HOME/so-lieu.csv"
# shellcheck disable=SC2059
printf "$sign_in"'5\n1\n3\nso-lieu.csv\n1\n=0\n0\n' >lines
run 0 run --plain <lines
has "$out" 'Đã có tệp' 'Ghi đè'
check 'not written over without a yes' test "$(cat "$HOME/so-lieu.csv")" = old
# shellcheck disable=SC2059
printf "$sign_in"'5\n1\n3\nso-lieu.csv\n2\n' >lines
run 0 run --plain <lines
has "$out" 'Đã ghi xong'
check 'written over after a yes' cmp -s good.csv "$HOME/so-lieu.csv"
# shellcheck disable=SC2059
printf "$sign_in"'5\n1\n3\nkhong/co/thu-muc.csv\n=0\n' >lines
run 0 run --plain <lines
lacks "$out" 'Đã ghi xong'
# A shared machine writes into its own folder only.
# shellcheck disable=SC2059
printf "$sign_in"'5\n1\n3\n/etc/so-lieu.csv\n=0\n' >lines
run 0 run --plain --kiosk <lines
has "$out" 'bỏ dấu /'
# No names leave.
check 'no names' sh -c '! grep -qE " Thị | Văn [A-ZĐ]" "$1"' - "$HOME/so-lieu.csv"

# An instructor sees the goals and cannot change them; an administrator can.
# shellcheck disable=SC2059
printf "$sign_in"'7\n4\n' >lines
run 0 run --plain <lines
has "$out" 'Đã đổi chỉ tiêu' '90'
run 0 goal list
has "$out" 'Người chọn: Trần Thị Lan'
finish
