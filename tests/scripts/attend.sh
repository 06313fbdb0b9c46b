#!/usr/bin/env bash
# The roll from the command line: today, an earlier day, taken back; counts and audit follow.
. "$(dirname "$0")/lib.sh"

centre
for name in 'Lê Thị Mai' 'Trần Văn Bình'; do
	run 0 learners add --name "$name" --birth 1/1/1981 --sex nu --ward 4 --consent
done
attended() { # DAY: how many have by then
	"$KYNANGSO" count --trained attended --on "$1" --by none --format json --now "$now" 2>/dev/null |
		sed -n 's/^  "total": .*"sure": \([0-9]*\).*/\1/p'
}
run 0 learners attend 1 --class 'Lớp sáng'
has "$out" 'Hồ sơ số 1: có mặt ở Lớp sáng ngày 22/11/2026.'
check 'today' test "$(attended 22/11/2026) $(attended 21/11/2026)" = '1 0'
run 0 learners attend 2 --class 'Lớp sáng' --on 15/11/2026
run 0 learners attend 2 --class 'Lớp sáng' --on 15/11/2026
check 'an earlier day' test "$(attended 22/11/2026) $(attended 15/11/2026) $(attended 14/11/2026)" = '2 1 0'
run 0 audit --format json
check 'said once' test "$(grep -c '"attendance_entered"' "$out")" = 1
run 0 audit
has "$out" 'ghi bù dự buổi học' '15/11/2026, Lớp sáng'
run 0 learners attend 2 --class 'Lớp sáng' --on 15/11/2026 --absent
has "$out" 'không có mặt ở Lớp sáng ngày 15/11/2026'
check 'taken back' test "$(attended 22/11/2026)" = 1
run 0 recount --verify
has "$out" 'khớp'
run 65 learners attend 2 --class 'Lớp sáng' --on 23/11/2026
has "$err" 'đã qua'
run 65 learners attend 2 --class 'Lớp sáng' --on 31/12/2019
run 2 learners attend 2
has "$err" '--class'
run 2 learners attend 2 --class ''
run 2 learners attend hoa --class 'Lớp sáng'
run 67 learners attend 99 --class 'Lớp sáng'
run 67 learners attend 99 --class 'Lớp sáng' --absent
run 0 learners withdraw 2
run 65 learners attend 2 --class 'Lớp sáng'
has "$err" 'rút lại sự đồng ý'
finish
