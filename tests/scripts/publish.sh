#!/usr/bin/env bash
# Two reports for outside are not to be subtracted from each other.
. "$(dirname "$0")/lib.sh"

centre
people() { # FIRST LAST DAY: of Ba Đình, trained on that day
	awk -v from="$1" -v to="$2" -v day="$3" 'BEGIN {
		print "ho_ten,ngay_sinh,gioi_tinh,phuong_xa,dien_thoai,ngay_hoan_thanh,can_cu"
		split("An Ban Cam Dao Em Giang Hoa Khanh Lan Mai Nam Oanh Phu Quan Son Tu Uyen Van Xuan Yen", w, " ")
		for (i = from; i <= to; i++)
			printf "Lê %s %s,%d/%d/%d,%s,00004,%s,%s,Sổ %d\n", w[i % 20 + 1], w[int(i / 20) % 20 + 1],
				i % 28 + 1, i % 12 + 1, 1980 + i % 20, i % 2 ? "nam" : "nữ", sprintf("09%08d", i), day, i
	}' >"people-$1.csv"
	run 0 learners import "people-$1.csv"
}
people 1 60 1/3/2026
run 0 export --outside --on 30/6/2026 --output june.csv
lacks "$err" 'Lấy bản này'
people 61 62 1/8/2026
# The same again is the same; another form of it, too; what is inside is compared with nothing.
run 0 export --outside --on 30/6/2026 --output june.json
run 0 export --on 30/9/2026 --output inside.csv
lacks "$err" 'Lấy bản này'
run 1 export --outside --on 30/9/2026 --output september.csv
has "$err" 'bản đến hết ngày 30/06/2026, đã ghi để công bố ngày 22/11/2026' 'ví dụ Ba Đình, ' 'Chưa ghi gì' '--despite'
check 'nothing was written' test ! -e september.csv
run 1 export --format datapackage --on 30/9/2026 --output package
check 'nor a package' test ! -e package
run 1 export --outside --from 1/7/2025 --on 30/6/2026 --trained attended --ward 4 --on 30/9/2026 --output ward.csv
# On the screen of whoever asks it is said, and shown: nothing goes out.
run 0 export --outside --on 30/9/2026 --format csv
has "$err" 'Lấy bản này'
lacks "$err" 'Chưa ghi gì'
# A period that is no part of the other tells nothing by itself, but what was reached by its end does.
run 1 export --outside --from 1/7/2026 --on 30/9/2026 --output quarter.csv
has "$err" 'Lũy kế'
# Enough people in between, or somebody who says that nobody has the other.
people 63 80 1/10/2026
run 0 export --outside --on 31/10/2026 --output october.csv
lacks "$err" 'Lấy bản này'
run 1 export --outside --on 30/9/2026 --output september.csv
run 0 export --outside --on 30/9/2026 --output september.csv --despite
has "$err" 'Lấy bản này'
check 'written' test -s september.csv
run 0 audit
has "$out" 'ghi số liệu để công bố' 'từ 01/01/2026 đến hết 30/09/2026'

# The same question on the screen.
cat >screen.keys <<'END'
key Down Down Enter
type tran thi lan
key Enter
type hoc vui moi ngay
key Enter
key 2 6
type 30/8/2026
key Enter
key Down Down Down Enter
expect hết 30/08/2026
key 5
key Down Down Enter
expect [x] Che số nhỏ
key 3 Enter
expect Lộ số nhỏ
dump asked
key 2
expect Đã ghi xong
END
"$KYNANGSO" run --script screen.keys --size 80x24 --now "$now" >screens 2>&1
check 'the screen asks, and writes when told to' test $? = 0
has screens 'Lộ số nhỏ' 'Vẫn ghi' 'bản đến hết ngày'
check 'the file is there' sh -c 'ls "$0"/so-nguoi-da-hoc-bao-cao-2026-08-30* >/dev/null' "$HOME"
finish
