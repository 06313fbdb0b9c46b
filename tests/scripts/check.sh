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

# Nothing in a file steers the terminal that shows it.
printf 'x: "\\e[31m"\ny\033[31m: 1\n' >steer.yaml
run 1 check steer.yaml
check 'no escape gets out' sh -c '! grep -q "$(printf "\033")" "$0"' "$out"
finish
