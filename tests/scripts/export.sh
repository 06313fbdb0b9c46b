#!/usr/bin/env bash
# What is handed in: the same numbers in every form, as whoever gets the file will see them. Workbooks
# and CSV are opened by LibreOffice.
. "$(dirname "$0")/lib.sh"

centre
{
	echo 'ho_ten,ngay_sinh,gioi_tinh,phuong_xa,dien_thoai,ngay_hoan_thanh,can_cu'
	# Ba Đình: many; Ngọc Hà: some; Hồng Hà: a few; nowhere: one.
	for i in $(seq 60); do
		ward=00004
		[ "$i" -le 45 ] || ward=00008
		[ "$i" -le 56 ] || ward=00091
		[ "$i" -le 59 ] || ward=
		sex=nữ
		[ $((i % 3)) != 0 ] || sex=nam
		printf 'Đặng Thị Thúy %s,%d/%d/%d,%s,%s,09%08d,%d/%d/2026,Sổ %d\n' "$(printf '%b' "\\$(printf %o $((65 + i % 26)))")" \
			$((i % 28 + 1)) $((i % 12 + 1)) $((1980 + i / 3)) "$sex" "$ward" "$i" \
			$((i % 28 + 1)) $((i % 10 + 1)) "$i"
	done
} >people.csv
run 0 learners import people.csv
cat >figures.csv <<'END'
phuong_xa,dan_so,nguon,ngay
00004,40000,"=1+1 Công an phường, báo cáo 12",30/06/2026
END
run 0 population import figures.csv

# ── forms that are text ──────────────────────────────────────────────────────────────────

run 0 export
has "$out" 'từ ngày 01/01/2026 đến hết ngày 22/11/2026' 'nd-135-2020' 'Lũy kế, ít nhất: 60' \
	'đã nhập cho 1 trong 126 phường, xã; còn lại ước lượng 61 %' 'Người được đếm: đã hoàn thành'
check 'every ward has a row' test "$(grep -cE '^[0-9]{5} ' "$out")" = 126

run 0 export --format csv --output results.csv
column() { # NAME FILE.csv: its number
	sed '1s/^\xef\xbb\xbf//; 1q' "$2" | tr -d '\r' | tr ',' '\n' | grep -nx "$1" | cut -d: -f1
}
sum() { # NAME FILE.csv
	awk -F, -v c="$(column "$1" "$2")" 'NR > 1 { gsub(/"[^"]*"/, "x"); sum += $c } END { print sum + 0 }' "$2"
}
check 'everybody is counted once' test "$(sum completed results.csv) $(sum cumulative results.csv)" = '60 60'
ages=0
for age in 15_24 25_34 35_44 45_54 55 unknown; do
	ages=$((ages + $(sum "age_$age" results.csv)))
done
check 'ages make up all' test "$ages" = 60
check 'women' test "$(sum women results.csv)" = 40
has results.csv 'VN-00004,Ba Đình,40000,"'"'"'=1+1 Công an phường, báo cáo 12, 30/06/2026",2026-06-30,'

run 0 export --format jsonl --output results.jsonl
check 'a line a row' test "$(wc -l <results.jsonl)" = 127
check 'each line is whole' test "$(grep -cE '^\{"ward": ".*"goal": [0-9]+\}$' results.jsonl)" = 127
has results.jsonl '"ward": "00004", "name": "Ba Đình", "population": 40000, "population_source": "=1+1 Công an'

run 0 export --from 1/7/2026 --on 31/7/2026 --format csv --output july.csv
check 'only of the period' test "$(sum completed july.csv) $(sum cumulative july.csv)" = '6 42'
run 0 export --from all --trained confirmed --format csv --output confirmed.csv
check 'another reading' test "$(sum completed confirmed.csv) $(sum cumulative confirmed.csv)" = '60 0'
run 2 export --from 1/12/2026
has "$err" '--from'
run 2 export --from tomorrow
run 2 export --format ods

