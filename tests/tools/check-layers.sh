#!/bin/bash
# Keeps the layers one-way and each outside library behind one door.
#
#	tests/tools/check-layers.sh [TREE [BUILD]]	BUILD holds lib<layer>.a; without it only
#							the sources are read
#
# app/layers.mk is the table. Held against it: every #include under app/, the lists in files.mk,
# the table of docs/architecture.md, and the symbols of the archives: no layer may call another's
# outside library, and a pure layer only what CALLS_ names. Every fault is one line on stdout,
# FILE:LINE: RULE. The last line is "N passed, N failed"; exit 1 with any fault.
set -u
export LC_ALL=C
tree=${1:-.} build=${2-}
[[ -z $build || $build == /* ]] || build=$PWD/$build
cd "$tree" || exit 2
faults=$(mktemp)
trap 'rm -f "$faults"' EXIT
checked=0

# Everything below reads app/layers.mk through this: word lists by name, `\` at the end of a line
# and `#` as in make.
read_table='
function read_table(file,    line, more, at, name) {
	while ((getline more < file) > 0) {
		sub(/#.*/, "", more)
		line = line more
		if (sub(/\\$/, " ", line))
			continue
		if (match(line, /[:+]?=/)) {
			at = RSTART
			name = substr(line, 1, at - 1)
			gsub(/[ \t]/, "", name)
			sub(/^[^=]*=/, "", line)
			gsub(/[ \t]+/, " ", line)
			sub(/^ /, "", line)
			sub(/ $/, "", line)
			table[name] = line
		}
		line = ""
	}
	close(file)
}
function has(name, word) {
	return index(" " table[name] " ", " " word " ") > 0
}
'

includes() {
	find app -name '*.[ch]' | sort | xargs -r awk "$read_table"'
	# The standard headers of C11, POSIX and Linux; all others need a door.
	BEGIN {
		read_table("app/layers.mk")
		n = split("assert ctype dirent errno fcntl float fnmatch glob grp inttypes " \
			"iso646 langinfo limits locale math poll pthread pwd sched setjmp " \
			"signal spawn stdalign stdarg stdatomic stdbool stddef stdint stdio " \
			"stdlib stdnoreturn string strings sys/file sys/ioctl sys/mman " \
			"sys/prctl sys/random sys/resource sys/socket sys/stat sys/statvfs " \
			"sys/syscall sys/time sys/types sys/uio sys/un sys/utsname sys/vfs " \
			"sys/wait sys/inotify sys/sysmacros linux/fs linux/kd linux/magic " \
			"linux/vt syslog termios time uchar unistd wchar wctype", names, " ")
		for (i = 1; i <= n; i++)
			standard[names[i] ".h"] = 1
	}
	function fault(rule) {
		print FILENAME ":" FNR ": " rule
	}
	function door(header, file, folder) {
		return has("OPENS_" header, file) || has("OPENS_" header, folder "/*")
	}
	/^[ \t]*#[ \t]*include/ {
		file = substr(FILENAME, 5)
		layer = file
		if (!sub(/\/.*/, "", layer))
			layer = "main" # app/main.c
		what = $0
		sub(/^[ \t]*#[ \t]*include[ \t]*/, "", what)
		if (what ~ /^"/) {
			split(what, part, "\"")
			name = part[2]
			other = name
			if (!sub(/\/.*/, "", other)) {
				fault("\"" name "\" must be written \"layer/file.h\"")
				next
			}
			if (!has("LAYERS", other))
				fault("there is no layer \"" other "\"")
			else if (other != layer && !has("USES_" layer, other))
				fault(layer " may not include " other " (\"" name "\")")
			next
		}
		split(what, part, /[<>]/)
		name = part[2]
		if (("OPENS_" name) in table) {
			if (!door(name, file, layer))
				fault("<" name "> may only be included by app/" table["OPENS_" name])
		} else if (!(name in standard))
			fault("<" name "> has no door in app/layers.mk")
		else if (("PURE_" layer) in table && !has("PURE_" layer, name))
			fault("<" name ">: " layer " is pure and may not include it")
	}'
}

# Are all sources listed that exist, and do all exist that are listed?
lists() {
	local list folder prefix
	for list in app/*/files.mk tests/unit/*/files.mk; do
		[[ -e $list ]] || continue
		folder=${list%/*}
		[[ $folder == app/* ]] && prefix=SRC || prefix=TEST
		awk -v list="$list" -v folder="$folder" -v name="${prefix}_${folder##*/}" "$read_table"'
		BEGIN {
			read_table(list)
			if (!(name in table))
				print list ":1: " name " is missing"
			n = split(table[name], names, " ")
			for (i = 1; i <= n; i++) {
				if (names[i] in listed)
					print list ":1: " names[i] " is listed twice"
				listed[names[i]] = 1
			}
			ls = "ls " folder
			while ((ls | getline file) > 0)
				if (file ~ /\.c$/)
					there[file] = 1
			for (file in there)
				if (!(file in listed))
					print list ":1: " file " is not listed"
			# A fixture may be borrowed from the tests of another layer.
			for (file in listed)
				if (!(file in there) && !(file ~ /^\.\.\// &&
				    (getline line < (folder "/" file)) > 0))
					print list ":1: " file " is listed but does not exist"
		}' </dev/null | sort
	done
}

