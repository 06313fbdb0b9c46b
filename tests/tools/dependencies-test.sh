#!/bin/bash
# Tests packaging/dependencies.sh on machines that are made up: commands of ours stand in for
# dpkg-query, apt-get, sudo and the compiler. Nothing is installed. Last line: "N passed, N failed".
set -u
here=$(cd "${BASH_SOURCE%/*}" && pwd)
script=$here/../../packaging/dependencies.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

# A machine: the packages it has, whether one is root, what apt can do. Each fake command writes
# what it was asked to $folder/log.
machine() { # PACKAGES [root|user|sudo] [works|broken|none]
	rm -rf "${folder:?}/bin" "$folder/log"
	mkdir "$folder/bin"
	: >"$folder/log"
	printf '%s\n' $1 >"$folder/installed"
	for tool in sh sed cut tr cat env grep; do
		ln -s "$(command -v "$tool")" "$folder/bin/$tool"
	done
	fake dpkg-query 'shift 3
		while read -r p; do case " $* " in *" $p "*) echo "ii  $p" ;; esac; done <'"$folder/installed"
	fake gcc 'exit 1' # no header is there
	fake id "echo $([[ ${2-root} == root ]] && echo 0 || echo 1000)"
	[[ ${2-root} != sudo ]] || fake sudo 'shift; echo sudo >>'"$folder/log"'; exec "$@"'
	case ${3-works} in
	works) fake apt-get 'echo "apt-get $*" >>'"$folder/log"'
		seen=
		for a; do [ "$seen" ] && echo "$a" >>'"$folder/installed"'; [ "$a" = --no-install-recommends ] && seen=1; done
		exit 0' ;;
	broken) fake apt-get 'echo "apt-get $*" >>'"$folder/log"'; exit 100' ;;
	esac
}

fake() { # NAME BODY
	printf '#!/bin/sh\n%s\n' "$2" >"$folder/bin/$1"
	chmod +x "$folder/bin/$1"
}

run() { # PURPOSE
	PATH=$folder/bin CC=gcc sh "$script" "$1" >"$folder/out" 2>"$folder/err"
	status=$?
}

verdict() { # NAME OK
	if (($2 == 0)); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $1 (status $status)"
		sed 's/^/	/' "$folder/out" "$folder/err" "$folder/log"
	fi
}

build=$("$script" list | awk '$1 == "build" { print $2 }' | tr '\n' ' ')
check=$("$script" list | awk '$1 == "check" { print $2 }' | tr '\n' ' ')

machine "$build $check"
run build
[[ $status == 0 && ! -s $folder/out && ! -s $folder/err && ! -s $folder/log ]]
verdict "nothing missing: silent, apt is not asked" $?
run check
[[ $status == 0 && ! -s $folder/err && ! -s $folder/log ]]
verdict "nothing missing for the tests" $?

machine "$build"
run build
[[ $status == 0 && ! -s $folder/log ]]
verdict "what only the tests need is not asked for by the build" $?
run check
[[ $status == 0 ]] && grep -q 'libcmocka-dev .*phép thử' "$folder/err" &&
	grep -q 'apt-get .*install -y .*libcmocka-dev' "$folder/log" && ! grep -q libsqlite3-dev "$folder/log"
verdict "the tests' packages are installed, and no others" $?

machine "${build/libyaml-dev /} $check" sudo
run build
[[ $status == 0 ]] && grep -q 'sudo' "$folder/log" && grep -q 'libyaml-dev .*đọc bài học' "$folder/err" &&
	grep -q 'mật khẩu' "$folder/err"
verdict "sudo, with a word about its password" $?

machine "$check" user
run build
[[ $status == 1 && ! -s $folder/log ]] && grep -q 'apt-get install .*libncurses-dev' "$folder/err" &&
	grep -q 'không có lệnh sudo' "$folder/err"
verdict "without rights: says what to ask for" $?

machine "$check" root broken
run build
[[ $status == 1 ]] && grep -q 'update' "$folder/log" && grep -q 'Máy có nối mạng không' "$folder/err"
verdict "apt fails: tries with a new list, then says so" $?

machine "$check" root none
rm "$folder/bin/dpkg-query"
run build
[[ $status == 1 ]] && grep -q 'không dùng apt' "$folder/err" && grep -q 'sqlite3.h' "$folder/err"
verdict "no apt: says which headers are missing" $?

machine "" root none
rm "$folder/bin/dpkg-query"
fake gcc 'cat >/dev/null' # every header is there
fake msgfmt ''
fake pkg-config ''
fake fc-list 'echo Noto Serif'
run build
[[ $status == 0 && ! -s $folder/err ]]
verdict "no apt, but all headers are there" $?

rm "$folder/bin/gcc"
run build
[[ $status == 1 ]] && grep -q 'trình biên dịch' "$folder/err"
verdict "no compiler: says so" $?

run nonsense
[[ $status == 2 ]]
verdict "wrong usage" $?

echo "$passed passed, $failed failed"
((failed == 0))
