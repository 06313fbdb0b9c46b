#!/usr/bin/env bash
# Preview: the real screens of a file; saved again, it is read again at the same place; and nothing
# is kept. What happens on a full screen while somebody writes is in tests/pty/preview.sh.
. "$(dirname "$0")/lib.sh"

lesson=content/lessons/mot/bai-mot.yaml

keys() { # LINE...: as a key file
	printf '%s\n' "$@" >keys
}

# The screens of each kind.
keys 'expect trang 1 trên 7' 'expect Nguyễn Thị Mẫu' 'key Enter' 'expect Màn hình sáng.' 'key F5' \
	'expect Đã đọc lại tệp. Không thấy chỗ nào cần sửa.' 'expect trang 2 trên 7' 'key Esc Esc' \
	'expect Xem thử: Bài một: làm quen' 'expect hoi-so: Gặp cướp thì gọi số nào?' 'dump cac phan' 'key Esc'
run 0 preview "$lesson" --script keys
has "$out" '── cac phan 80x24 ──' 'recap: Điều cần nhớ'
keys 'expect Máy không hỏng' 'key Enter Enter Enter' 'expect Tin nhắn' 'key F5' 'expect Tin nhắn'
run 0 preview "$lesson" --script keys --size 40x15
keys 'key F6' 'expect Đang xem ở cỡ nhỏ nhất, 40 cột' 'expect │' 'key Enter' 'dump 40 cot' 'key F6' \
	'expect-not │'
run 0 preview "$lesson" --script keys
keys 'expect trang 6 trên 7' 'type 113' 'key Enter' 'expect Đúng' 'key F5' 'expect trang 6 trên 7' \
	'expect-not Đúng'
run 0 preview "$lesson#hoi-so" --script keys
keys 'expect Câu 1 trên 11' 'expect Nút nào tắt màn hình?' 'key Enter' 'expect Câu sau' 'key Enter' \
	'expect Câu 2 trên 11'
run 0 preview content/quizzes/kiem-tra-mot.yaml --script keys
keys 'expect Câu 2 trên 2' 'expect Làm bài thực hành này.'
run 0 preview content/quizzes/kiem-tra-cuoi.yaml#goi-thu --script keys
keys 'expect Chiều nay con về.' 'key F5' 'expect Chiều nay con về.'
run 0 preview content/lessons/mot/thuc-hanh-goi.yaml#hop-tin --script keys
keys 'expect Dòng 2 trên 2' 'expect Nguyễn Thị Mẫu'
run 0 preview content/lessons/mot/tap-go.yaml#2 --script keys
keys 'expect Tệp này không có màn hình nào để xem.'
run 0 preview content/lessons/facts.yaml --script keys

# How it is called.
run 2 preview
run 2 preview "$lesson" "$lesson"
run 2 preview -
run 2 preview "$lesson#hoi-s" --script keys
has "$err" 'không có bước “hoi-s”' '“hoi-so”'
run 66 preview content/lessons/mot/bai-khong-co.yaml --script keys
run 66 preview content/lessons/mot --script keys
has "$err" 'không phải là một tệp'
run 2 preview "$lesson" --script keys --size to
keys 'expect trang 1 trên 7'
cp "$lesson" 'bai#mot.yaml'
run 0 preview 'bai#mot.yaml' --script keys
keys 'expect trang 6 trên 7'
run 0 preview 'bai#mot.yaml#hoi-so' --script keys

# Without its pack a file is shown, too.
keys 'expect trang 1 trên 7' 'key F5' 'expect Đã đọc lại tệp.'
run 0 preview --content "$work/nowhere" "$lesson" --script keys

# A file with errors says so in place of its screens, with place and mend, on any screen.
sed 's/^title: .*/title: Bài một: làm quen/' "$lesson" >draft.yaml
keys 'expect Xem thử: draft.yaml có lỗi' 'expect Dòng 5, cột 15. E03' 'expect title: "Bài một: làm quen"' \
	'key Enter F5' 'expect E03' 'dump loi'
run 0 preview draft.yaml --script keys
has "$out" '    5 | title: Bài một: làm quen' '              ^' '  sửa | title: "Bài một: làm quen"'
# A line that does not fit is told in words.
sed 's/caption: .*/caption: Hai trạng thái của màn hình: sáng, tối/' "$lesson" >draft.yaml
keys 'expect Dòng 20, cột 41. E03' 'expect Sửa: caption: "Hai trạng thái của màn hình: sáng, tối"'
run 0 preview draft.yaml --script keys --size 40x15
# Another file's errors are no matter of this one.
cp "$lesson" whole.yaml
cp draft.yaml content/lessons/mot/bai-hong.yaml
sed -i 's/^id: .*/id: bai-hong/' content/lessons/mot/bai-hong.yaml
keys 'expect trang 1 trên 7' 'key F5' 'expect Không thấy chỗ nào cần sửa.'
run 0 preview whole.yaml --script keys
rm content/lessons/mot/bai-hong.yaml
# Warnings do not stand in the way: they wait behind the parts.
sed 's/say: |/say: "Một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám."\n    caption: |/' \
	"$lesson" >long.yaml
