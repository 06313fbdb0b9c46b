#!/usr/bin/env bash
# Goals: the city's with their sources, which one is used, one of the centre's own.
. "$(dirname "$0")/lib.sh"

centre
run 0 goal list
has "$out" 'lao-dong-2025' 'đang dùng' '70,0' '2025' '18-NQ/TU' 'nguoi-lon-2026' '01-KH/BCĐTW' \
	'lao-dong-2030-diem' 'một cách hiểu' 'không nói rõ là điểm hay tỉ lệ'
run 0 goal list --format csv
has "$out" 'lao-dong-2025,yes,700,2025,law,' 'nguoi-lon-2025,no,800,2025,18+,' ',open'
run 0 count --format json
has "$out" '"goal": 70,'
run 0 count --ward 4
has "$out" 'Chỉ tiêu: 70 % người trong độ tuổi lao động, đến hết năm 2025 (Nghị quyết 18-NQ/TU'

run 0 goal set lao-dong-2030-diem
has "$out" '90 % người trong độ tuổi lao động, đến hết năm 2030'
run 0 count --format json
has "$out" '"goal": 90,'
run 0 goal list --format csv
has "$out" 'lao-dong-2030-diem,yes,' 'lao-dong-2025,no,'
run 0 goal list
has "$out" "Người chọn: $(id -un)"
# By another definition another goal holds.
run 0 count --definition 18+ --format json
has "$out" '"goal": 100,'

run 0 goal set --share 75 --by 2028 --source '  Kế hoạch 12/KH-UBND,  3/2/2027 '
has "$out" '75 % người trong độ tuổi lao động, đến hết năm 2028 (Kế hoạch 12/KH-UBND, 3/2/2027)'
run 0 count --ward 4
has "$out" '(Kế hoạch 12/KH-UBND, 3/2/2027)' 'Chỉ tiêu (%): 75'
run 0 goal list --format csv
has "$out" 'own,yes,750,2028,law,'
run 0 goal set --share 80 --by 2027 --definition 18+ --source A
run 0 count --definition 18+ --format json
has "$out" '"goal": 80,'

run 65 goal set nothing-like-it
has "$err" 'nothing-like-it' 'lao-dong-2025, nguoi-lon-2025'
run 2 goal set
has "$err" '--share'
run 2 goal set --share 75 --by 2028
run 2 goal set --share many --by 2028 --source A
run 65 goal set --share 0 --by 2028 --source A
run 65 goal set --share 75 --by 1990 --source A
run 65 goal set --share 75 --by 2028 --source ''
has "$err" 'thiếu nguồn'
run 65 goal set --share 75 --by 2028 --source $'a\001b'
# Nothing that was refused has changed anything.
run 0 goal list --format csv
has "$out" 'own,yes,800,2027,18+,'
run 0 goal set nguoi-lon-2025
has "$out" 'kynangso count --definition 18+'
finish
