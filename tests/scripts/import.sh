#!/usr/bin/env bash
# People from a file: all or none, and the same file twice changes nothing.
. "$(dirname "$0")/lib.sh"

centre
learners() {
	"$KYNANGSO" learners list --format csv | tail -n +2 | wc -l
}

cat >good.csv <<'END'
Họ tên;Ngày sinh;Giới tính;Phường, xã;Số định danh;Điện thoại;Ngày hoàn thành;Căn cứ;Ghi chú
Nguyễn Thị Hoa;5/1/1980;Nữ;Ba Đình;001180012345;0912345678;20/10/2026;Giấy chứng nhận 1;x
Trần Văn Bình;1/1975;nam;00008;;;;;
Lê Văn Cường;1970;;xã Đông Anh;;+84 987 654 321;2026-11-01;Giấy chứng nhận 3;
"Phạm  Thị ""Dung""";;;;;;;;
END
sed -i 's/"Phạm  Thị ""Dung"""/Phạm  Thị Dung/' good.csv

run 0 learners import good.csv --dry-run
has "$out" 'chưa ghi gì' 'Thêm mới: 4 người' 'Ghi ngày hoàn thành: 2 người'
has "$err" 'dòng 1, cột I: lưu ý: cột “Ghi chú” lạ'
check 'a dry run adds nobody' test "$(learners)" = 0
run 0 learners import good.csv
has "$out" 'Thêm mới: 4 người' 'Đã có từ trước: 0 người' 'Ghi ngày hoàn thành: 2 người'
check 'four people' test "$(learners)" = 4
"$KYNANGSO" learners list --format csv >first
"$KYNANGSO" doctor | grep 'Nhật ký' >journal
run 0 learners import good.csv
has "$out" 'Thêm mới: 0 người' 'Đã có từ trước: 4 người' 'Ghi ngày hoàn thành: 0 người'
"$KYNANGSO" learners list --format csv >second
check 'the same file twice changes nobody' cmp -s first second
"$KYNANGSO" doctor | grep 'Nhật ký' | cmp -s - journal
check 'nor the journal' test $? = 0
run 0 count --format json --by none
has "$out" '"sure": 2'

# Columns in another order, UTF-8 with a mark, commas: the same people.
printf '\357\273\277phuong_xa,ho_ten,so_dien_thoai,ngay_sinh,gioi_tinh\r\n"Ba Đình",NGUYỄN THỊ HOA,0912345678,05/01/1980,nu\r\n' >order.csv
run 0 learners import order.csv
has "$out" 'Thêm mới: 0 người' 'Đã có từ trước: 1 người'

# A completion for somebody who is there; the id for somebody who had none.
cat >more.csv <<'END'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa,so_dinh_danh,ngay_hoan_thanh,can_cu
Trần Văn Bình,1/1975,nam,00008,001075012345,1/6/2026,Sổ lớp 5
END
run 0 learners import more.csv --dry-run
has "$out" 'Ghi ngày hoàn thành: 1 người' 'Bổ sung số định danh: 1 người'
run 0 learners import more.csv
has "$out" 'Đã có từ trước: 1 người' 'Ghi ngày hoàn thành: 1 người' 'Bổ sung số định danh: 1 người'
run 0 learners import more.csv
has "$out" 'Ghi ngày hoàn thành: 0 người'
lacks "$out" 'Bổ sung'
# The same id decides, whatever else differs; and that is said.
sed 's/Trần Văn Bình/Trần Bình/' more.csv >other.csv
run 0 learners import other.csv
has "$out" 'Thêm mới: 0 người'
has "$err" 'cùng số định danh với học viên số 2'

# Alike but not the same: new, and said.
cat >alike.csv <<'END'
ho_ten,ngay_sinh,dien_thoai,phuong_xa
Nguyen Thi Hoa,5/1/1980,0912345678,Ba Đình
Vũ Thị Mai,1/2/1960,0911111111,Láng
Vũ Thị Mai,1/2/1960,0911111111,Láng
Vu Thi Mai,1/2/1960,0911111111,Láng
END
run 0 learners import alike.csv
has "$out" 'Thêm mới: 3 người' 'Lặp lại trong tệp: 1 dòng' 'Có thể trùng, cần xem lại: 2 dòng'
has "$err" 'dòng 2: lưu ý: có thể trùng: Nguyen Thi Hoa rất giống học viên số 1' \
	'dòng 4: lưu ý: Vũ Thị Mai đã có ở dòng 3' 'dòng 5: lưu ý: có thể trùng: Vu Thi Mai rất giống dòng 3'

