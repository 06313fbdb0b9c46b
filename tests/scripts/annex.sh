#!/usr/bin/env bash
# The report on paper: letterhead, text annex, PDF; the program that draws it missing, broken, hostile.
. "$(dirname "$0")/lib.sh"

centre
cat >people.csv <<'END'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa,ngay_hoan_thanh,can_cu
Nguyễn Thị Hoa,5/1/1980,nữ,00004,20/10/2026,Sổ 1
Trần Văn Bình,1/1975,nam,00004,1/9/2026,Sổ 2
Lê Thị Cúc,1969,nữ,00008,1/9/2026,Sổ 3
END
run 0 learners import people.csv

# What is known of the centre is there, what is not stays blank.
run 0 letterhead
has "$out" 'Cơ quan cấp trên: Ủy ban nhân dân phường Hoàn Kiếm' 'Cơ quan lập báo cáo: Nhà văn hóa Hàng Bạc' \
	'Nơi lập: Hoàn Kiếm' 'Chức vụ người ký: (để trống'
now=2026-01-05T08:00 run 0 count --format text --ward 4
has "$out" 'ngày 05 tháng 01 năm 2026'
run 0 letterhead --signer '  Chủ   tịch ' --recipients 'UBND thành phố; Lưu: VT' --parent -
has "$out" 'Cơ quan cấp trên: (để trống' 'Chức vụ người ký: Chủ tịch'
run 0 count --format text --by ward,sex --ward 4
has "$out" 'Ghi chú:' '- Tính đến hết ngày: 22/11/2026'
sed '/^Ghi chú:/,/^$/d' "$out" >page.txt # what the notes say is other tests' business
same annex-ba-dinh.txt page.txt
run 0 letterhead --parent '' --place 'Hà Nội'
has "$out" 'Cơ quan cấp trên: Ủy ban nhân dân phường Hoàn Kiếm' 'Nơi lập: Hà Nội' 'Chức vụ người ký: Chủ tịch'
run 2 letterhead --place $'Hà Nội\033[2J'
has "$err" '--place dài quá hoặc có ký tự không in ra được'
run 2 letterhead --issuer "$(printf 'a%.0s' {1..600})"
run 0 count --format text
check 'no line is wider than the paper' test "$(wc -L <"$out")" = 80
check 'every ward has a row' test "$(grep -cE '^ *[0-9]+  [0-9]{5}  ' "$out")" = 126

# The same as PDF.
run 0 count --output so.pdf
check 'a PDF file' test "$(head -c 5 so.pdf)" = %PDF-
run 0 count --format pdf
check 'the same report is the same file' cmp -s "$out" so.pdf
pages=$(pdfinfo so.pdf | awk '/^Pages:/ { print $2 }')
check 'four pages' test "$pages" = 4
pdfinfo -isodates so.pdf >info.txt
has info.txt 'Số người đã hoàn thành khóa học' 'Nhà văn hóa Hàng Bạc' '595.276 x 841.89 pts (A4)' \
	'CreationDate:    2026-11-22T00:00:00+07'
pdffonts so.pdf >fonts.txt
check 'all fonts are inside' sh -c 'tail -n +3 fonts.txt | awk "{ exit !(\$(NF-4) == \"yes\") }"'
check 'of one family' test "$(tail -n +3 fonts.txt | sed 's/^[A-Z]*+//; s/[- ].*//' | sort -u | wc -l)" = 1
pdftotext -layout so.pdf so.txt
tr -s ' \n\f' ' ' <so.txt >words.txt
has words.txt 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' 'Độc lập - Tự do - Hạnh phúc' 'PHƯỜNG HOÀN KIẾM' \
	'NHÀ VĂN HÓA HÀNG BẠC' 'Hà Nội, ngày 22 tháng 11 năm 2026' 'Số: ……/……' 'Ghi chú:' \
	'từ đủ 15 tuổi đến hết tháng đủ tuổi nghỉ hưu theo' 'Nơi nhận:' '- UBND thành phố;' '- Lưu: VT.' 'CHỦ TỊCH'
check 'the head of the table stands on every page' test "$(grep -c 'Phường, xã .*Dân số' so.txt)" = 4
check 'pages are numbered from the second on' test "$(tr '\f' '\n' <so.txt | grep -cE '^ +[234]$')" = 3
# Every ward's name comes back whole, in the file's order: no letter lost, none taken apart.
run 0 count --format json
grep -oE '"name": "[^"]*", "population"' "$out" | sed 's/"name": "//; s/", .*//' | head -n 126 >wards.txt
grep -oE '[0-9]{5} +[^0-9]+ [0-9]' so.txt | sed -E 's/^[0-9]+ +//; s/ +[0-9]$//' >drawn.txt
check '126 names' test "$(wc -l <drawn.txt)" = 126
check 'each as it was' diff wards.txt drawn.txt
check 'rendered without complaint' sh -c 'test -z "$(pdftoppm -r 20 -png so.pdf page 2>&1)"'

