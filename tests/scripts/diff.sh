#!/usr/bin/env bash
# kynangso diff: what a change of the content means, and for how many people.
. "$(dirname "$0")/lib.sh"

centre
cp -r content moi
diff_of() { # STATUS
	run "$1" diff content moi "${@:2}"
}
diff_of 0
has "$out" 'không có gì khác'

run 0 learners add --name 'Nguyễn Thị Hoa' --birth 1980 --sex nữ --ward 00004 --consent

sed -i 's/^title: "Bài một: làm quen"/title: "Bài một: chào máy"/' moi/lessons/mot/bai-mot.yaml
diff_of 0 --format csv
has "$out" 'lesson,bai-mot,,text,0'

sed -i 's/^id: bai-ba$/id: bai-cuoi\nformerly: bai-ba/' moi/lessons/mot/bai-ba.yaml
sed -i 's/\[bai-ba\]/[bai-cuoi]/' moi/lessons/course.yaml
diff_of 0 --format csv
has "$out" 'lesson,bai-cuoi,bai-ba,renamed,0'

sed -i 's/^    answer: "113"/    answer: "115"/' moi/quizzes/kiem-tra-mot.yaml
diff_of 0 --format csv
has "$out" 'question,so-khan,,re-marked,0'
# What is accepted is marking and words at once; "only the words" would be wrong.
sed -i 's/^    accept: \["113"\]/    accept: ["113", "115"]/' moi/quizzes/kiem-tra-cuoi.yaml
diff_of 0 --format csv
check 'an accepted answer more' grep -q ',re-marked,' "$out"
lacks "$out" 'text re-marked'
sed -i 's/score: 75%/score: 80%/' moi/quizzes/kiem-tra-mot.yaml
diff_of 0 --format csv
has "$out" 'quiz,kiem-tra-mot,,rule,0'
diff_of 0
has "$out" 'đổi mã' 'đổi cách chấm' 'đổi cách rút câu hoặc mức đạt' 'chỉ đổi lời' \
	'Ai đã hoàn thành khóa học thì vẫn hoàn thành.'

# Retired, locked, and then taken out of its file, as the handbook allows: nothing is lost.
cp -r content gon
sed -i 's/^  - id: chon-nhieu$/&\n    retired: true/' gon/quizzes/kiem-tra-mot.yaml
sed -i 's/, chon-nhieu//' gon/lessons/mot/bai-mot.yaml
run 0 check --lock --content gon
sed -i '/^  - id: chon-nhieu$/,/^      - {id: kinh,/d' gon/quizzes/kiem-tra-mot.yaml
run 0 check gon
run 0 diff content gon --format csv
has "$out" 'question,chon-nhieu,,retired,0'

# Lost without a word.
sed -i '/^formerly: bai-ba$/d' moi/lessons/mot/bai-ba.yaml
rm -f moi/lessons/ids.lock
diff_of 1 --format csv
has "$out" 'lesson,bai-ba,,gone,0' 'lesson,bai-cuoi,,new,0'
diff_of 1
has "$out" '1 mục mất đi mà chưa ghi formerly hay retired.'

# Two files; a pack with errors; nothing there.
run 0 diff content/lessons/mot/bai-mot.yaml moi/lessons/mot/bai-mot.yaml --format csv
has "$out" 'lesson,bai-mot,,text,0'
echo 'la: gi' >>moi/lessons/mot/bai-mot.yaml
run 65 diff content moi
has "$err" 'lỗi nên chưa so được. Xem: kynangso check moi'
run 66 diff content khong-co
run 2 diff content
