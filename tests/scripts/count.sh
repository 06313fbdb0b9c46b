#!/usr/bin/env bash
# Counts: the shape of JSON, the same numbers in every format, wards with nobody in them.
. "$(dirname "$0")/lib.sh"

centre
cat >people.csv <<'END'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa,dien_thoai,ngay_hoan_thanh,can_cu
Nguyễn Thị Hoa,5/1/1980,nữ,00004,0912345678,20/10/2026,Sổ 1
Trần Văn Bình,1/1975,nam,00004,0912345679,1/9/2026,Sổ 2
Lê Thị Cúc,1969,nữ,00008,0912345670,1/9/2026,Sổ 3
Phạm Văn Dũng,15/5/1965,nam,00008,0912345671,1/9/2026,Sổ 4
Đỗ Văn Em,30/4/1965,nam,00008,0912345672,1/9/2026,Sổ 5
Hồ Văn Già,1940,nam,00008,0912345673,1/9/2026,Sổ 6
Vũ Không Nơi,1/1/1990,nam,,0912345674,1/9/2026,Sổ 7
Bùi Chưa Học,1/1/1990,nam,00004,0912345675,,
END
run 0 learners import people.csv

value() { # KEY: of the whole file's total
	sed -n 's/^  "total": {\(.*\)}$/\1/p' "$out" | grep -oE "\"$1\": [^,}]*" | sed 's/.*: //'
}

run 0 count --format json
for key in on definition trained goal rows total; do
	check "key $key stands once" test "$(grep -c "^  \"$key\": " "$out")" = 1
done
check 'no other key' test "$(grep -cE '^  "' "$out")" = 6
has "$out" '"on": "2026-11-22"' '"definition": "law"' '"trained": "completed"' '"goal": 70,' \
	'{"ward": "00004", "name": "Ba Đình", "population": 39664, "population_source": "ước lượng 61 % tổng số dân", "sure": 2, "undecided": 0, "rate": 0.0}'
# 126 wards and the people without one.
check 'every ward has a row' test "$(grep -cE '^    \{"ward": "[0-9]{5}"' "$out")" = 126
check 'people without a ward have one' test "$(grep -cE '^    \{"ward": "", ' "$out")" = 1
check 'all rows have the same keys' test "$(grep -E '^    \{' "$out" | grep -oE '"[a-z_]+": ' |
	sort | uniq -c | awk '{print $1}' | sort -u)" = 127
# Sure: Hoa, Bình, Dũng and the one without a ward; Cúc (1969) may be in or out, Em is out
# (Decree 135/2020: men born 04/1965 work until 61 years and 6 months), Già is out.
check 'sure' test "$(value sure)" = 4
check 'undecided' test "$(value undecided)" = 1
check 'population' test "$(value population)" = 5372589
cp "$out" now.json

run 0 count --format csv
sure() { # FILE.csv: sum of a column
	awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
		{ sum += $c } END { print sum + 0 }' "$1"
}
check 'CSV says the same' test "$(sure "$out" sure) $(sure "$out" undecided)" = '4 1'
check 'CSV begins with a byte order mark' \
	test "$(head -c 3 "$out" | od -An -tx1 | tr -d ' ')" = efbbbf
check 'CSV lines end in CR LF' test "$(grep -c $'\r$' "$out")" = "$(wc -l <"$out")"
has "$out" 'VN-00004,Ba Đình,39664,ước lượng 61 % tổng số dân,2,0,0,2026-11-22,law,completed,70'
check 'no bare code' sh -c '! grep -qE "(^|,)0[0-9]{4}," "$0"' "$out"

run 0 count
check 'the table has every ward' test "$(grep -cE '^[0-9]{5} ' "$out")" = 126
check 'in the Vietnamese order' sh -c 'grep -nE "  (An Khánh|Ba Đình|Đông Anh|Gia Lâm|Láng|Yên Xuân) " "$0" |
	sed "s/.*  \(An\|Ba\|Đông\|Gia\|Láng\|Yên\).*/\1/" | tr "\n" " " | grep -qx "An Ba Đông Gia Láng Yên "' "$out"
has "$out" 'Thành phố Hà Nội         5.372.589' 'nd-135-2020' 'Tính đến hết ngày: 22/11/2026' \
	'từ 4 đến 5 người' '1 người trong tổng chưa rõ phường'

run 0 count --by none --format json
has "$out" '{"ward": null, "name": "Thành phố Hà Nội", "population": 5372589'
run 0 count --ward 'ngọc hà' --by ward,sex,age,month --format csv
same count-ngoc-ha.csv "$out"
run 0 count --ward VN-00008
same count-ngoc-ha.txt "$out"
run 0 count --by sex --format json
has "$out" '"sex": "male", "population": null, "population_source": null, "sure": 3, "undecided": 0, "rate": null' \
	'"sex": "female"'

# On other days, by other rules.
run 0 count --on 31/8/2026 --format json
check 'before anybody completed' test "$(value sure)" = 0
run 0 count --on 2026-09-01 --format json
check 'on the day' test "$(value sure)" = 4
run 0 count --on 1/12/2026 --format json --ward 00008
has "$err" "Ngày 1/12/2026 chưa tới."
check 'the day after retirement' test "$(value sure)" = 0
run 0 count --on 30/11/2026 --format json --ward 00008
check 'the day of retirement' test "$(value sure)" = 1
run 0 count --definition 18+ --format json
has "$out" '"definition": "18+"' '"goal": 100' 
check 'no figures for 18+' test "$(value population) $(value rate)" = 'null null'
check 'all adults' test "$(value sure)" = 7
run 0 count --definition 15-64 --format json
check '15 to 64' test "$(value sure)" = 6
run 0 count --trained confirmed --format json
check 'nobody was confirmed' test "$(value sure)" = 0
run 2 count --trained later
run 2 count --definition all

# Files.
run 0 count --output report.json
cmp -s report.json now.json
check 'the format follows the name of the file' test $? = 0
run 73 count --output report.json
has "$err" 'Đã có tệp report.json' '--force'
run 0 count --output report.json --force
run 73 count --output no/such/folder/a.csv
run 0 count --format csv --sep ';' --headers vi --ward 4
has "$out" 'Mã;"Phường, xã";Dân số;Nguồn;Đã học;Chưa rõ;Tỷ lệ (‰)' 'VN-00004;Ba Đình;39664'
run 0 count --format csv --sep tab --ward 4
has "$out" $'ward\tname\tpopulation'

# The same people counted again from the journal.
run 0 recount --verify
has "$out" 'khớp'
finish
