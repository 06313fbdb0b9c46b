#!/usr/bin/env bash
# One person once: pairs, decisions, the city's seal; who did what; how long records are kept.
. "$(dirname "$0")/lib.sh"

data=$HOME/.local/share/kynangso
for command in pairs due; do
	run 66 learners "$command"
done
run 66 audit
centre
run 0 learners pairs
lacks "$out" 'rất giống'

# ── the seal: made by the city, used by the centre, opened by the city ──
run 2 seal keygen
run 0 seal keygen city.key
key=$(cat "$out")
check 'a public key' test ${#key} = 64
check 'the secret one is private' test "$(stat -c %a city.key)" = 600
lacks city.key "$key"
run 73 seal keygen city.key
run 2 seal key 00
run 2 seal key 0000000000000000000000000000000000000000000000000000000000000000
run 0 seal key "$key"
run 2 seal token maybe
run 0 seal token off

cat >people.csv <<'CSV'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa,dien_thoai,so_dinh_danh,ngay_hoan_thanh,can_cu
Nguyễn Thị Hoa,5/1/1980,nữ,Ba Đình,0912345678,001180012345,1/3/2026,Giấy 12
Nguyễn Thị Hòa,5/1/1980,nữ,Hoàn Kiếm,0912345678,001180012345,1/4/2026,Giấy 13
Nguyễn Thị Hao,5/1/1980,nữ,Tây Hồ,,,1/5/2026,Giấy 14
Trần Văn Bình,1/2/1990,nam,Ba Đình,0987654321,001080099999,1/6/2026,Giấy 15
CSV
run 0 learners import people.csv
has "$err" 'năm sinh trong số định danh khác'
check 'no token' test "$(grep -c 001180012345 "$data/kynangso.db")" = 0
run 0 learners show 1
has "$out" 'Giữ về số định danh: bản niêm phong cho thành phố' '0011 xxxx xxxx'
run 0 learners show 1 --format json
has "$out" '"id_sealed": true' '"id_token": false' '"journal": ['
check 'JSON' python3 -m json.tool "$out" formatted
run 0 count --by none --format csv
has "$out" '4,'

# ── the queue ──
run 0 learners pairs --format csv
has "$out" 'probable' 'possible' 'near-name' 'same-birth'
run 0 learners pairs --level probable --format csv
check 'one of them' test "$(grep -c probable "$out")" = 1
run 0 learners separate 1 3
has "$out" 'hai người khác nhau' 'learners undo 1 3'
run 0 learners pairs --state different --format csv
has "$out" 'Hao'
run 0 learners unite 1 3 --reason 'xem giấy tờ'
run 0 learners pairs --state same --format json
has "$out" '"waiting": 2'
run 0 learners undo 1 3
run 65 learners undo 1 3
has "$err" 'Chưa ai quyết định'
# A number mistyped is seen.
run 0 learners unite 3 4
has "$err" 'không giống nhau'
run 0 learners undo 3 4
run 2 learners unite 1
run 2 learners unite 1 hoa
run 2 learners unite 1 1
run 67 learners unite 1 99

# ── opened at the city: the same number is one person, however they are written ──
printf 'no key\n' >wrong.key
run 65 seal open wrong.key
run 0 seal keygen other.key
run 1 seal open other.key
has "$out" 'Không mở được' '3'
run 0 seal open city.key
has "$out" 'Đã mở 3' 'Gộp vì cùng số: 1 cặp' 'Không hợp với hồ sơ: 1 người'
lacks "$out" '001180012345'
run 0 seal open city.key
has "$out" 'Gộp vì cùng số: 0 cặp'
run 0 count --by none --format csv
has "$out" '3,'
run 0 recount --verify
run 0 learners undo 1 2
run 0 seal open city.key
has "$out" 'Gộp vì cùng số: 0 cặp'

# ── the look-up token finds the same number at once ──
run 0 seal token on
printf '001180012399\n' >id
run 0 learners add --name 'Lê Thị Mai' --birth 1/1/1981 --sex nu --id-file id --consent
run 1 learners add --name 'Lê Mai' --birth 1/1/1981 --sex nu --id-file id --consent --another

# ── who did what, without what is personal ──
run 0 audit
has "$out" 'lập hồ sơ' 'ghi hai hồ sơ là một người' 'xem mọi điều đang lưu'
lacks "$out" 'Hoa' 'Hòa' '0912345678' 'xem giấy tờ' 'Giấy 12'
run 0 audit --format csv
has "$out" 'united,' "$(id -un)"
run 0 audit 3 --format json
has "$out" '"action": "separated"' '"action": "reopened"'
lacks "$out" '"learner": 4'
run 0 audit --from 1/1/2030
lacks "$out" 'lập hồ sơ'
run 2 audit --from hello

# ── how long ──
run 0 learners due
run 2 learners due --months 0
run 0 learners keep 4 --until 2026-11-22
has "$out" '22/11/2026'
run 1 learners due --format csv
has "$out" '4,' 'retention'
run 0 learners keep 4
run 0 learners due
run 0 learners withdraw 4
has "$out" '07/12/2026' '12/12/2026'
run 0 learners show 4
has "$out" 'Sự đồng ý: đã rút lại' 'Lưu đến hết ngày: 07/12/2026'
run 0 learners show 1
has "$out" 'nhập từ danh sách của trung tâm'
now=2026-12-08T08:00
run 1 learners due --format csv
has "$out" 'withdrawn'
now=2027-06-01T08:00
run 1 learners due --months 1
has "$out" 'Số tháng lưu sau lần cuối: 1' 'hết thời hạn lưu'
now=2026-11-22T08:00

# ── children ──
printf 'ho_ten,ngay_sinh\nLê Văn Con,1/1/2015\n' >child.csv
run 65 learners import child.csv
has "$err" 'nguoi_dai_dien'
printf 'ho_ten,ngay_sinh,nguoi_dai_dien\nLê Văn Con,1/1/2015,Lê Văn Cha\n' >child.csv
run 0 learners import child.csv

# ── erased for good, and what this program keeps is named ──
cp "$data/kynangso.db" "$data/kynangso.db.before-v9-2026-01-01T00-00-00-1"
run 0 learners erase 4 --yes
has "$out" 'kynangso.db.before-v9-2026-01-01T00-00-00-1' 'hãy hủy'
rm "$data"/kynangso.db.before-*
check 'in no file' test -z "$(grep -rlaF 'Trần Văn Bình' "$data")"
check 'nor the phone' test -z "$(grep -rlaF 0987654321 "$data")"
run 0 recount --verify
finish
