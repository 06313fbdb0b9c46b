#!/usr/bin/env bash
# Whatever is wrong with content, database, disk, clock, options and environment: one sentence that
# says what to do, the documented exit status, nothing lost, never a crash. What needs a terminal is
# in tests/pty/hostile.sh.
. "$(dirname "$0")/lib.sh"

data=$HOME/.local/share/kynangso
LINES_SHOWN=12

# ── words for looking ────────────────────────────────────────────────────────────────────

skip() { # WORDS: what this machine cannot show, and why
	printf 'skip %s\n' "$*"
}

# said WORDS...: just one line on standard error, a sentence with these words; nothing on output.
said() {
	if [ "$(wc -l <"$err")" != 1 ] || [ -s "$out" ] ||
		! grep -qE '^kynangso[a-z ]*: .*(\.( \(SQLite [0-9]+\))?|kynangso [a-z]+)$' "$err"; then
		not_ok "one sentence"
		show "$err"
		show "$out"
	fi
	has "$err" "$@"
}

# A folder of data with one learner who has begun a lesson; the same each time.
fresh() {
	rm -rf "$data"
	mkdir -p "$(dirname "$data")"
	cp -a sound "$data"
}

# What people would miss: who is there, how far they are, the journal's events.
state() { # [DATA]
	"$KYNANGSO" learners list --format json --data "${1:-$data}" --now "$now"
	# Looking is noted, which is no loss.
	"$KYNANGSO" learners show 1 --data "${1:-$data}" --now "$now" | grep -v ': xem mọi điều đang lưu'
	"$KYNANGSO" run --script home.keys --data "${1:-$data}" --now "$now"
	"$KYNANGSO" doctor --data "${1:-$data}" --now "$now" | grep -E 'sự kiện|lành lặn|nguyên vẹn'
	"$KYNANGSO" recount --verify --data "${1:-$data}" --now "$now"
} 2>&1

unhurt() { # NAME [DATA]: all of it is there, and whole
	state "${2:-$data}" >now.state
	if cmp -s sound.state now.state; then
		ok "$1: nothing is lost"
	else
		not_ok "$1: nothing is lost"
		diff sound.state now.state | head -n 20
	fi
}

# The commands that open the data, each of which must say the same. Arguments come from callers.
each_command() { # STATUS WORDS...
	local want=$1 command
	shift
	for command in 'run --script home.keys' 'learners list' 'count --by none' 'backup new.db' \
		'recount --verify' 'learners add --name Lê --birth 1990 --consent'; do
		# shellcheck disable=SC2086 # words
		run "$want" $command
		said "$@"
	done
	check 'no backup is left of it' sh -c '! ls new.db* 2>/dev/null'
}

cat >home.keys <<'END'
type nth
key Down Enter
expect Hôm nay bác muốn học gì?
dump home
END
cat >lesson.keys <<'END'
type nth
key Down Enter
key 1
until Nút nào làm màn hình sáng lên? Enter
key 1
dump answered
END
# All of the first lesson, and whatever comes when it is done.
cat >whole.keys <<'END'
type nth
key Down Enter
key 1
until Nút nào làm màn hình sáng lên? Enter
key 1
key Enter
type 113
key Enter
until Xong bài này Enter
key Enter
dump after
END
cat >staff.keys <<'END'
key Down Down Enter
type tran thi lan
key Enter
type hoc vui moi ngay
key Enter
dump menu
key 3
dump content
key End Up Enter
dump findings
key PgDn
dump more
END
centre --data sound
"$KYNANGSO" learners add --name 'Nguyễn Thị Hoa' --birth 5/1/1980 --ward 70 --consent \
	--data sound --now "$now" >"$out" 2>"$err"
"$KYNANGSO" run --script lesson.keys --data sound --now "$now" >"$out" 2>"$err"
fresh
run 0 backup kept.db
fresh
state >sound.state
has sound.state 'Nguyễn Thị Hoa' 'trang 5 trên' 'lành lặn' 'khớp từng số'

# ── content ──────────────────────────────────────────────────────────────────────────────

pack() {
	rm -rf pack
	cp -r content pack
}

opens() { # NAME: and staff see that something is to be mended
	run 0 run --content pack --script lesson.keys
	has "$out" 'Bác trả lời: Nút nguồn'
	run 0 run --content pack --script staff.keys
	has "$out" 'chỗ cần xem' "$1"
}

