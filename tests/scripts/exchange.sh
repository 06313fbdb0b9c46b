#!/usr/bin/env bash
# Questions from GIFT and Aiken, and to GIFT: the examples of the manual, mistakes, our own quizzes.
. "$(dirname "$0")/lib.sh"
export KYNANGSO_CONTENT=$tree

example() { # gift|aiken: what the manual shows
	sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$tree/docs/trao-doi-cau-hoi.md" | grep -v '^```'
}
example gift >vi-du.gift
example aiken >vi-du.txt
check 'the manual has a GIFT example' test -s vi-du.gift
run 0 import gift vi-du.gift --id thu --title 'Thử: nhập' --skill an-toan.nhan-dien-lua-dao -o thu.yaml
has "$err" 'Đã nhập 5 câu vào thu.yaml.' 'kynangso preview thu.yaml'
has thu.yaml 'id: ma-otp' 'text: Cúp máy, correct: true' 'explain: Mã OTP không đưa cho ai.' \
	'answer: 3' 'left: Cứu hỏa, right: "114"'
run 0 check thu.yaml
run 0 test thu.yaml
run 73 import gift vi-du.gift --id thu --skill a.b -o thu.yaml
run 0 import aiken vi-du.txt --id khac --skill an-toan.nhan-dien-lua-dao -o khac.yaml
has khac.yaml 'text: Nút nguồn, correct: true'
run 0 check khac.yaml

printf 'Kể về bạn. {}\n\nHỏi?{=a ~b}\n' >sai.gift
run 1 import gift sai.gift --id sai --skill a.b -o sai.yaml
has "$err" 'sai.gift:1:13: E06: Câu tự luận' 'Chưa nhập câu nào'
check 'nothing is written' test ! -e sai.yaml
printf 'Hỏi?\nA. một\nB. hai\nANSWER: C\n' >sai.txt
run 1 import aiken sai.txt --id sai --skill a.b
has "$err" 'sai.txt:4:9: E20:'
# What only our own rules refuse is told at the question's place.
printf 'Một?{T}\n\nHai?{=%s ~b}\n' "$(printf 'dài %.0s' {1..80})" >dai.gift
run 1 import gift dai.gift --id sai --skill a.b
has "$err" 'dai.gift:3:1: E06:'
: >trong.gift
run 65 import gift trong.gift --id sai --skill a.b
has "$err" 'không có câu hỏi nào'
run 2 import gift vi-du.gift --skill a.b
has "$err" '--id cần mã'
run 2 import gift vi-du.gift --id thu
has "$err" '--skill cần mã kỹ năng'
run 66 import gift khong-co.gift --id thu --skill a.b

for quiz in kiem-tra-dien-thoai kiem-tra-dich-vu-cong kiem-tra-thanh-toan kiem-tra-cuoi-khoa; do
	run 0 export gift "$quiz" --raw -o "$quiz.gift"
	run 0 import gift "$quiz.gift" --id "$quiz" --skill a.b -o "$quiz.yaml"
	run 0 export gift "$quiz.yaml" --raw -o again.gift
	# The title is the id when none is given; all else is the same.
	check "$quiz comes back" diff <(sed '1d; /^\/\/ Câu/,+1d' "$quiz.gift") <(sed 1d again.gift)
	rm -f again.gift
done
run 0 export gift kiem-tra-cuoi-khoa
lacks "$out" '\{ban\}' '\{fact.'
run 66 export gift khong-co
has "$err" 'Không thấy bài kiểm tra nào là khong-co'
