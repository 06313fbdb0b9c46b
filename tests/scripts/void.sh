#!/usr/bin/env bash
# A completion that was written down by mistake is taken back, and counted again: counts of every day,
# audit and recount follow, and nothing is lost.
. "$(dirname "$0")/lib.sh"

centre
today=$now
counted() { # DAY [READING]: how many have completed by then
	"$KYNANGSO" count --on "$1" --trained "${2:-completed}" --by none --format json --now "$today" 2>/dev/null |
		sed -n 's/^  "total": .*"sure": \([0-9]*\).*/\1/p'
}
cat >list.csv <<'CSV'
ho_ten,ngay_sinh,gioi_tinh,phuong_xa,ngay_hoan_thanh,can_cu
Lê Thị Mai,1/1/1981,nu,4,10/3/2026,GCN 12
Trần Văn Bình,2/2/1982,nam,4,11/3/2026,GCN 13
Phạm Thị Cúc,3/3/1983,nu,4,,
CSV
run 0 learners import list.csv
check 'both count' test "$(counted 9/3/2026) $(counted 10/3/2026) $(counted 11/3/2026) $(counted 22/11/2026)" = '0 1 2 2'

run 0 learners void 1
has "$out" 'Lê Thị Mai' '10/03/2026  đã học trước đây, theo giấy tờ: GCN 12' 'đang được tính, chưa ai xác nhận'
run 0 learners void 1 --format json
has "$out" '"nth": 1' '"day": "2026-03-10"' '"how": "declared"' '"state": "stands"'
run 0 learners void 3
lacks "$out" 'GCN'

# Only looking changes nothing.
run 0 learners void 1 --reason 'nhầm người' --dry-run
has "$out" 'Chưa đổi gì' 'số người của ngày 10/03/2026 và mọi ngày sau bớt đi một' 'Bài đã học, điểm đã có đều còn nguyên'
check 'nothing changed' test "$(counted 22/11/2026)" = 2

run 0 learners void 1 --reason '  nhầm   người '
has "$out" 'Đã bỏ. Tính lại: kynangso learners void 1 --which 1 --restore'
check 'taken out from its day on' \
	test "$(counted 9/3/2026) $(counted 10/3/2026) $(counted 11/3/2026) $(counted 22/11/2026)" = '0 0 1 1'
run 0 learners void 1
has "$out" 'không tính' 'vì “nhầm người”'
run 0 recount --verify
has "$out" 'khớp'

# In the audit in words, without what was typed; in what is held about the person with it.
run 0 audit 1
has "$out" 'bỏ một lần hoàn thành'
lacks "$out" 'nhầm người'
run 0 learners show 1
has "$out" 'lý do: nhầm người'

# The same file again is no way round; counting again is, from the day it was.
run 0 learners import list.csv
check 'not by the file' test "$(counted 22/11/2026)" = 1
run 65 learners void 1 --reason 'lần nữa'
has "$err" 'không có lần hoàn thành nào như vậy'
run 0 learners void 1 --restore --dry-run
has "$out" 'từ đúng ngày 10/03/2026 như cũ' 'Chưa đổi gì'
run 0 learners void 1 --restore
check 'as it was' test "$(counted 9/3/2026) $(counted 10/3/2026) $(counted 11/3/2026) $(counted 22/11/2026)" = '0 1 2 2'
run 0 audit 1
has "$out" 'tính lại lần hoàn thành đã bỏ'
check 'two deeds' test "$(grep -c 'bỏ một lần hoàn thành' "$out") $(grep -c 'tính lại' "$out")" = '1 1'
run 0 learners show 1
has "$out" 'tính lại lần hoàn thành đã bỏ'
run 0 recount --verify
has "$out" 'khớp'

# Line by line, for those who do not see a screen: asked first, with its reason, and undone.
printf '%s\n' '=2' 'tran thi lan' 'hoc vui moi ngay' 1 mai '=1' 3 1 '' 'nhầm dòng' 2 1 2 >lines
run 0 run --plain <lines
has "$out" 'Hãy gõ lý do, vài chữ là đủ.' 'Lê Thị Mai – 10/03/2026: đã học trước đây, theo giấy tờ: GCN 12' \
	'Vì: “nhầm dòng”' 'Bỏ nhầm thì tính lại được.' 'Đã bỏ.' 'Trần Thị Lan bỏ ngày 22/11/2026, vì “nhầm dòng”' \
	'Lần này lại được tính như cũ.'
check 'as it was' test "$(counted 10/3/2026) $(counted 22/11/2026)" = '1 2'

# A confirmation that went to the wrong name: it goes, the completion stays; given again, it is of that day.
printf '%s\n' '=2' 'tran thi lan' 'hoc vui moi ngay' 1 mai '=1' 2 2 >confirm
run 0 run --plain <confirm
check 'confirmed' test "$(counted 22/11/2026 confirmed) $(counted 22/11/2026)" = '1 2'
run 0 learners void 1 --confirmation --reason 'nhầm tên'
has "$out" 'vẫn được tính là đã hoàn thành' 'Xác nhận lại được'
check 'not any more' test "$(counted 22/11/2026 confirmed) $(counted 22/11/2026)" = '0 2'
run 0 run --plain <confirm
check 'and again' test "$(counted 22/11/2026 confirmed) $(counted 21/11/2026 confirmed)" = '1 0'
run 0 learners void 1
has "$out" 'Trần Thị Lan xác nhận ngày 22/11/2026'
# Void and counted again, it is confirmed as it was.
run 0 learners void 1 --reason x
check 'both readings' test "$(counted 22/11/2026 confirmed) $(counted 22/11/2026)" = '0 1'
run 0 learners void 1 --restore
check 'both again' test "$(counted 22/11/2026 confirmed) $(counted 22/11/2026)" = '1 2'
run 0 learners void 1 --confirmation --reason 'nhầm tên'
run 0 audit 1
has "$out" 'bỏ xác nhận đã học'
run 0 recount --verify
has "$out" 'khớp'

# What does not fit is said, and changes nothing.
run 65 learners void 1 --restore
run 65 learners void 1 --confirmation --reason 'nhầm tên'
run 2 learners void 1 --confirmation
has "$err" '--reason'
run 2 learners void 1 --which 1
run 2 learners void 1 --reason ''
has "$err" 'lý do'
run 2 learners void 1 --reason "$(printf 'a%.0s' {1..200})"
run 2 learners void 1 --restore --confirmation
run 65 learners void 1 --reason x --which 2
run 65 learners void 1 --reason x --which hai
run 65 learners void 3 --reason x
run 2 learners void
run 2 learners void mai
run 67 learners void 99
run 67 learners void 99 --reason x
check 'still both' test "$(counted 22/11/2026)" = 2

# Two records of one person: the earlier goes, the later counts on.
run 0 learners unite 1 2
check 'one person' test "$(counted 10/3/2026) $(counted 11/3/2026)" = '1 1'
run 65 learners void 1 --reason x
has "$err" '--which'
run 0 learners void 1 --reason x --which 1
has "$out" 'chỉ số người của ngày 10/03/2026 đến trước ngày 11/03/2026 bớt đi một'
check 'from the later on' test "$(counted 10/3/2026) $(counted 11/3/2026)" = '0 1'
run 0 recount --verify
has "$out" 'khớp'
finish