keys 'expect trang 1 trên 7' 'key F5' 'expect 1 cảnh báo' 'key Esc' 'key End' 'expect W52'
run 0 preview long.yaml --script keys

# While it is being written. The file is saved as editors do, in two ways: written over, and another
# one put in its place. Nobody presses a key.
mkfifo line
"$KYNANGSO" preview --plain "bai.yaml#cac-y" --now "$now" <line >seen 2>"$err" &
pid=$!
exec 3>line # a shell that has no file yet: the program fails, which is looked at next
wait "$pid"
check 'a file that is not there' test $? = 66
exec 3>&-

cp "$lesson" bai.yaml
"$KYNANGSO" preview --plain "bai.yaml#cac-y" --now "$now" <line >seen 2>"$err" &
pid=$!
exec 3>line

seen=0 # lines that have been looked at
await 'trang 2 trên 7'
await 'Màn hình sáng.'
sed 's/Màn hình sáng\./Màn hình mờ./' "$lesson" >bai.yaml
await 'trang 2 trên 7'
await 'Màn hình mờ.'
await 'Đã đọc lại tệp.'
sed 's/Màn hình sáng\./Màn hình tắt./' "$lesson" >.bai.yaml.tmp && mv .bai.yaml.tmp bai.yaml
await 'Màn hình tắt.'
# As with a backup: the old one away, a new one written.
mv bai.yaml bai.yaml~ && sed 's/caption: Hai/captoin: Hai/' "$lesson" >bai.yaml
await 'bai.yaml có lỗi'
await 'Dòng 20, cột 5. E05'
await 'Sửa:'
cp "$lesson" bai.yaml
await 'trang 2 trên 7'
await 'Màn hình sáng.'
await 'Đã đọc lại tệp.'
# Half a file is not read.
before=$(wc -l <seen)
{ head -c 300 "$lesson" && sleep 0.3 && tail -c +301 "$lesson" | sed 's/Màn hình sáng/Màn hình xanh/'; } >bai.yaml
await 'Màn hình xanh.'
await 'Đã đọc lại tệp.'
check 'and nothing of the half' test "$(tail -n +$((before + 1)) seen | grep -c 'Đã đọc lại tệp.')" = 1
# What stands beside it counts, too: a practice that the lesson leads to. A draft does not.
before=$(wc -l <seen)
echo x >.bai.yaml.swp
cp content/lessons/mot/thuc-hanh-goi.yaml .moi && mv .moi thuc-hanh-goi.yaml # appears whole
await 'Đã đọc lại tệp.'
check 'one reading for it' test "$(tail -n +$((before + 1)) seen | grep -c 'Đã đọc lại tệp.')" = 1
# By hand, answers in between, and away.
printf 'r\n' >&3
await 'trang 2 trên 7'
await 'Đã đọc lại tệp.'
printf '\n\n\n' >&3
await 'trang 5 trên 7'
printf '1\n' >&3
await 'Nút'
printf '\n1\n' >&3
await 'trang 6 trên 7'
# Where something is to be typed, r is a letter and =r is not.
printf 'r\n' >&3
await 'Chưa đúng.'
printf '2\n=r\n' >&3
await 'Đã đọc lại tệp.'
printf '113\n' >&3
await 'Đúng'
printf 'q\n' >&3
await 'Nghỉ?'
printf '3\n' >&3
exec 3>&-
wait "$pid"
check 'it leaves well' test $? = 0
check 'nothing on standard error' test ! -s "$err"

# The end of the input leaves; a last line without an end counts.
printf '\n0\n0' | run 0 preview --plain bai.yaml
has "$out" 'trang 2 trên 7' 'trang 1 trên 7' 'Xem thử: Bài một'
run 0 preview --plain bai.yaml </dev/null

check 'nothing was kept' test -z "$(find "$HOME" -type f)"

# Line by line: what there is to do is told once, and not where a cursor would be.
printf '%s\n' 1 1 2 0 >lines
run 0 preview --plain content/lessons/mot/thuc-hanh-goi.yaml <lines
has "$out" 'Bác đọc mã cho tôi' 'Không đọc mã cho ai'
check 'told once' test "$(grep -c 'Không đọc mã cho ai' "$out")" = 1
lacks "$out" 'Đang ở'
finish
