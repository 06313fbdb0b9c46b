#!/usr/bin/env bash
# Content: all findings at once, sorted, and 1 only for errors.
. "$(dirname "$0")/lib.sh"

run 0 check
has "$out" '0 lỗi, 1 cảnh báo' 'W67'
run 0 check --errors-only
lacks "$out" 'W67'
run 0 check content
run 0 check content/lessons/mot
run 0 check content/lessons/mot/bai-mot.yaml content/quizzes
run 66 check no-such-file.yaml
run 66 check --content "$work/nowhere"
mkdir empty
run 66 check empty
has "$err" 'không có tệp .yaml'

cp -r content pack
broken=pack/lessons/mot/bai-mot.yaml
printf 'mau_sac: xanh\n' >>"$broken"
line=$(wc -l <"$broken")
run 1 check pack
has "$out" "bai-mot.yaml:$line:1: E05" ' lỗi, ' 'mau_sac: xanh'
check 'findings go to standard output' test ! -s "$err"
run 1 check --content pack
run 1 check --content pack "$broken"
has "$out" ":$line:1: E05"
run 1 check --content pack - <"$broken"
run 1 check pack --format json
has "$out" '"code": "E05"' "\"line\": $line, \"col\": 1" '"errors": ' '"findings": ['
run 1 check pack --errors-only
check 'only errors are listed' sh -c '! grep -qE ": [WA][0-9]{2}: " "$0"' "$out"

# Sorted by file and line, whatever the order of finding.
printf 'mau_sac: xanh\n' >>pack/lessons/course.yaml
printf 'ten_la: 1\nten_la_nua: 2\n' >>"$broken"
run 1 check pack --errors-only
grep -oE '^[^ ]+:[0-9]+:[0-9]+: E[0-9]+' "$out" >places
check 'sorted' sh -c 'sort -t: -k1,1 -k2,2n -k3,3n places | cmp -s - places'
check 'all of them' test "$(wc -l <places)" -ge 4

# A folder: all that lies in it, by the name it was given, and nothing else.
run 1 check pack/lessons/mot --content pack --errors-only
has "$out" "$broken:$line:1: E05"
lacks "$out" 'course.yaml'
run 1 check pack/lessons --content "$work/pack"
has "$out" "pack/lessons/mot/bai-mot.yaml:$line:1: E05" 'pack/lessons/course.yaml:'
check 'no other name' sh -c '! grep -q "^$1" "$0"' "$out" "$work"
run 0 check pack/quizzes --content pack
(cd pack/lessons && "$KYNANGSO" check mot --content "$work/pack" --now "$now" >"$out" 2>"$err")
check 'from where one is' grep -q "^mot/bai-mot.yaml:$line:1: E05" "$out"

# For editors.
sarif() { # FILE: what is wrong with it
	jq -r -f "$here/sarif.jq" "$1" 2>&1
}
run 1 check pack --format sarif
check 'SARIF 2.1.0' test -z "$(sarif "$out")"
check 'all that the text tells' test "$(jq '.runs[0].results | length' "$out")" = \
	"$("$KYNANGSO" check pack --now "$now" | grep -cE ': [EWA][0-9]{2}: ')"
check 'the place' test "$(jq -r '[.runs[0].results[] | select(.ruleId == "E05") | .locations[0].physicalLocation |
	"\(.artifactLocation.uri):\(.region.startLine):\(.region.startColumn)"] | index("'"$broken:$line:1"'") != null' "$out")" = true
run 1 check "$tree/tests/content/bad" --format sarif
check 'SARIF of the whole corpus' test -z "$(sarif "$out")"
check 'with every rule' test "$(jq '.runs[0].tool.driver.rules | length' "$out")" -ge 46
run 0 check content/lessons/mot --format sarif
check 'SARIF of nothing' test -z "$(sarif "$out")"
# An editor that does what "fixes" says is rid of the error.
mkdir -p mended
printf 'kind: lesson\nschema: 1\nid: moi\ntitle: Chú ý: chậm thôi\nminutes: 1.0\n' >mended/bai.yaml
run 1 check mended/bai.yaml --format sarif
jq -r '.runs[0].results[] | select(.fixes) | .fixes[0].artifactChanges[0].replacements[0] |
	"\(.deletedRegion.startLine)\t\(.insertedContent.text)"' "$out" >mends
check 'fixes for editors' test "$(wc -l <mends)" -ge 1
while IFS=$'\t' read -r line text; do
	awk -v line="$line" -v text="$text" 'NR == line { print text; next } { print }' mended/bai.yaml >bai.new
	mv bai.new mended/bai.yaml
done <mends
run 1 check mended/bai.yaml
lacks "$out" 'E03'
check 'the line as it should be' grep -qx 'title: "Chú ý: chậm thôi"' mended/bai.yaml
cp "$broken" 'bài số 1%.yaml'
run 1 check 'bài số 1%.yaml' --format sarif
has "$out" '"uri": "b%C3%A0i%20s%E1%BB%91%201%25.yaml"'
check 'a name with marks' test -z "$(sarif "$out")"
sed 's/columnKind/columnkind/' "$out" >bent
check 'the check checks' test -n "$(sarif bent)"