# ── for everybody to read ────────────────────────────────────────────────────────────────

run 0 export --outside --format csv --output outside.csv
told() { # FILE.csv: the counts in it, without population and what is the same in each row
	tail -n +2 "$1" | sed 's/"[^"]*"/x/g' | cut -d, -f6-20
}
check 'nothing from 1 to 4' sh -c '! tail -n +2 "$0" | sed "s/\"[^\"]*\"/x/g" | cut -d, -f6-20 | tr "," "\n" |
	grep -qxE "[1-4]"' outside.csv
check 'there was something to hide' test "$(told results.csv | tr ',' '\n' | grep -cxE '[1-4]')" -gt 5
check 'and it is' test "$(told outside.csv | grep -o '…' | wc -l)" -gt 8
check 'large numbers are told' test "$(sum completed outside.csv)" -ge 40
run 0 export --outside
has "$out" '…: có số liệu nhưng không nêu'
run 0 export --outside --format json
has "$out" '"hidden": ["'
run 0 export --format datapackage --output open-data
check 'three files' test "$(ls open-data | tr '\n' ' ')" = 'data.csv datapackage.json total.csv '
check 'hidden without being asked' sh -c 'grep -q "…" open-data/data.csv'
check 'no byte order mark in a package' sh -c 'head -c 4 open-data/data.csv | grep -qx ward'
has open-data/datapackage.json '"profile": "tabular-data-package"' '"missingValues": ["", "…"]' \
	"\"bytes\": $(wc -c <open-data/data.csv)" "\"bytes\": $(wc -c <open-data/total.csv)"
# Every column of the files has its field, in order.
check 'the schema is that of the file' test \
	"$(sed -n '/"name": "data"/,/missingValues/s/.*{"name": "\([a-z0-9_]*\)".*/\1/p' open-data/datapackage.json | paste -sd,)" \
	= "$(head -1 open-data/data.csv | tr -d '\r')"
run 73 export --format datapackage --output open-data
run 0 export --format datapackage --output open-data --force
echo mine >open-data/mine
run 73 export --format datapackage --output open-data --force
has "$err" 'mine'
check 'what is somebody else’s stays' test "$(cat open-data/mine)" = mine
run 2 export --format datapackage
run 2 count --format datapackage --output x
has "$err" 'kynangso export'
check 'nothing was made' test ! -e x

# ── placing ──────────────────────────────────────────────────────────────────────────────

check 'readable for all' test "$(stat -c %a results.csv open-data open-data/data.csv | paste -sd' ')" = '644 755 644'
check 'no temporary files are left' sh -c '! ls -a | grep -q "\.tmp$"'
run 73 export --output results.csv
cp results.csv before.csv
# Somebody at a terminal is asked.
answer() { # LETTER: what is typed
	printf '%s\n' "$1" | timeout 60 script -qec "'$KYNANGSO' export --now $now --format csv --outside --output results.csv" \
		/dev/null >"$out" 2>&1
}
answer k
has "$out" 'Ghi đè?'
check 'no means no' cmp -s results.csv before.csv
answer c
check 'yes means yes' cmp -s results.csv outside.csv
cp before.csv results.csv
"$KYNANGSO" export --format xlsx --now "$now" >/dev/full 2>"$err"
check 'a full disk behind a workbook → 74' test $? = 74
TMPDIR=$work/none run 73 export --output x.xlsx
has "$err" 'TMPDIR'
mkdir closed
check 'a folder has that name' sh -c '"$0" export --now "$1" -o closed --format xlsx --force 2>"$2"; test $? -ge 71' "$KYNANGSO" "$now" "$err"
lacks "$err" '[ERROR]' '[WARNING]'

# ── out and in again ─────────────────────────────────────────────────────────────────────