pack
printf 'mau_sac: xanh\n' >>pack/lessons/mot/bai-hai.yaml
run 1 check --content pack
has "$out" 'bai-hai.yaml' 'E05'
opens '"mau_sac" không phải là một mục'
pack
printf 'steps: [\n' >pack/lessons/mot/bai-hai.yaml
run 1 check --content pack
opens 'bai-hai.yaml, dòng 2, cột 1'
pack
: >pack/lessons/mot/bai-hai.yaml
run 1 check --content pack
opens 'Tệp này trống'

# Without its course file there is still what a learner has begun; nothing to choose is no crash.
pack
printf 'x: [\n' >pack/lessons/course.yaml
run 1 check --content pack
opens 'course.yaml, dòng 2, cột 1'
printf 'type nth\nkey Down Enter\nkey 2\ndump course\nkey Enter\nkey End\nkey Enter\nkey 5\nkey Esc\nkey Esc\n' >empty.keys
run 0 run --content pack --script empty.keys
has "$out" 'Danh sách bài học đang được sửa'

# Nobody is trained by half a rule: one lesson is not the course.
for rule in 'x: [' 'completion: 5' 'completion: {version: 2, al: []}' 'completion: {version: 2, all: [{modules: requird}]}'; do
	pack
	fresh
	sed -i '/^completion/,$d' pack/lessons/course.yaml
	printf '%s\n' "$rule" >>pack/lessons/course.yaml
	run 1 check --content pack
	run 0 run --content pack --script whole.keys
	run 0 count --by none --format json
	has "$out" '"sure": 0'
	lacks "$out" '"sure": 1'
done
fresh

pack
rm -r pack/lessons
run 66 run --content pack --script home.keys
said 'Không tìm thấy nội dung' '--content THƯ-MỤC'
run 66 check --content pack
said '--content THƯ-MỤC'
run 66 run --content nowhere --script home.keys
said 'nowhere/lessons/course.yaml'
run 66 run --content home.keys --script home.keys
said '--content THƯ-MỤC'
pack
rm -r pack/quizzes pack/lessons/facts.yaml
run 1 check --content pack
opens 'E11'
pack
rm -r pack/locale
run 66 run --content pack --script home.keys
said 'locale/hanoi/region.yaml' 'Hãy cài lại nội dung'
pack
printf 'x: [\n' >>pack/locale/hanoi/wards.yaml
run 78 run --content pack --script home.keys
said 'kynangso check'
run 1 check --content pack

# What nobody would write by mistake.
pack
hostile=pack/lessons/mot
sed -i 's/^title: .*/title: "Bài \\e[2J\\e]0;x\\a\\u202Ehai"/' "$hostile/bai-hai.yaml"
printf 'kind: lesson\ntitle: "\342\200\256\302\205\033[2J"\n' >"$hostile/tho.yaml"
head -c 1000000 /dev/zero | tr '\0' '[' >"$hostile/to.yaml"
head -c 200000 /dev/zero | tr '\0' '[' >"$hostile/sau.yaml"
{ printf 'a: '; head -c 200000 /dev/zero | tr '\0' '{'; } >"$hostile/sau-nua.yaml"
{ for ((i = 0; i < 20000; i++)); do printf '%%TAG !%d! x\n' "$i"; done; } >"$hostile/the.yaml"
printf 'a: &a [*a, *a]\n' >"$hostile/neo.yaml"
printf '\377\376\000\001' >"$hostile/rac.yaml"
printf 'a\000b' >"$hostile/khong.yaml"
printf 'x: 1\n' >"$hostile/$(printf 'ten\033[2J\nla').yaml"
ln -s loop.yaml "$hostile/loop.yaml"
ln -s . "$hostile/vong"
ln -s /dev/zero "$hostile/mai-mai.yaml"
mkfifo "$hostile/x.yaml"
mkdir "$hostile/y.yaml"
mkdir pack/lessons/course.yaml.d pack/lessons/rong
ln -s .. pack/lessons/tren
before=$SECONDS
run 1 check --content pack
check 'at once' test $((SECONDS - before)) -lt 20
has "$out" 'bai-hai.yaml:4:' 'E01' 'to.yaml' 'sau.yaml' 'the.yaml' 'neo.yaml' 'rac.yaml'
check 'nothing of it steers the terminal' \
	sh -c '! LC_ALL=C grep -q "[$(printf "\001-\010\013-\037\177")]\|$(printf "\342\200\256")\|$(printf "\302\205")" "$1"' - "$out"
