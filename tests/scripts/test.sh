#!/usr/bin/env bash
# Examples beside questions and practices: each is done and told, and what differs is a finding.
. "$(dirname "$0")/lib.sh"

practice=content/lessons/mot/thuc-hanh-goi.yaml

run 0 test
has "$out" 'lessons/mot/bai-hai.yaml:' ': đúng: bai-hai/hoi: “chao” được chấm là đúng' \
	': đúng: bai-hai/hoi: “không” được chấm là sai' ': đúng: go-ten: “Hoà” được chấm là đúng' \
	': đúng: so-con-lai: “7” được chấm là sai' \
	': đúng: nghe > cup > go-so=02401900 → ket-tot, 100 điểm, đạt' \
	'cho > cho > cup > go-so=1 > thoi → ket-vua, 60 điểm, đạt' \
	'nghe > doc-ma > khoa → ket-xau, 0 điểm, chưa đạt'
tried=$(grep -c ': đúng: ' "$out")
check 'the sum is that of the lines' grep -qF "Đã thử $tried ví dụ, $tried đúng" "$out"
check 'nothing on standard error' test ! -s "$err"
run 0 test "$practice"
check 'the places of the paths' test "$(grep -n 'do: \[' "$practice" | cut -d: -f1 | tr '\n' ' ')" = \
	"$(cut -d: -f2 "$out" | grep -E '^[0-9]+$' | tr '\n' ' ')"
has "$out" 'Đã thử 3 ví dụ, 3 đúng'
run 0 test content/lessons/mot/bai-ba.yaml
has "$out" 'không có ví dụ nào'
run 0 test "$practice" content/lessons/mot/bai-hai.yaml
has "$out" 'bai-hai.yaml:' 'Đã thử 6 ví dụ, 6 đúng'
run 66 test no-such-file.yaml

cp "$practice" before.yaml
sed -i 's/end: ket-tot, score: 100/end: ket-tot, score: 95/' "$practice"
run 1 test "$practice"
has "$out" 'LỆCH: nghe > cup > go-so=02401900 → ket-tot, 100 điểm, đạt' \
	'đúng: nghe > doc-ma > khoa → ket-xau, 0 điểm' 'E35: Đường này được 100 điểm, tệp ghi là 95.' \
	'score: 100' 'Đã thử 3 ví dụ, 2 đúng'
check 'nothing on standard error' test ! -s "$err"
run 1 test
has "$out" 'bai-hai/hoi' 'E35' "Đã thử $tried ví dụ, $((tried - 1)) đúng"
cp before.yaml "$practice"
sed -i 's/wrong: \[không\]/wrong: [Chào]/' content/lessons/mot/bai-hai.yaml
run 1 test content/lessons/mot/bai-hai.yaml "$practice"
has "$out" 'E23: "Chào" phải sai' 'LỆCH: bai-hai/hoi: “Chào” được chấm là đúng, tệp ghi là sai' \
	'đúng: bai-hai/hoi: “chao” được chấm là đúng' 'Đã thử 6 ví dụ, 5 đúng'
# A way that stops short: as far as it goes, and the others all the same.
sed 's/do: \[nghe, cup, /do: [nghe, cup-may, /' before.yaml >"$practice"
run 1 test "$practice"
has "$out" 'LỆCH: nghe > cup-may > go-so=02401900 → dừng ở “dang-noi”, không có việc “cup-may”' \
	'E35: Ở màn hình "dang-noi"' 'Đã thử 3 ví dụ, 2 đúng'
cp before.yaml "$practice"
printf 'mau_sac: xanh\n' >>"$practice"
run 1 test "$practice"
has "$err" 'kynangso check'
lacks "$out" 'không có ví dụ nào' 'Đã thử'
finish