run 0 learners add --name 'Đỗ Chỉ Năm' --birth 1971 --ward 8 --consent
run 0 learners add --name 'Đỗ Cả Tháng' --birth 3/1972 --sex nữ --phone '0987 654 321' --consent
run 0 learners add --name 'Đỗ Em Bé' --birth 1/2/2014 --consent --representative 'Đỗ Thị Mẹ'
run 2 learners export --output people-out.csv
has "$err" '--with-names'
check 'no names without that' test ! -e people-out.csv
run 0 learners export --with-names --output people-out.csv
has "$err" '63 người'
check 'only for the owner' test "$(stat -c %a people-out.csv)" = 600
has people-out.csv 'ho_ten,ngay_sinh,gioi_tinh,phuong_xa,dien_thoai,ngay_hoan_thanh,can_cu,nguoi_dai_dien' \
	'Đỗ Chỉ Năm,1971-XX-XX,,VN-00008,,,,' 'Đỗ Em Bé,2014-02-01,,,,,,Đỗ Thị Mẹ' 'Đỗ Cả Tháng,1972-03-XX,nữ,,tel:0987654321,,'
run 0 audit --from 22/11/2026
has "$out" 'ghi danh sách học viên ra tệp' 'people-out.csv'
lacks "$out" 'Đỗ Chỉ Năm'
# That is a note and no event, so the events are compared and not the file.
events() { # DATA
	"$KYNANGSO" doctor --data "$1" --now "$now" | grep 'Nhật ký'
}
here_data=$HOME/.local/share/kynangso
events "$here_data" >events-before
run 0 learners import people-out.csv
has "$out" 'Thêm mới: 0 người' 'Đã có từ trước: 63 người' 'Ghi ngày hoàn thành: 0 người'
events "$here_data" | cmp -s - events-before
check 'nothing has happened' test $? = 0
centre --data other
run 0 learners import people-out.csv --data other
has "$out" 'Thêm mới: 63 người'
run 0 learners export --with-names --output people-again.csv --data other
check 'another centre gives the same file' cmp -s people-out.csv people-again.csv
run 0 export --format csv --data other --output other.csv
check 'and the same results' test "$(sum completed other.csv) $(sum women other.csv)" = '60 40'
run 0 learners withdraw 3 --data other
run 0 learners export --with-names --format csv --data other
has "$err" '62 người' '1 người đã rút lại'

run 0 population export --output figures-out.csv
has figures-out.csv "VN-00004,Ba Đình,law,40000,\"'=1+1 Công an phường, báo cáo 12\",2026-06-30"
run 0 population import figures-out.csv
has "$out" 'Đã nhập 0 số dân' 'không đổi: 1 số dân'
lacks "$err" 'lạ'
run 0 population import figures-out.csv --data other
has "$out" 'Đã nhập 1 số dân'
run 0 population export --format csv --data other
check 'the source is itself again' cmp -s "$out" figures-out.csv
run 0 population list --data other --format json
has "$out" '"=1+1 Công an phường, báo cáo 12, 30/06/2026"'

# ── opened by LibreOffice ────────────────────────────────────────────────────────────────

run 0 export --output results.xlsx
check 'the library keeps silent' test ! -s "$err"
"$KYNANGSO" export --now "$now" --format xlsx >again.xlsx
check 'the same report is the same file' cmp -s results.xlsx again.xlsx
run 0 export --outside --output outside.xlsx
run 0 population list --output population.xlsx
run 0 population list --format csv --output population.csv
run 0 learners list --output learners.xlsx
run 0 count --output count.xlsx
run 0 count --by ward,sex,age --output by.xlsx
unzip -qq -d inside results.xlsx
check 'a bar for each ward' grep -q "<c:f>'Số liệu'!\$B\$4:\$B\$129</c:f>\|\$B\$4:\$B\$130" inside/xl/charts/chart1.xml
check 'headings stay in sight' grep -q '<pane xSplit="2" ySplit="3"' inside/xl/worksheets/sheet1.xml
check 'made on the day of the report' grep -q '>2026-11-22T05:00:00Z<' inside/docProps/core.xml
check 'no formula anywhere' sh -c '! grep -rqE "<f[ >]" inside/xl/worksheets'
check 'no bars where a ward has many rows' sh -c '! unzip -l by.xlsx | grep -q chart'

