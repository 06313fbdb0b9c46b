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
has "$out" '2 phường, xã'
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
finish