# A child needs somebody who agrees.
cat >child.csv <<'END'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa
Lê Em Bé,1/2/2014,nam,Láng
END
run 65 learners import child.csv
has "$err" 'dòng 2, cột B' 'dưới 16 tuổi' 'nguoi_dai_dien'
cat >child.csv <<'END'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa,người đại diện
Lê Em Bé,1/2/2014,nam,Láng,Lê Văn Cha
END
run 0 learners import child.csv
has "$out" 'Thêm mới: 1 người'
run 0 learners import child.csv
has "$out" 'Đã có từ trước: 1 người'

# Every error at once, by row and column, with the value; and nothing is imported.
people=$(learners)
cat >bad.csv <<'END'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa,so_dinh_danh,dien_thoai,ngay_hoan_thanh,can_cu
Đỗ Văn Tốt,1/1/1970,nam,Láng,,,,
,1/1/1970,nam,Láng,,,,
=HYPERLINK("x"),1/1/1970,nam,Láng,,,,
Đỗ Văn An,31/2/1970,nam,Láng,,,,
Đỗ Văn Bảo,1/1/2030,nam,Láng,,,,
Đỗ Văn Cảnh,1/1/1970,trai,Láng,,,,
Đỗ Văn Danh,1/1/1970,nam,Sài Gòn,,,,
Đỗ Văn Giang,1/1/1970,nam,Láng,012345678,,,
Đỗ Văn Hải,1/1/1970,nam,Láng,,12345,,
Đỗ Văn Khang,1/1/1970,nam,Láng,,,1/1/2027,Sổ 1
Đỗ Văn Lâm,1/1/1970,nam,Láng,,,1/1/2020,
Đỗ Văn Minh,1/1/1970,nam,Láng,,,1/1/1960,Sổ 2
Đỗ Văn Nam,1/1/1970,nam,Láng,,,,,,thừa
END
sed -i 's/^=HYPERLINK("x")/"=HYPERLINK(""x"")"/' bad.csv
run 65 learners import bad.csv
sed 's/kynangso [a-z ]*: //' "$err" >shown
same import-bad.txt shown
check 'nothing on standard output' test ! -s "$out"
check 'nobody was imported' test "$(learners)" = "$people"
lacks "$err" '012345678'
run 65 learners import bad.csv --dry-run

# What stands in the file as a whole.
printf 'ten,tuoi\nA,1\n' >nohead.csv
run 65 learners import nohead.csv
has "$err" 'không có cột ho_ten'
printf 'ho_ten,so_dinh_danh\n"Lê A,1\n' >quote.csv
run 65 learners import quote.csv
has "$err" 'Dòng 2, cột A' 'dấu nháy kép'
: >nothing.csv
run 65 learners import nothing.csv
run 66 learners import no-such-file.csv
printf 'ho_ten\nNguy\324n Th\336 H\337a\nTr\307n \247\370c\n' >tcvn3.csv
run 65 learners import tcvn3.csv
has "$err" 'TCVN3' '--encoding tcvn3'
run 0 learners import tcvn3.csv --encoding tcvn3
run 0 learners list duc
has "$out" 'Trần Đức'
run 2 learners import tcvn3.csv --encoding ebcdic

"$KYNANGSO" learners import - --now "$now" <good.csv >"$out" 2>"$err"
check 'standard input is a file too' test $? = 0
has "$out" 'Đã có từ trước: 4 người'

# What is no text is refused; it is not "everybody".
run 65 learners list "$(printf 'ho\377')"
has "$err" 'byte thứ 3'
run 0 doctor
has "$out" "được tạo khi lập trung tâm (22/11/2026)"

# Figures are written as people write them.
awk -f "$tree/tests/tools/people.awk" -v count=1201 >many.csv
run 0 learners import --dry-run many.csv
has "$out" 'Thêm mới: 1.201 người'

# Ids are neither shown nor kept.
check 'no id in what was said' sh -c '! cat "$0" "$1" | grep -qE "001180012345|001075012345"' "$out" "$err"
check 'nor in the data' sh -c '! grep -rqE "001180012345|001075012345" "$HOME/.local/share/kynangso"'
run 0 recount --verify
# Of many who are alike the first are named, and all are counted.
awk 'BEGIN { print "ho_ten,ngay_sinh,phuong_xa"
	for (i = 0; i < 260; i++) printf "Lê Thị Mai,%d/%d/%d,00004\n", i % 28 + 1, i / 28 + 1, 1980 }' >many.csv
printf 'hoc vui moi ngay\n' | "$KYNANGSO" setup --ward 00070 --name 'Nhà' --staff 'Trần Lan' \
	--password-file - --now "$now" --data many >/dev/null 2>&1
run 0 learners import many.csv --data many
has "$out" 'Có thể trùng, cần xem lại: 259 dòng' 'Ở trên chỉ nêu 200 dòng đầu'
check 'no flood' test "$(grep -c 'có thể trùng' "$err")" = 200
finish