opens 'bai-hai.yaml'
check 'nor on the screen' \
	sh -c '! LC_ALL=C grep -q "[$(printf "\001-\010\013-\037\177")]\|$(printf "\342\200\256")\|$(printf "\302\205")" "$1"' - "$out"
run 1 check --content pack --format json
check 'nor in JSON' sh -c '! LC_ALL=C grep -q "[$(printf "\001-\010\013-\037\177")]" "$1"' - "$out"

# ── the database ─────────────────────────────────────────────────────────────────────────

poke() { # OFFSET BYTES (printf): into the database
	printf '%b' "$2" | dd of="$data/kynangso.db" bs=1 seek="$1" conv=notrunc status=none
}

fresh
unhurt 'to begin with'
version=$(od -An -to1 -j60 -N4 "$data/kynangso.db" | sed 's/ /\\0/g')
poke 60 '\0\0\003\347' # user_version = 999
cksum <"$data/kynangso.db" >before
each_command 78 'mới hơn' '999' 'Hãy cập nhật chương trình'
run 1 doctor
has "$out" '! Dữ liệu này do một bản Kỹ Năng Số mới hơn'
check 'a newer database is left alone' sh -c 'cksum <"$1" | cmp -s before' - "$data/kynangso.db"
poke 60 "$version"
unhurt 'a newer database'

for what in text bytes zeros; do
	fresh
	rm "$data"/kynangso.db-*
	case $what in
	text) printf 'Danh sách đi chợ\n' >"$data/kynangso.db" ;;
	bytes) head -c 20000 "$KYNANGSO" >"$data/kynangso.db" ;;
	zeros) head -c 20000 /dev/zero >"$data/kynangso.db" ;;
	esac
	cksum <"$data/kynangso.db" >before
	each_command 65 'không phải là tệp dữ liệu' 'bản sao lưu'
	run 1 doctor
	check "$what: left alone" sh -c 'cksum <"$1" | cmp -s before' - "$data/kynangso.db"
	run 0 restore kept.db
	run 0 learners list
	has "$out" 'Nguyễn Thị Hoa'
done
fresh
rm "$data"/kynangso.db*
mkdir "$data/kynangso.db"
run 66 run --script home.keys
said 'Không mở được tệp dữ liệu'

# A limit on the size of files is told like a full disk, and kills nobody.
fresh
(
	ulimit -f 1
	run 74 learners add --name 'Lê An' --birth 1970 --consent
	said 'Hãy'
	run 74 run --script home.keys
	exit $((failures > 0))
) || failures=$((failures + 1))
unhurt 'files that may not grow'

# What root does in somebody's folder leaves it theirs.
if [ "$(id -u)" = 0 ]; then
	fresh
	chmod 755 "$work" "$HOME" "$HOME/.local" "$HOME/.local/share"
	rm "$data"/kynangso.lock "$data"/device
	chown -R 65534:65534 "$data"
	run 0 learners add --name 'Lê An' --birth 1970 --consent
	check 'all is still theirs' test -z "$(find "$data" ! -user 65534)"
	run 0 restore kept.db
	check 'after a restore, too' test -z "$(find "$data" ! -user 65534)"
	run 0 learners list
	has "$out" 'Nguyễn Thị Hoa'
	# Nothing is given away that has another name elsewhere.
	echo geheim >elsewhere
	rm -f "$data/device"
	ln elsewhere "$data/device"
	run 0 learners list
	check 'but nothing else' test "$(stat -c %u elsewhere)" = 0
fi

# Without the lock others would not wait for us, nor we for them.
for what in folder link; do
	fresh
	rm "$data/kynangso.lock"
	if [ $what = folder ]; then mkdir "$data/kynangso.lock"; else ln -s /dev/zero "$data/kynangso.lock"; fi
	run 66 run --script home.keys
	said 'kynangso.lock: Không mở được'
	run 66 learners add --name 'Lê An' --birth 1970 --consent
	said 'kynangso.lock: Không mở được'
	rm -r "$data/kynangso.lock"
	unhurt "a lock that is a $what"
done

