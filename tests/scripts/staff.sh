#!/usr/bin/env bash
# Accounts of the staff: who is there, a colleague more, a new password, somebody who left.
. "$(dirname "$0")/lib.sh"

# in_as STAFF PASSWORD WORDS: staff sign in on the screen, and see the words.
in_as() {
	printf '%s\n' 'key Down Down Enter' "type $1" 'key Enter' "type $2" 'key Enter' \
		"expect $3" >keys
	run 0 run --script keys --size 80x24
}

a_code() {
	check 'one recovery code, alone' grep -qxE '([0-9A-Z]{4}-){4}[0-9A-Z]{4}' "$out"
	check 'and only that' test "$(wc -l <"$out")" = 1
}

wrong='mật khẩu chưa đúng'
inside='Học viên: tìm người'
printf 'mua xuan ve\n' >spring
printf 'mua thu toi\n' >autumn
printf 'ngan\n' >short

run 66 staff list
centre
run 0 staff list --format csv
has "$out" 'name,role,account'
first=$(sed -n '2s/,.*//p' "$out")
check 'the first account manages and is open' grep -qx "$first,manager,open" <(tr -d '\r' <"$out")

run 2 staff add
run 2 staff add 'Lê Văn Hùng'
has "$err" '--password-file'
run 65 staff add 'Lê Văn Hùng' --password-file short
has "$err" 'ít nhất 8 ký tự'
run 65 staff add 'R2D2' --password-file spring
run 65 staff add ' ' --password-file spring
has "$err" 'Tên trống'
run 65 staff add $'Hùng\xff' --password-file spring
run 66 staff add 'Lê Văn Hùng' --password-file nowhere
check 'no code without an account' test ! -s "$out"
run 0 staff list --format csv
lacks "$out" 'Hùng'
run 0 staff add '  Lê Văn  Hùng ' --password-file spring
a_code
code=$(cat "$out")
has "$err" 'Lê Văn Hùng' 'chỉ hiện một lần'
run 65 staff add 'LE VAN HUNG' --password-file spring
run 0 staff list
has "$out" 'Lê Văn Hùng' 'hướng dẫn' 'đang mở'

in_as 'le van hung' 'mua xuan ve' "$inside"
in_as 'le van hung' 'mua thu toi' "$wrong"
in_as 'le van hung' "$code" 'bằng mã dự phòng'

# A new password: the old one and the old code are nothing any more, and no wait is left.
for _ in 1 2 3 4 5; do in_as 'le van hung' 'khong phai the' "$wrong"; done
in_as 'le van hung' 'mua xuan ve' 'Đợi 30 giây'
run 67 staff password 'Ai Đó' --password-file autumn
has "$err" 'Ai Đó'
run 65 staff password 'le van hung' --password-file short
run 2 staff password 'le van hung'
run 0 staff password 'le van hung' --password-file - <autumn
a_code
check 'another code' test "$(cat "$out")" != "$code"
in_as 'le van hung' 'mua xuan ve' "$wrong"
in_as 'le van hung' "$code" "$wrong"
in_as 'le van hung' 'mua thu toi' "$inside"
check 'no password in clear' \
	sh -c '! grep -rqF -e "mua thu toi" -e "mua xuan ve" "$HOME/.local/share/kynangso"'

# Somebody who left.
run 65 staff close "$first"
has "$err" 'người quản lý duy nhất' "$first"
run 67 staff close 'Ai Đó'
run 0 staff close 'le van hung'
has "$out" 'Lê Văn Hùng đã đóng'
run 0 staff list --format csv
has "$out" 'Lê Văn Hùng,instructor,closed'
in_as 'le van hung' 'mua thu toi' 'Tài khoản này đã đóng'
in_as 'le van hung' 'mua xuan ve' "$wrong"
run 65 staff add 'Lê Văn Hùng' --password-file spring
has "$err" 'mở lại'
run 65 staff close "$first"
run 2 staff open 'le van hung' --role boss
run 0 staff open 'le van hung' --role manager
has "$out" 'có quyền quản lý'
in_as 'le van hung' 'mua thu toi' "$inside"
run 0 staff close "$first"
run 65 staff close 'le van hung'
run 65 staff open 'le van hung' --role instructor
run 0 staff open "$first" --role instructor
has "$out" 'không có quyền quản lý'
run 65 staff close 'le van hung'
run 0 staff open "$first" --role manager
run 0 staff add 'Đỗ Thị Út' --password-file spring --role manager
run 0 staff list --format csv
has "$out" 'Đỗ Thị Út,manager,open'

# In line mode, question by question; what is hidden stays out of the output.
cat >lines <<'END'
=2
tran thi lan
hoc vui moi ngay
7
2
Ngoo Thij Bar

2
mua ha nang
mua ha mua
mua ha nang
mua ha nang
9
1
1
=0
END
run 0 run --plain <lines
has "$out" 'Họ tên đồng nghiệp' 'Ngô Thị Bả làm việc gì ở đây?' 'Gõ số của một dòng' \
	'Mật khẩu của Ngô Thị Bả' 'Hai lần gõ khác nhau' 'Ngô Thị Bả đăng nhập được ngay' \
	'Không có dòng nào như vậy' 'Ngô Thị Bả – quản lý' 'Mật khẩu đang dùng'
lacks "$out" 'mua ha'
in_as 'ngo thi ba' 'mua ha nang' "$inside"
run 0 staff close 'ngo thi ba'

# All of it can be read afterwards, without a secret.
run 0 audit
has "$out" 'thêm tài khoản nhân viên' 'đặt mật khẩu mới cho nhân viên' 'đóng tài khoản nhân viên' \
	'mở lại tài khoản nhân viên' 'giao quyền quản lý cho nhân viên' 'Lê Văn Hùng' "$(id -un)"
lacks "$out" 'mua thu' "$code" 'argon'
run 0 audit --format csv
check 'what was refused is not among them' test "$(grep -c 'staff-added' "$out")" = 3
check 'each closing once' test "$(grep -c 'staff-closed' "$out")" = 3

# A backup has them, and a database put back is the same.
run 0 staff close 'le van hung'
run 0 backup copy.db
run 0 staff open 'le van hung'
run 0 restore copy.db
run 0 staff list --format csv
has "$out" 'Lê Văn Hùng,manager,closed' "$first,manager,open"
finish