# How it is called.
run 2 check --format xml
run 2 check --watch --lock
run 2 check --watch --format json
run 2 check --watch -
run 2 check --lock content/lessons/mot
run 2 check --lock content pack

# ids.lock: only of a pack without errors; what is in it may not go.
rm content/lessons/ids.lock
run 1 check --lock pack
has "$err" 'Còn lỗi nên chưa ghi'
run 0 check --lock content
has "$out" 'Đã ghi content/lessons/ids.lock: thêm 37 mã'
run 0 check --lock
has "$out" 'không đổi gì'
sed -i 's/id: mo-dau/id: bat-dau/' content/lessons/mot/bai-mot.yaml
run 1 check
has "$out" 'E10: Mã bước "mo-dau" đã phát hành' 'formerly: mo-dau'
sed -i 's/id: bat-dau/id: bat-dau\n    formerly: mo-dau/' content/lessons/mot/bai-mot.yaml
run 0 check

# A pack without its city cannot be opened, so it is not well.
mv pack/locale away
cp content/lessons/mot/bai-mot.yaml "$broken"
cp content/lessons/course.yaml pack/lessons
printf 'key q\n' >keys
run 66 run --content pack --script keys
sentence=$(sed 's/^[^:]*: //' "$err")
run 1 check pack
has "$out" 'E11: Không đọc được tệp địa phương pack/locale/hanoi/region.yaml.'
check 'in the words of run' grep -qF -e "${sentence%% Hãy*}" "$out"
mv away pack/locale
run 0 check pack

# A link that leads out of the pack is not read, whoever asks for it; one inside is.
mkdir outside
printf 'kind: lesson\nmat_khau: 123456\n' >outside/bi-mat.yaml
ln -s ../../../outside/bi-mat.yaml pack/lessons/mot/bi-mat.yaml
run 1 check pack
has "$out" 'pack/lessons/mot/bi-mat.yaml: E01: Đây là một liên kết dẫn ra ngoài'
lacks "$out" 'mat_khau' '123456'
run 1 check pack/lessons/mot
lacks "$out" 'mat_khau'
run 1 check --content pack pack/lessons/mot/bi-mat.yaml
has "$out" 'E01: Đây là một liên kết'
lacks "$out" 'mat_khau'
rm pack/lessons/mot/bi-mat.yaml
ln -s ../../outside pack/lessons/hai
run 1 check pack
has "$out" 'pack/lessons/hai: E01'
lacks "$out" 'mat_khau'
rm pack/lessons/hai
ln -s bai-mot.yaml pack/lessons/mot/cung-bai.yaml
run 1 check pack
has "$out" 'E10'
rm pack/lessons/mot/cung-bai.yaml
mv pack/lessons/course.yaml outside
ln -s ../../outside/course.yaml pack/lessons/course.yaml
run 66 check pack
rm pack/lessons/course.yaml
cp outside/course.yaml pack/lessons

# While it is being written: nobody presses a key, each save is told once.
"$KYNANGSO" check --watch pack/lessons/mot/bai-mot.yaml --content pack --now "$now" >seen 2>"$err" </dev/null &
pid=$!
seen=0
await '── Kiểm tra lúc 08:00:00 ──'
await 'Không thấy lỗi.'
cp "$broken" whole
sed 's/^title: .*/title: Bài một: làm quen/' whole >"$broken"
await 'E03'
await '1 lỗi'
sed 's/^minutes: .*/minutes: nhiều/' whole >pack/lessons/mot/.tam && mv pack/lessons/mot/.tam "$broken"
await 'E06'
# As with a backup: the old one away, a new one in its place, which the wait for quiet spans.
mv "$broken" "$broken~" && cp whole "$broken"
await 'Không thấy lỗi.'
# Another file of the pack: the facts it names.
sed -i 's/id: so-khan-cap/id: so-cong-an/' pack/lessons/facts.yaml
await 'E11'
sed -i 's/id: so-cong-an/id: so-khan-cap/' pack/lessons/facts.yaml
await 'Không thấy lỗi.'
kill -INT "$pid"
wait "$pid"
check 'Ctrl-C leaves with the last state' test $? = 0
# A new folder is watched, too; the end tells of errors.
: >seen # nothing of before is taken for news
"$KYNANGSO" check --watch pack --errors-only --now "$now" >seen 2>"$err" </dev/null &
pid=$! seen=0
await 'Không thấy lỗi.'
mkdir pack/lessons/ba
await 'Không thấy lỗi.'
printf 'kind: lesson\n' >pack/lessons/ba/moi.yaml
await 'E07'
kill -TERM "$pid"
wait "$pid"
check 'and with errors 1' test $? = 1
rm -r pack/lessons/ba

# Nothing in a file steers the terminal that shows it.
printf 'x: "\\e[31m"\ny\033[31m: 1\n' >steer.yaml
run 1 check steer.yaml
check 'no escape gets out' sh -c '! grep -q "$(printf "\033")" "$0"' "$out"
finish