# A database that is gone is no first start: its log is still there.
for what in emptied gone; do
	fresh
	printf 'nhật ký còn lại' >"$data/kynangso.db-wal"
	if [ $what = gone ]; then rm "$data/kynangso.db"; else : >"$data/kynangso.db"; fi
	run 65 run --script home.keys
	said 'nay trống hoặc đã mất' 'kynangso restore TỆP'
	printf 'hoc vui moi ngay\n' >password
	run 65 setup --ward 4 --name A --staff 'Lê An' --password-file password
	said 'kynangso restore TỆP'
	for command in 'learners list' count 'backup elsewhere.db'; do
		# shellcheck disable=SC2086 # words
		run 65 $command
		said 'nay trống hoặc đã mất' 'kynangso restore TỆP'
	done
	check "$what: the log is left alone" grep -q 'còn lại' "$data/kynangso.db-wal"
	run 0 restore kept.db
	run 0 learners list
	has "$out" 'Nguyễn Thị Hoa'
done

# Every page in turn is zero: nobody crashes, doctor knows, the backup brings all back.
cat >all.keys <<'END'
type nth
key Down Enter
key 1 Enter 1 Enter Esc Esc Esc 2 1 1 1 Esc Esc Esc 3 1 Enter a Esc Esc 4 Enter Esc
key F10 2
key Down Down Enter
type tran thi lan
key Enter
type hoc vui moi ngay
key Enter
key 1 Down Enter Esc Esc 2 Enter Esc 3 Esc 4 Enter F10 3
END
fresh
pages=$(($(stat -c %s "$data/kynangso.db") / 4096))
crashed='' unseen='' vague=''
for ((page = 1; page <= pages; page++)); do
	fresh
	dd if=/dev/zero of="$data/kynangso.db" bs=4096 seek=$((page - 1)) count=1 conv=notrunc status=none
	for command in 'run --script all.keys' 'learners list' 'learners show 1' 'count --by ward,sex' \
		'recount --verify' 'learners add --name Lê --birth 1990 --consent'; do
		# shellcheck disable=SC2086
		timeout 60 "$KYNANGSO" $command --now "$now" >"$out" 2>"$err"
		case $? in
		0) ;;
		1 | 65 | 74) [ "$(wc -l <"$err")" = 1 ] || vague+=" $page:${command%% *}" ;;
		*) crashed+=" $page:$command:$?" ;;
		esac
	done
	timeout 60 "$KYNANGSO" doctor --now "$now" >"$out" 2>"$err"
	case $? in
	0) unseen+=" $page" ;;
	1) ;;
	*) crashed+=" $page:doctor" ;;
	esac
	timeout 60 "$KYNANGSO" backup new.db --now "$now" >"$out" 2>"$err"
	case $? in
	65 | 74) ;;
	*) unseen+=" $page:backup:$?" ;;
	esac
	rm -f new.db
done
check "$pages damaged pages crash nothing:$crashed" test -z "$crashed"
check "each is told in one sentence:$vague" test -z "$vague"
check "each is seen by doctor and backup:$unseen" test -z "$unseen"
run 0 restore kept.db
run 0 learners list
has "$out" 'Nguyễn Thị Hoa'

# A damaged database is not blamed on the copy.
fresh
dd if=/dev/zero of="$data/kynangso.db" bs=4096 seek=9 count=1 conv=notrunc status=none
run 65 backup new.db
said 'Dữ liệu đang dùng có chỗ hỏng' 'kynangso doctor'
check 'no copy of it is left' sh -c '! ls new.db* 2>/dev/null'

# ── places that cannot be written ────────────────────────────────────────────────────────

: >a-file
run 73 run --script home.keys --data a-file/x
said 'Không tạo được thư mục a-file/x' 'đi qua một tệp' 'Hãy xem lại đường dẫn'
run 73 run --script home.keys --data a-file
said 'Hãy xem lại đường dẫn'
run 2 run --script home.keys --data ''
has "$err" '--data đang trống'
run 2 run --script home.keys --content ''

