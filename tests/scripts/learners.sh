#!/usr/bin/env bash
# One learner at a time: add, list, show.
. "$(dirname "$0")/lib.sh"

run 66 learners add --name 'Nguyễn Thị Hoa' --consent
centre
run 0 learners list
has "$out" '0 học viên'

run 2 learners add --name 'Nguyễn Thị Hoa'
has "$err" '--consent'
run 2 learners add --consent
has "$err" '--name'
run 65 learners add --name 'Nguyễn Thị Hoa' --birth 31/2/1980 --consent
has "$err" '--birth: '
run 65 learners add --name '=1+1' --consent
run 65 learners add --name $'Ho\xe0' --consent
has "$err" '--name: chữ không phải UTF-8'
run 65 learners add --name 'Lê An' --ward $'L\xe1ng' --consent
run 65 learners add --name 'Nguyễn Thị Hoa' --sex gai --consent
run 65 learners add --name 'Nguyễn Thị Hoa' --ward 99999 --consent
run 65 learners add --name 'Nguyễn Thị Hoa' --phone 12 --consent
run 65 learners add --name 'Bé Na' --birth 1/1/2015 --consent
has "$err" 'dưới 16 tuổi' '--representative'
run 0 learners list
has "$out" '0 học viên'

run 0 learners add --name ' nguyễn  thị hoa ' --birth 5/1/1980 --sex nữ --ward 'Ba Đình' \
	--phone '0912 345 678' --consent
has "$out" 'học viên số 1'
run 0 learners add --name 'Bé Na' --birth 1/1/2015 --consent --representative 'Trần Văn Ba'
run 0 learners add --name 'Trần Văn Bình' --birth 1950 --consent
printf '001 080 012 345\n' >id
run 0 learners add --name 'Lê Văn Cường' --birth 2/3/1980 --sex nam --id-file id --consent
run 1 learners add --name 'Lê Cường' --birth 1/1/1980 --id-file id --consent
has "$err" 'cùng số định danh' 'học viên số 4'
run 1 learners add --name 'NGUYEN THI HOA' --birth 5/1/1980 --phone 0983335678 --consent
has "$err" 'rất giống' '--another'
run 0 learners add --name 'NGUYEN THI HOA' --birth 5/1/1980 --phone 0983335678 --consent --another
printf '001180012345\n' >id2
run 0 learners add --name 'Phạm Văn Dũng' --birth 1/1/1990 --sex nam --id-file id2 --consent
has "$err" 'năm sinh trong số định danh khác'
run 65 learners add --name 'Phạm Văn Dũng' --id-file /dev/null --consent
printf '00108001234\n' >id3
run 65 learners add --name 'Phạm Văn Dũng' --id-file id3 --consent
lacks "$err" '00108001234'

run 0 learners list
same learners-list.txt "$out"
run 0 learners list nth
has "$out" 'nguyễn thị hoa'
lacks "$out" 'Trần Văn Bình'
run 0 learners list --format csv
same learners-list.csv "$out"
run 0 learners list --format json
has "$out" '"birth": "1950-XX-XX"' '"ward": "00004"'
run 0 learners show 4
sed -i "s/  $(id -un): /  TÀI-KHOẢN: /; s/nhân viên: $(id -un)/nhân viên: TÀI-KHOẢN/" "$out"
same learners-show.txt "$out"
run 67 learners show 99
run 2 learners show hoa
run 2 learners show

# The id is kept nowhere in clear, and its last digits not at all.
check 'no id in the data' sh -c '! grep -rqE "001080012345|080012345" "$HOME/.local/share/kynangso"'
run 0 learners list --output list.csv
check 'a list of people is private' test "$(stat -c %a list.csv)" = 600
run 73 learners list --output list.csv
has "$err" '--force'
run 0 learners list --output list.csv --force
finish