# Does every folder of app/ stand in the table?
folders() {
	local folder
	for folder in app/*/; do
		folder=${folder#app/}
		awk -v layer="${folder%/}" "$read_table"'
		BEGIN {
			read_table("app/layers.mk")
			if (!has("LAYERS", layer) || !(("USES_" layer) in table))
				print "app/layers.mk:1: the folder app/" layer " is no layer of it"
		}' </dev/null
	done
}

# A layer may use only those before it: then no circle is possible.
order() {
	awk "$read_table"'
	BEGIN {
		read_table("app/layers.mk")
		n = split(table["LAYERS"], layers, " ")
		for (i = 1; i <= n; i++) {
			m = split(table["USES_" layers[i]], uses, " ")
			for (j = 1; j <= m; j++)
				if (!(uses[j] in before))
					print "app/layers.mk:1: " layers[i] " uses " uses[j] \
						", which does not come before it"
			before[layers[i]] = 1
		}
	}' </dev/null
}

# The document shows a row "| `app/x/` | why | what it may include | …" for each layer.
document() {
	[[ -e docs/architecture.md ]] || return
	awk "$read_table"'
	function sorted(words,    n, w, i, j, swap, out) {
		n = split(words, w, " ")
		for (i = 1; i <= n; i++)
			for (j = i + 1; j <= n; j++)
				if (w[j] < w[i]) {
					swap = w[i]
					w[i] = w[j]
					w[j] = swap
				}
		for (i = 1; i <= n; i++)
			out = out " " w[i]
		return out
	}
	BEGIN {
		read_table("app/layers.mk")
		FS = "|"
	}
	/^\| *`app\/[a-z]+\/` *\|/ {
		layer = $2
		gsub(/[` \/]|app/, "", layer)
		shown[layer] = 1
		uses = $4
		gsub(/[`,]/, " ", uses)
		gsub(/–/, "", uses)
		if (sorted(uses) != sorted(table["USES_" layer]))
			print FILENAME ":" FNR ": the row of " layer " says it may include \"" \
				$4 "\"; app/layers.mk says \"" table["USES_" layer] "\""
	}
	END {
		n = split(table["LAYERS"], layers, " ")
		for (i = 1; i <= n; i++)
			if (!(layers[i] in shown))
				print FILENAME ":1: the table has no row for " layers[i]
	}' docs/architecture.md
}

layers() {
	awk "$read_table"'BEGIN { read_table("app/layers.mk"); print table["LAYERS"] }' </dev/null
}

# "OWNER SYMBOL" for what each of our archives and each outside library defines.
defined() {
	local layer flags flag library dynamic
	for layer in $(layers); do
		nm --defined-only -g "$build/lib$layer.a" 2>/dev/null |
			awk 'NF == 3 { print "ours", $3 }'
		flags=$(awk -v layer="$layer" "$read_table"'
			BEGIN { read_table("app/layers.mk"); print table["DOOR_" layer] }' </dev/null)
		for flag in $flags; do
			library=$("${CC:-gcc}" -print-file-name="lib${flag#-l}.a") dynamic=
			# Not every package has the archive, too.
			if [[ $library != /* ]]; then
				library=$("${CC:-gcc}" -print-file-name="lib${flag#-l}.so") dynamic=-D
			fi
			if [[ $library != /* ]]; then
				echo "app/layers.mk:1: cannot look into $flag: there is no lib${flag#-l}.a or .so" >&2
				continue
			fi
			nm $dynamic --defined-only -g "$library" 2>/dev/null |
				awk -v owner="$layer" 'NF == 3 { sub(/@.*/, "", $3); print owner, $3 }'
		done
	done
}

symbols() {
	local layer
	defined >"$faults.defined" 2>&1
	grep '^app/' "$faults.defined"
	for layer in $(layers); do
		if [[ ! -e $build/lib$layer.a ]]; then
			echo "app/layers.mk:1: $build/lib$layer.a has not been built"
			continue
		fi
		nm -u -A "$build/lib$layer.a" 2>/dev/null |
			awk -v layer="$layer" -v known="$faults.defined" "$read_table"'
		function allowed(symbol,    n, i, w) {
			# The compiler puts these in: fortified forms, guards, sanitizers.
			if (symbol ~ /^(_GLOBAL_OFFSET_TABLE_|__stack_chk_fail)$/ ||
			    symbol ~ /^__(asan|ubsan|lsan|sanitizer|gcov)_/)
				return 1
			sub(/^__isoc99_/, "", symbol)
			if (sub(/_chk$/, "", symbol))
				sub(/^__/, "", symbol)
			n = split(table["CALLS_" layer], w, " ")
			for (i = 1; i <= n; i++)
				if (symbol == w[i] || (sub(/\*$/, "", w[i]) && index(symbol, w[i]) == 1))
					return 1
			return 0
		}
		BEGIN {
			read_table("app/layers.mk")
			while ((getline line < known) > 0) {
				split(line, part, " ")
				if (part[1] == "ours")
					ours[part[2]] = 1
				else
					owner[part[2]] = part[1]
			}
		}
		$2 == "U" || $2 == "w" {
			if ($3 in ours)
				next
			file = $1
			sub(/^.*lib[a-z]+\.a:/, "", file)
			sub(/\.o:$/, ".c", file)
			where = "app/" layer "/" file ":1: "
			if ($3 in owner && owner[$3] != layer)
				print where layer " calls " $3 ", whose library belongs to " owner[$3]
			else if (("CALLS_" layer) in table && !allowed($3))
				print where layer " is pure and may not call " $3
		}'
	done
	rm -f "$faults.defined"
}

run() { # CHECK
	local before after
	checked=$((checked + 1))
	before=$(wc -l <"$faults")
	"$1" >>"$faults"
	after=$(wc -l <"$faults")
	((after == before)) || broken=$((broken + 1))
}

broken=0
for check in folders order includes lists document; do
	run "$check"
done
[[ -z $build ]] || run symbols
cat "$faults"
echo "$((checked - broken)) passed, $broken failed"
((broken == 0))
