#!/usr/bin/env bash
# What people may ask about their own data: correct it, withdraw the consent, have it erased.
. "$(dirname "$0")/lib.sh"

data=$HOME/.local/share/kynangso
nowhere() { # TEXT...: in no file of the data folder, nor in those named $copies
	local text
	for text; do
		# shellcheck disable=SC2086 # $copies are words
		if grep -raqF -e "$text" "$data" ${copies:-}; then
			not_ok "nowhere: $text"
		else
			ok "nowhere: $text"
		fi
	done
}

for command in correct withdraw erase; do
	run 2 learners "$command"
	run 2 learners "$command" hoa
	has "$err" '“hoa”'
	run 2 learners "$command" 0
done
run 66 learners withdraw 1
centre
run 67 learners correct 7 --name 'Lê An'
run 67 learners withdraw 7
run 67 learners erase 7
run 67 learners erase 7 --yes
has "$err" 'Không có học viên số 7'
check 'one sentence' test "$(wc -l <"$err")" = 1
check 'and nothing else' test ! -s "$out"

printf '001 180 012 345\n' >id
printf '001180067891\n' >id2
cat >people.csv <<'EOF'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa,dien_thoai,so_dinh_danh,ngay_hoan_thanh,can_cu
Nguyễn Thị Hoa,5/1/1980,nữ,Ba Đình,0912345678,001180012345,1/3/2026,Giấy 12
EOF
run 0 learners import people.csv
run 0 learners add --name 'Trần Văn Bình' --birth 1/2/1990 --sex nam --ward 'Ba Đình' --consent

# ── correct ──
run 2 learners correct 1
has "$err" 'Chưa nói sửa gì'
run 65 learners correct 1 --name ''
has "$err" '--name: '
run 65 learners correct 1 --name '=1+1'
run 65 learners correct 1 --name $'Ho\xe0'
has "$err" '--name: chữ không phải UTF-8'
run 65 learners correct 1 --birth 31/2/1980
has "$err" '--birth: '
run 65 learners correct 1 --sex gai
run 65 learners correct 1 --ward 99999
run 65 learners correct 1 --phone 12
has "$err" '--phone: '
run 65 learners correct 1 --id-file /dev/null
printf '00118001234\n' >short
run 65 learners correct 1 --id-file short
lacks "$err" '00118001234'
run 66 learners correct 1 --id-file no-such-file
# Good facts beside a wrong one are not written either.
run 65 learners correct 1 --name 'Nguyễn Thị Hoan' --phone 12
run 0 learners show 1
has "$out" 'Nguyễn Thị Hoa' '05/01/1980' '0912345678'
lacks "$out" 'Hoan'

run 0 learners correct 1 --name ' Nguyễn Thị  Hòa ' --birth 6/1/1980
has "$out" 'Họ tên: Nguyễn Thị Hoa → Nguyễn Thị Hòa' 'Ngày sinh: 05/01/1980 → 06/01/1980'
lacks "$out" 'Giới tính' 'Nơi ở' 'Điện thoại' 'Số định danh'
check 'nothing on standard error' test ! -s "$err"
run 0 learners show 1
has "$out" 'Nguyễn Thị Hòa' '06/01/1980' 'nữ' 'Ba Đình' '0912345678' '0011'
run 0 learners correct 1 --sex nu --name 'Nguyễn Thị Hòa'
has "$out" 'Không có gì khác'
lacks "$out" '→'
run 0 learners correct 1 --phone '+84 983 335 678'
has "$out" 'Điện thoại: 0912345678 → 0983335678'
run 0 learners correct 1 --phone '' --ward ''
has "$out" 'Điện thoại: 0983335678 → –' 'Nơi ở: phường Ba Đình → '
run 0 learners show 1
lacks "$out" '0983335678' 'Ba Đình'
run 0 learners correct 1 --ward 00070 --phone 0983335678
has "$out" '→ phường Hoàn Kiếm'

