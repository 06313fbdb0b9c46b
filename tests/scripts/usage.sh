#!/usr/bin/env bash
# How commands are found, and what wrong usage gives.
. "$(dirname "$0")/lib.sh"

run 2 cuont
has "$err" 'Không có lệnh “cuont”. Có phải ý bạn là “count”?' 'kynangso --help'
check 'nothing on standard output' test ! -s "$out"
run 2 learners
has "$err" 'learners import'
run 2 learners lst
has "$err" 'Có phải ý bạn là “learners list”?'
run 2 learners import
has "$err" 'còn thiếu: TỆP.csv'
run 2 count --on
run 2 count --on hom-nay
has "$err" '--on: '
run 2 count --by ward,nam
has "$err" '--by không biết chia theo “nam”'
run 2 count --by ''
run 2 count --ward 'Không Có'
has "$err" '--ward: Không tìm ra phường, xã “Không Có”'
run 2 count --data "$work" --dta "$work"
run 2 --bogus
printf 'dump a\n' >keys
run 2 run --script keys --size 1x
run 66 --script no-such-file --size 80x24
run 66 count
has "$err" 'Chưa có trung tâm nào' 'kynangso setup'
run 66 --data "$work/nowhere" learners list
run 66 learners list --data "$work/nowhere"
check 'asking makes no folder' test ! -e "$work/nowhere"

# A full disk behind standard output is not success.
if [ -e /dev/full ]; then
	"$KYNANGSO" --help >/dev/full 2>"$err"
	check 'a full disk is told' test $? = 74
	has "$err" 'Không ghi hết được kết quả'
fi

# The language is that of --lang, wherever it stands.
run 2 count --onn --lang=vi
has "$err" 'Không có lựa chọn --onn'
run 2 --lang fr count
has "$err" '“fr”'
if [ -e "$(dirname "$KYNANGSO")/../locale/en/LC_MESSAGES/kynangso.mo" ]; then
	run 2 count --onn --lang=en
	has "$err" 'kynangso count --help'
	lacks "$err" 'Không có lựa chọn' 'Xem cách dùng'
fi

# A folder with a database but no centre in it yet, as a first start that was given up leaves it.
printf 'dump a\n' >keys
"$KYNANGSO" run --script keys --data "$work/begun" >"$out" 2>"$err"
printf 'ho_ten\nLê An\n' >one.csv
run 66 learners import one.csv --data "$work/begun"
has "$err" 'Chưa có trung tâm nào'
finish