# Every letter with a mark, through the same way.
letters='ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ'
run 0 letterhead --recipients "$letters"
run 0 count --ward 4 --output chu.pdf
check 'all letters, small' sh -c 'pdftotext -raw chu.pdf - | tr "\n" " " | tr -s " " | grep -qF "$0"' "$letters"
run 0 letterhead --issuer "$letters"
run 0 count --ward 4 --output chu.pdf --force
check 'all letters, large' sh -c 'pdftotext chu.pdf - | tr -d " \n" | grep -qF "$0"' \
	"$(printf %s "$letters" | sed 's/./\U&/g' | tr -d ' ')"
run 0 letterhead --issuer ''

# The drawing program trusts nobody.
pdf=${KYNANGSO%/*}/kynangso-pdf
draw() { # STATUS, lines on stdin
	local got=0
	"$pdf" >drawn.pdf 2>"$err" || got=$?
	check "kynangso-pdf → $1" test "$got" = "$1"
}
printf 'kynangso-annex\t1\ncolumn\tleft\tA\nrow\tx\ty\nend\n' | draw 65
has "$err" 'dòng 3'
check 'nothing was drawn' test ! -s drawn.pdf
printf 'kynangso-annex\t1\ncolumn\tleft\tA\nrow\tx\n' | draw 65
has "$err" 'thiếu dòng cuối'
head -c 100000 /dev/zero | draw 65
: | draw 65
printf 'kynangso-annex\t1\ncolumn\tleft\tA\nrow\tx\nend\n' | draw 0
# Wherever the table ends, nobody has to sign a page with nothing else on it.
alone=
for rows in {21..43..2}; do
	{
		printf 'kynangso-annex\t1\ntitle\tBảng\ncolumn\tleft\tA\n'
		for ((i = 1; i <= rows; i++)); do printf 'row\tx\n'; done
		printf 'fact\tNguồn\ta\nfact\tQuy tắc\tb\nend\n'
	} | "$pdf" >drawn.pdf
	last=$(pdftotext -layout drawn.pdf - | awk 'BEGIN { RS = "\f" } NF { page = $0 } END { print page }')
	grep -q 'Nơi nhận' <<<"$last" && grep -q -- '- Quy tắc: b' <<<"$last" || alone+=" $rows"
done
check "a signature never stands alone$alone" test -z "$alone"

# No font at all, and one without our letters: said, not drawn with boxes.
for folder in '' '<dir>/usr/share/fonts/truetype/liberation</dir>'; do
	printf '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>%s</fontconfig>' \
		"$folder" >fonts.conf
	export FONTCONFIG_FILE=$work/fonts.conf
	printf 'kynangso-annex\t1\nend\n' | draw 69
	has "$err" 'fonts-liberation2'
	unset FONTCONFIG_FILE
done

# Without it, and with a broken one, the reader is told what to do; nothing is written.
mkdir -p bin
cp "$KYNANGSO" bin/kynangso
KYNANGSO=$work/bin/kynangso
run 69 count --output khong.pdf
has "$err" 'chưa có chương trình làm PDF (kynangso-pdf)' '--format html'
check 'no file' test ! -e khong.pdf
broken() { # SCRIPT
	printf '#!/bin/sh\n%s\n' "$1" >bin/kynangso-pdf
	chmod +x bin/kynangso-pdf
}
broken 'cat >/dev/null; echo "máy này chưa có phông chữ" >&2; exit 69'
run 69 count --output khong.pdf
has "$err" 'không làm được: máy này chưa có phông chữ.'
broken 'exec 0<&-; kill -9 $$'
run 70 count --output khong.pdf
broken 'exit 0'
run 70 count --output khong.pdf
check 'no file' test ! -e khong.pdf
# shellcheck disable=SC2016 # for the script to expand
broken 'cat >/dev/null; { env | sort | cut -d= -f1 | tr "\n" " "; ls /proc/self/fd | tr "\n" " "; } >&2; exit 1'
SECRET=1 run 70 count --output khong.pdf
has "$err" 'không làm được: HOME LC_ALL PATH PWD 0 1 2 3'
lacks "$err" SECRET
finish