run 0 learners correct 1 --id-file id
has "$out" 'Không có gì khác'
run 1 learners correct 2 --id-file id
has "$err" 'cùng số định danh' 'học viên số 1' 'Chưa sửa gì'
run 0 learners show 2
has "$out" 'không lưu'
run 0 learners correct 2 --id-file id2 --phone 0912000111
has "$out" 'Số định danh: đã thêm' 'Điện thoại: – → 0912000111'
has "$err" 'năm sinh trong số định danh khác'
lacks "$out" 001180067891
lacks "$err" 001180067891
run 0 learners correct 1 --id-file - <<<'001180099999'
has "$out" 'đã thay số khác'
run 0 learners correct 1 --id-file id
run 65 learners correct 2 --birth 1/2/2015
has "$err" 'dưới 16 tuổi' 'giám hộ'
run 65 learners correct 2 --birth 1/2/2015 --representative '=1'
run 0 learners show 2
has "$out" '01/02/1990'
run 0 learners correct 2 --birth 1/2/2015 --representative 'Trần Văn Cha'
has "$out" 'Người đại diện: – → Trần Văn Cha' '01/02/2015'
run 0 learners show 2
has "$out" 'đồng ý cho lưu thông tin (bản 1 của lời hỏi, người đại diện đồng ý thay)' 'Người đại diện: Trần Văn Cha'
run 65 learners correct 2 --representative ''
run 0 learners correct 2 --birth 1/2/1990 --representative ''
check 'a grown-up is no child' test ! -s "$err"
# Counted where they live now.
run 0 count --by ward --format csv
has "$out" 'VN-00070'
run 0 recount --verify

# ── withdraw ──
run 0 count --by ward,sex,age --format csv
cp "$out" counts
run 0 learners withdraw 1
has "$out" 'Nguyễn Thị Hòa' '15 ngày' '20 ngày' 'learners erase 1'
run 0 learners show 1
has "$out" 'Nguyễn Thị Hòa'
run 0 count --by ward,sex,age --format csv
check 'withdrawing leaves the counts' cmp -s counts "$out"
run 0 recount --verify

# ── erase ──
run 0 learners add --name 'Bé Na' --birth 1/1/2015 --consent --representative 'Hoàng Đại Diện' \
	--phone 0977665544
run 0 count --by none --format csv
check 'there is somebody to count' grep -q '[1-9]' "$out"
check 'the name is there to be found' grep -raqF 'Nguyễn Thị Hòa' "$data"
check 'and the representative' grep -raqF 'Hoàng Đại Diện' "$data"
run 0 count --by ward,sex,age --format csv
cp "$out" counts
run 2 learners erase 1
has "$err" 'Nguyễn Thị Hòa' '1980' 'không lấy lại được' 'vẫn giữ nguyên' '--yes'
check 'asking says nothing on standard output' test ! -s "$out"
run 0 learners show 1
has "$out" 'Nguyễn Thị Hòa'
"$KYNANGSO" learners show 1 --lang en >"$out" 2>"$err"
check 'asking changed nothing' grep -q 'Nguyễn Thị Hòa' "$out"
# While somebody else has the data open: closing is then not the end of the log.
mkfifo wait
"$KYNANGSO" learners correct 2 --id-file - --now "$now" <wait >other.out 2>&1 &
other=$!
exec 9>wait
for ((i = 0; i < 100; i++)); do
	flock -n "$data/device" true || break # the marker of who has it open
	sleep 0.1
done
check 'somebody else has the data open' test "$i" -lt 100
run 0 learners correct 1 --phone 0966554433
run 0 learners erase 1 --yes
has "$out" 'Đã xóa thông tin của học viên số 1' 'sao lưu'
lacks "$out" 'Hòa'
copies=
nowhere 'Nguyễn Thị Hòa' 'Nguyễn Thị Hoa' 'nguyen thi hoa' 0966554433 0983335678 0912345678 001180012345 180012345
run 0 learners erase 3 --yes
nowhere 'Bé Na' 'be na' 'Hoàng Đại Diện' 'hoang dai dien' 0977665544
check 'the other one is still there' kill -0 "$other"
cat id2 >&9
exec 9>&-
check 'and ends well' wait "$other"
run 0 count --by ward,sex,age --format csv
check 'erasing leaves the counts' cmp -s counts "$out"
run 0 backup after.db
run 0 doctor
# A backup has all the pages, free ones too.
copies=after.db
nowhere 'Nguyễn Thị Hòa' 'Nguyễn Thị Hoa' 'nguyen thi hoa' 0983335678 0912345678 'Bé Na' 'Hoàng Đại Diện'
check 'who stays is still there' grep -raqF 'Trần Văn Bình' "$data" after.db
run 0 learners list
has "$out" '1 học viên'
for command in show withdraw erase 'erase --yes' 'correct --phone 0912345678'; do
	# shellcheck disable=SC2086 # two words
	run 67 learners $command 1
done
nowhere 0912345678
run 0 recount
run 0 recount --verify
run 0 count --by ward,sex,age --format csv
check 'counting anew leaves the counts' cmp -s counts "$out"
run 0 restore after.db
run 0 count --by ward,sex,age --format csv
check 'and so does the backup' cmp -s counts "$out"
# A number that was erased belongs to nobody any more.
run 0 learners correct 2 --id-file id
has "$out" 'đã thay số khác'
finish
