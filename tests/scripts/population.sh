#!/usr/bin/env bash
# Working-age population: entered with source and date, else estimated and called so.
. "$(dirname "$0")/lib.sh"

centre
run 0 population list
check 'every ward' test "$(grep -cE '^[0-9]{5} ' "$out")" = 126
has "$out" '8.807.523' '5.372.589' 'ước lượng 61 % tổng số dân'
run 0 count --ward 4 --format json
has "$out" '"population": 39664, "population_source": "ước lượng 61 % tổng số dân"'

cat >figures.csv <<'END'
Phường xã,Dân số,Nguồn,Ngày
00004,40.000,"Công an phường, báo cáo 12",30/06/2026
Ngọc Hà,50000,Công an phường,2026-06-30
END
run 0 population import figures.csv --dry-run
has "$out" 'chưa ghi gì'
run 0 count --ward 4 --format json
has "$out" '"population": 39664'
run 0 population import figures.csv
has "$out" 'Đã nhập 2 số dân'
run 0 population import figures.csv
run 0 count --ward 4 --format json
has "$out" '"population": 40000, "population_source": "Công an phường, báo cáo 12, 30/06/2026"'
run 0 count --format json
has "$out" 'đã nhập cho 2 trong 126 phường, xã; còn lại ước lượng 61 % tổng số dân'
run 0 count --ward 4 --on 29/6/2026 --format json
has "$out" '"population": 39664'
run 0 population list --format csv
has "$out" 'VN-00004,Ba Đình,65023,40000,"Công an phường, báo cáo 12, 30/06/2026",2026-06-30'

cat >bad.csv <<'END'
phuong_xa,dan_so,nguon,ngay
00004,một nghìn,Công an,30/6/2026
99999,1000,Công an,30/6/2026
00004,1000000,Công an,30/6/2026
00004,1000.5,,2026
00008,10,Công an,1/1/2027
00008,10,Công an,1/1/2027
00008,0,Công an,1/1/2026
END
run 65 population import bad.csv
sed 's/kynangso [a-z ]*: //' "$err" >shown
same population-bad.txt shown
run 0 population list --format csv
has "$out" '65023,40000,'
printf 'phuong_xa,dan_so\n4,1\n' >short.csv
run 65 population import short.csv
has "$err" 'không có cột nguon'

# Each definition has its own figures; the whole city can be entered as one.
cat >ages.csv <<'END'
phuong_xa,do_tuoi,dan_so,nguon,ngay
00004,18+,48000,Công an,30/6/2026
00004,15-64,45000,Công an,30/6/2026
Hà Nội,18+,6400000,Chi cục Thống kê,30/6/2026
00008,theo luật,52000,Công an,1/7/2026
END
run 0 population import ages.csv
has "$out" 'Đã nhập 4 số dân'
run 0 population import ages.csv
has "$out" 'Đã nhập 0 số dân' 'không đổi: 4 số dân'
run 0 count --ward 4 --definition 18+ --format json
has "$out" '"population": 48000, "population_source": "Công an, 30/06/2026"' '"rate": 0.0'
run 0 count --definition 18+ --format json
has "$out" '"name": "Thành phố Hà Nội", "population": 6400000, "population_source": "Chi cục Thống kê, 30/06/2026"' \
	'"ward": "00008", "name": "Ngọc Hà", "population": null'
run 0 count --definition 15-64 --format json
has "$out" '"name": "Thành phố Hà Nội", "population": null' '"population": 45000'
run 0 count --definition 15-64
has "$out" 'theo độ tuổi này mới nhập cho 1 trong 126 phường, xã'
run 0 count --definition 15-64 --ward 8
has "$out" 'chưa nhập số người theo độ tuổi này nên không có tỷ lệ'
run 0 count --format json
has "$out" 'đã nhập cho 2 trong 126 phường, xã; còn lại ước lượng 61 %'
run 0 count --ward 8 --format json
has "$out" '"population": 52000'
run 0 population list --definition 18+
has "$out" 'Số người từ 18 tuổi trở lên' '6.400.000' 'Chi cục Thống kê, 30/06/2026'
run 0 export --definition 18+ --format csv
has "$out" 'VN-00004,Ba Đình,48000,"Công an, 30/06/2026",2026-06-30'
run 2 population list --definition all
# Out, and in again where it came from: nothing changes; elsewhere: the same.
run 0 population export --output out.csv
check 'every definition' test "$(grep -cE ',(law|15-64|18\+),' out.csv)" = 5
run 0 population import out.csv
has "$out" 'Đã nhập 0 số dân' 'không đổi: 5 số dân'
cat >bad2.csv <<'END'
phuong_xa,do_tuoi,dan_so,nguon,ngay
00004,người lớn,1,Công an,30/6/2026
toàn thành phố,18+,9000000,Công an,30/6/2026
Hà Nội,18+,1,Công an,30/6/2026
,18+,1,Công an,30/6/2026
END
run 65 population import bad2.csv
has "$err" 'dòng 2, cột B' 'law (độ tuổi lao động' 'dòng 3, cột C' '8807523 của Thành phố Hà Nội' \
	'dòng 4, cột A' 'cùng độ tuổi' 'dòng 5, cột A' '4 lỗi'
finish