# Text in quotes, numbers bare and whole, so that kinds can be told apart.
mkdir opened
timeout 120 soffice --headless "-env:UserInstallation=file://$work/.office" \
	--convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false' --outdir opened \
	results.xlsx outside.xlsx population.xlsx learners.xlsx count.xlsx >office.log 2>&1
check 'LibreOffice opens workbooks' test "$(ls opened | wc -l)" = 5
[ -s opened/results.csv ] || show office.log
has opened/results.csv '"00004","Ba Đình",40000,"đã nhập",' '"Mã","Phường, xã","Dân số","Nguồn"' \
	'"Lũy kế, ít nhất: 60"'
check 'every code keeps its zeros' test "$(grep -cE '^"[0-9]{5}","' opened/results.csv)" = 126
# The numbers of each ward are those of our CSV, cell by cell.
ours() { # FILE.csv
	tail -n +2 "$1" | tr -d '\r' | sed 's/"[^"]*"/x/g' | cut -d, -f1,6-20 | sed 's/^VN-//' | grep -E '^[0-9]{5}'
}
theirs() {
	grep -E '^"[0-9]{5}"' "$1" | sed 's/"đã nhập"\|"ước lượng"/x/' | tr -d '"' | cut -d, -f1,6-20
}
ours results.csv >a
theirs opened/results.csv >b
check 'as many rows' test "$(wc -l <a)" = 126
check 'the numbers are ours' cmp -s a b
[ "$failures" = 0 ] || diff a b | head -n 5
ours outside.csv >a
theirs opened/outside.csv >b
check 'hidden ones too' cmp -s a b
check 'a day is a day' grep -qE '^"00004",.*,(2026-06-30|30/06/2026|06/30/2026|46203),' opened/population.csv
has opened/population.csv '"=1+1 Công an phường, báo cáo 12, 30/06/2026"'
has opened/learners.csv '"Đặng Thị Thúy B"' '"0900000001"'
has opened/count.csv '"00004","Ba Đình",40000'
# What rounds to nothing or to all is not shown as such, in any form (text/number.h). The cell is a number.
cat >near.csv <<'END'
phuong_xa,do_tuoi,dan_so,nguon,ngay
00004,18+,65000,A,1/1/2026
END
run 0 population import near.csv
run 0 count --definition 18+ --ward 4 --on 1/3/2026 --output near.xlsx
timeout 120 soffice --headless "-env:UserInstallation=file://$work/.office" \
	--convert-to pdf --outdir opened near.xlsx >office.log 2>&1
pdftotext -layout opened/near.pdf near.txt
check 'a share too small to round is not nothing' grep -qE '^00004 .*<0,1[^0-9]+%' near.txt
check 'it is a number' sh -c 'unzip -p near.xlsx xl/worksheets/sheet1.xml | grep -qE "<v>0\.000[0-9]+</v>"'
run 0 count --definition 18+ --ward 4 --on 1/3/2026
check "in words" grep -qE "<0,1[^0-9]+%" "$out"

# CSV as a spreadsheet takes it in: nothing is run, nothing loses its zeros, all marks are there.
mkdir again
timeout 120 soffice --headless "-env:UserInstallation=file://$work/.office" \
	--infilter='Text - txt - csv (StarCalc):44,34,76,1,,0,false,true' \
	--convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false' --outdir again \
	population.csv results.csv >office.log 2>&1
has again/population.csv '"VN-00004","Ba Đình",65023,40000,"'"'"'=1+1 Công an phường, báo cáo 12, 30/06/2026"'
check 'all wards' test "$(grep -c '^"VN-[0-9]\{5\}","' again/results.csv)" = 126
check 'the first name is whole' grep -q '^"ward","name"' again/results.csv
check 'nothing was reckoned' sh -c '! grep -q ",2,.Công" again/population.csv'
finish