# As somebody without rights: root may write everywhere.
chmod 755 "$work" "$HOME" "$HOME/.local" "$HOME/.local/share"
mkdir "$work/theirs"
chmod 777 "$work/theirs"
as_nobody() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}
run_as_nobody() { # STATUS ARGUMENT...
	local want=$1 got=0
	shift
	as_nobody timeout 120 "$KYNANGSO" "$@" --now "$now" >"$out" 2>"$err" || got=$?
	check "as nobody: $* → $got, $want" test "$got" = "$want"
}
if as_nobody test -x "$KYNANGSO" -a -r "$work/content/lessons/course.yaml" 2>/dev/null; then
	fresh
	chmod -R a+rX "$data" && chmod 555 "$data" && chmod 444 "$data"/*
	run_as_nobody 77 run --script home.keys
	said 'chỉ cho đọc'
	run_as_nobody 0 learners list
	has "$out" 'Nguyễn Thị Hoa'
	chmod 700 "$data"
	rm -f "$data"/kynangso.db-*
	chmod 555 "$data"
	run_as_nobody 77 run --script home.keys
	said 'không cho ghi' 'người quản trị máy'
	chmod 777 "$data"
	chmod 666 "$data"/*
	chmod 444 "$data/kynangso.db"
	run_as_nobody 77 run --script home.keys
	said 'chỉ cho đọc'
	run_as_nobody 0 learners list
	chmod 000 "$data"
	for command in 'run --script home.keys' 'learners list' 'count' 'backup theirs/x.db' 'setup --ward 4 --name A --staff An --password-file password'; do
		# shellcheck disable=SC2086
		run_as_nobody 77 $command
		said 'không có quyền' 'người quản trị máy'
	done
	run_as_nobody 77 run --script home.keys --data "$data/x/y"
	said 'Không tạo được thư mục' 'Hãy nhờ người quản trị'
	chmod 700 "$data"
	chmod 600 "$data"/*
	unhurt 'without rights'
	pack
	chmod 000 pack/lessons
	run_as_nobody 77 run --content pack --script home.keys --data "$work/theirs/d"
	said 'không được đọc nội dung'
	chmod 755 pack/lessons
	chmod 000 pack/lessons/mot/bai-hai.yaml
	run_as_nobody 1 check --content pack
	has "$out" 'bai-hai.yaml: E01' 'không được phép'
	rm -rf pack
else
	skip "places without rights: another user cannot get at $KYNANGSO"
fi

# ── a full disk ──────────────────────────────────────────────────────────────────────────

in_namespace() {
	if [ "$(id -u)" = 0 ]; then
		unshare -m "$@"
	else
		unshare -rm "$@"
	fi
}

# Run on a disk of its own, with $1 kB free beside the data.
cat >small-disk <<'END'
mount -t tmpfs -o size=2000k none small || exit 99
cp -a sound small/data
left=$(df --output=avail -k small | tail -n 1)
head -c $(((left - $1) * 1024)) /dev/zero >small/ballast
timeout 120 "$KYNANGSO" run --script answers.keys --data small/data --now "$now" >full.out 2>full.err
echo $? >full.status
rm small/ballast
rm -rf full.data
cp -a small/data full.data
END
# A first start with so many kB left.
cat >tiny-disk <<'END'
mount -t tmpfs -o size=2000k none small || exit 99
left=$(df --output=avail -k small | tail -n 1)
head -c $(((left - $1) * 1024)) /dev/zero >small/ballast
timeout 120 "$KYNANGSO" run --script first.keys --data small/data --now "$now" >full.out 2>full.err
echo $? >full.status
rm small/ballast
timeout 120 "$KYNANGSO" run --script first.keys --data small/data --now "$now" >again.out 2>&1
echo $? >again.status
END
printf 'expect Chào mừng đến với Kỹ Năng Số\ndump first\n' >first.keys
{
	sed '/dump/d' home.keys
	echo 'key 1'
	for ((i = 0; i < 12; i++)); do
		# Back and on again: a step kept each time; a message is closed by Enter.
		printf 'key Esc\ndump back\nkey Enter\ndump on\n'
	done
} >answers.keys
mkdir small
export now
full=0 free=0
if in_namespace mount -t tmpfs -o size=64k none small 2>/dev/null; then
	for free in 0 20 48 96; do
		in_namespace bash small-disk $free
		check "$free kB left: the program ends well" test "$(cat full.status)" = 0
		check "$free kB left: nothing is said behind its back" test ! -s full.err
		if grep -q 'Ổ đĩa đã đầy nên không lưu thêm được' full.out; then
			full=$((full + 1))
		fi
		# What the screen last said to be kept is there, with room again.
		shown=$(grep -oE 'trang [0-9]+ trên [0-9]+' full.out | tail -n 1)
		timeout 60 "$KYNANGSO" run --script home.keys --data full.data --now "$now" >"$out" 2>&1
		has "$out" "${shown:-trang 5 trên}"
		timeout 60 "$KYNANGSO" doctor --data full.data --now "$now" >"$out" 2>&1
		has "$out" 'lành lặn' 'nguyên vẹn'
		run 0 recount --verify --data full.data
	done
	check "the disk was full ($full of 4)" test "$full" -ge 3
	for size in 4 12 24 64 128 192; do
		in_namespace bash tiny-disk $size
		mv full.err "$err"
		mv full.out "$out"
		check "a first start with $size kB left → 74" test "$(cat full.status)" = 74
		said 'Ổ đĩa đã đầy' 'Hãy xóa bớt tệp'
		check "and with room again" test "$(cat again.status)" = 0
	done
else
	skip 'a full disk: no small disk can be mounted here (user namespaces are off)'
fi

# A report that finds no room leaves no half of it.
fresh
if [ -e /dev/full ]; then
	timeout 60 "$KYNANGSO" learners list --now "$now" >/dev/full 2>"$err"
	check 'a full disk behind a list → 74' test $? = 74
fi

# ── the environment ──────────────────────────────────────────────────────────────────────

for home in '' relative; do
	HOME=$home run 78 run --script home.keys
	said 'biến HOME trống' '--data'
done
(
	unset HOME
	run 78 learners list
	said 'biến HOME trống' '--data'
	run 0 learners list --data "$data"
	run 0 check
	exit $((failures > 0))
) || failures=$((failures + 1))
XDG_DATA_HOME=relative run 0 learners list
has "$out" 'Nguyễn Thị Hoa'
XDG_DATA_HOME=$work/xdg run 66 learners list
said "$work/xdg/kynangso"

# Closed standard files: nothing is printed into the files of the data, and nobody is told it was.
fresh
cp "$data/device" marker
"$KYNANGSO" learners list --now "$now" >&- 2>"$err"
check 'no standard output → 74' test $? = 74
has "$err" 'Không ghi hết được kết quả'
"$KYNANGSO" learners list --now "$now" >&- 2>&-
check 'no standard files → 74' test $? = 74
"$KYNANGSO" learners show 77 --now "$now" <&- >&- 2>&-
check 'nor the words of an error' test $? = 67
check 'the marker is as it was' cmp -s marker "$data/device"
check 'the lock is empty' test ! -s "$data/kynangso.lock"
unhurt 'closed standard files'

# No terminal: one sentence, and in plain letters where no others are promised.
run 78 run </dev/null
said 'chạy với --plain'
check 'nothing was made for that' test ! -e "$work/xdg"
for setting in LC_ALL=C LC_ALL=POSIX LC_ALL=vi_VN.ISO-8859-1; do
	env "$setting" "$KYNANGSO" run </dev/null >"$out" 2>"$err"
	check "$setting: 78" test $? = 78
	has "$err" 'chay voi --plain'
	check "$setting: ASCII" sh -c '! LC_ALL=C grep -q "[$(printf "\200-\377")]" "$1"' - "$err"
done
# A list is a list in any language of the machine.
run 0 learners list
cp "$out" list
for setting in LC_ALL=C LC_ALL=vi_VN.UTF-8 LC_ALL=xx LANG=; do
	env "$setting" "$KYNANGSO" learners list --now "$now" >"$out" 2>"$err"
	check "$setting: the same list" cmp -s list "$out"
done

# ── options ──────────────────────────────────────────────────────────────────────────────

misused() { # ARGUMENT...: status 2, a sentence and where to read on
	run 2 "$@"
	check 'and where to read on' sh -c 'tail -n 1 "$1" | grep -qE "kynangso.* --help$"' - "$err"
	check 'nothing on standard output' test ! -s "$out"
}
for size in 0x0 80x 80 80x24x1 -5x24 100000x24 axb ''; do
	misused run --script home.keys --size "$size"
done
misused run extra
misused run --kiosk=1
misused run --lang xx
misused -x
misused -
misused count --format pdf2
misused count --on 31/2/2026
misused learners show abc
misused learners show -1
for time in abc 2026-13-01 2026-11-22T25:00 99999-01-01T00:00 '' 2026; do
	now=$time misused learners list
done
run 67 learners show 999
run 67 learners show 99999999999999999999
run 66 run --script no-such-file
said 'không tìm thấy' 'Hãy xem lại đường dẫn'
run 74 run --script "$HOME"
said 'đây là một thư mục' 'Hãy chỉ đúng tên tệp'
run 65 learners import "$KYNANGSO"
run 65 learners import /dev/null
unhurt 'wrong usage'

# ── the clock ────────────────────────────────────────────────────────────────────────────

usual=$now
for time in 2026-10-31T23:00 2005-01-01T00:00 1970-01-01T07:00 0001-01-01T00:00 2038-01-19T10:14:08 \
	9999-12-31T23:59; do
	fresh
	now=$time
	run 0 run --script whole.keys
	run 0 learners list
	has "$out" 'Nguyễn Thị Hoa'
	run 0 recount --verify
	now=$usual
	run 0 run --script home.keys
	has "$out" 'Học bài mới: Bài hai'
	run 0 recount --verify
	run 0 doctor
	has "$out" 'lành lặn' 'nguyên vẹn'
	# A time before the last event, or before there was a program, is kept as what it is.
	case $time in
	2038* | 9999*) ;;
	*) has "$out" 'ghi lúc đồng hồ máy sai' ;;
	esac
done
now=2005-01-01T00:00
run 1 doctor
has "$out" '! 00:00 01/01/2005: đồng hồ máy sai. Hãy chỉnh giờ'
now=$usual

# ── two at once ──────────────────────────────────────────────────────────────────────────

fresh
run 0 learners add --name 'Trần Văn Bình' --birth 1950 --consent
sed 's/^type nth/type tvb/' whole.keys >other.keys
"$KYNANGSO" run --script whole.keys --now "$now" >first.out 2>first.err &
first=$!
"$KYNANGSO" run --script other.keys --now "$now" >other.out 2>other.err &
other=$!
wait $first
check 'one of two' test $? = 0
wait $other
check 'and the other' test $? = 0
check 'without a word' test ! -s first.err -a ! -s other.err
has first.out 'Nguyễn Thị Hoa' 'Xong bài “Bài một: làm quen”'
has other.out 'Trần Văn Bình' 'Xong bài “Bài một: làm quen”'
run 0 doctor
has "$out" 'lành lặn' 'nguyên vẹn' '2 học viên'
run 0 recount --verify

# Two who open the centre at the same moment: one of them does.
for who in first other; do
	printf 'hoc vui moi ngay\n' | "$KYNANGSO" setup --data both --ward 4 --name A --staff 'Lê An' \
		--password-file - --now "$now" >$who.out 2>$who.err &
	eval "$who=$!"
done
wait $first
status=$?
wait $other
check 'one centre' test $((status + $?)) = 73
cat first.err other.err >"$err"
has "$err" 'Đã mở trung tâm' 'đã có trung tâm'
check 'and one code' test "$(cat first.out other.out | wc -l)" = 1

# ── in the middle of something ───────────────────────────────────────────────────────────

# Line mode lets us act between two answers.
fresh
mkfifo lines
"$KYNANGSO" run --plain --now "$now" <lines >"$out" 2>"$err" &
program=$!
exec 7>lines
tells() { # WORDS: waits until they have been written
	timeout 20 tail -n +1 -s 0.05 -f "$out" | grep -qm1 -F -- "$1" || not_ok "never: $1"
}
printf 'nth\n=1\n1\n' >&7
tells 'Nút nào làm màn hình sáng lên?'
printf '2\n' >&7
tells 'Nút này chỉ đổi tiếng to nhỏ'
kill -KILL $program
wait $program 2>/dev/null
check 'killed' test $? = 137
exec 7>&-
run 0 run --script home.keys
has "$out" 'trang 5 trên'
run 0 doctor
has "$out" 'lành lặn' 'nguyên vẹn'

# The database goes away under a running program: said, and not written elsewhere.
fresh
"$KYNANGSO" run --plain --now "$now" <lines >"$out" 2>"$err" &
program=$!
exec 7>lines
printf 'nth\n=1\n1\n' >&7
tells 'Nút nào làm màn hình sáng lên?'
mv "$data" "$data.moved"
cp -a sound "$data"
printf '1\n' >&7
tells 'Chưa làm được'
tells 'đóng chương trình rồi mở lại'
has "$out" 'dời đi hoặc thay bằng tệp khác'
lacks "$out" 'Đúng rồi'
exec 7>&-
wait $program
check 'and it ends well' test $? = 0
run 0 doctor --data "$data.moved"
has "$out" 'lành lặn' 'nguyên vẹn'
run 0 recount --verify --data "$data.moved"
unhurt 'data that took its place'
finish
