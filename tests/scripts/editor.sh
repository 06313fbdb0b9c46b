#!/usr/bin/env bash
# The form editor in line mode: one line of a text mended, a line more, undo, save; what the file had
# besides stays byte for byte. What is on a full screen is in tests/screens/editor.
. "$(dirname "$0")/lib.sh"

printf 'hoc vui moi ngay\n' >password
run 0 setup --ward 70 --name 'Nhà văn hóa Hàng Bạc' --staff 'Trần Thị Lan' --password-file password
lesson=content/lessons/mot/bai-mot.yaml
signed_in='=2\ntran thi lan\nhoc vui moi ngay\n'

# Content, first module, first lesson, edit; steps, first step, what it says.
mend=$signed_in'3\n1\n1\n2\n8\n1\n3\n'
cp "$lesson" before.yaml

# The second line of three is empty; the third is written anew, a fourth added; kept, and saved.
printf "$mend"'3|Masy khoong hongr vif mootj laanf chamj.\n+|Cuws thuwr ddi nhes.\n=1\n0\n0\n1\n0\n0\n' >lines
run 0 run --plain <lines
has "$out" 'Dòng 1| Chào {ban}. Hôm nay ta học cách xem màn hình.' 'Dòng 4| Cứ thử đi nhé.' \
	'Đã lưu lessons/mot/bai-mot.yaml'
diff before.yaml "$lesson" >changes
cat >wanted <<'END'
17c17,18
<       Máy không hỏng vì một lần chạm nhầm.
---
>       Máy không hỏng vì một lần chạm.
>       Cứ thử đi nhé.
END
check 'just these lines have changed' diff wanted changes

# A line goes; a wrong number is answered in words; leaving throws all of it away.
cp "$lesson" before.yaml
printf "$mend"'9|x\nkhong so\n2|\n=1\n0\n0\n0\n2\n' >lines
run 0 run --plain <lines
has "$out" 'Chưa rõ sửa dòng nào.' 'Có chỗ vừa sửa mà chưa lưu vào tệp.' 'Dòng 2| Máy không hỏng'
check 'nothing was saved' cmp before.yaml "$lesson"

# The input ends in the middle: it is offered again.
printf "$mend"'1|Chào cả nhà.\n=1\n' >lines
run 0 run --plain <lines
check 'nothing was saved' cmp before.yaml "$lesson"
printf "$signed_in"'3\n1\n1\n2\n1\n8\n1\n3\n=0\n0\n0\n1\n' >lines
run 0 run --plain <lines
has "$out" 'Còn bản chưa lưu' 'Dòng 1| Chào cả nhà.' 'Đã lưu'
check 'it is in the file' grep -qx '      Chào cả nhà.' "$lesson"
check 'the file reads as before' "$KYNANGSO" check "$lesson"

# A preview in the program, line after line: as the learner, and back again.
printf "$signed_in"'3\n1\n1\n1\n\n0\n0\n0\n2\n=0\n' >lines
run 0 run --plain <lines
has "$out" 'Nguyễn Thị Mẫu, 1960' 'Chào cả nhà.' 'Xem thử: Bài một' 'Trần Thị Lan. Sửa: lessons/mot/bai-mot.yaml'

# Where nothing can be written that is said, everything can be read, and the whole pack can be copied to
# where it can be written; from then on it is the centre's.
as_nobody() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}
chmod -R a+rX "$work"
mkdir "$work/theirs"
chmod 777 "$work/theirs"
[ "$(id -u)" = 0 ] || chmod a-w "$lesson"
if as_nobody test -x "$KYNANGSO" -a -r "$lesson" 2>/dev/null; then
	as_nobody "$KYNANGSO" setup --data "$work/theirs/data" --ward 70 --name 'Nhà văn hóa' \
		--staff 'Trần Thị Lan' --password-file password --now "$now" >"$out" 2>"$err"
	printf "$signed_in"'3\n1\n1\n2\n1\n0\n' >lines
	as_nobody "$KYNANGSO" run --plain --data "$work/theirs/data" --now "$now" <lines >"$out" 2>"$err"
	has "$out" 'không được ghi vào' 'chỉ xem được' 'Chép cả bộ bài ra chỗ sửa được' 'Đã chép bộ bài'
	check 'the copy is the pack' diff -r content/lessons "$work/theirs/data/noi-dung/lessons"
	printf "$signed_in"'3\n1\n1\n2\n4\nBài của trung tâm\n1\n' >lines
	as_nobody env -u KYNANGSO_CONTENT "$KYNANGSO" run --plain --data "$work/theirs/data" --now "$now" \
		<lines >"$out" 2>"$err"
	has "$out" 'Đã lưu lessons/mot/bai-mot.yaml'
	check 'what was copied is what is taught' \
		grep -q '^title: "Bài của trung tâm"$' "$work/theirs/data/noi-dung/lessons/mot/bai-mot.yaml"
fi
finish
