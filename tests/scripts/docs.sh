#!/usr/bin/env bash
# The handbooks for authors tell the truth: their examples are sound, the pieces are those of the
# whole, the commands can be run as they stand, and the program answers what is printed there.
#
# Blocks: ```yaml is a whole file (it begins with kind:) or a piece of one, letter for letter;
# ```yaml sai is a line with a mistake in place of the one it resembles most; ```yaml thêm is a step
# for a lesson; ```sh is run; ```text is what the command before, or the check of the mistake, says.
. "$(dirname "$0")/lib.sh"

mkdir -p pack/docs
cp -r "$tree/lessons" "$tree/quizzes" "$tree/locale" pack
cp -r "$tree/docs/templates" pack/docs
export KYNANGSO_CONTENT=$work/pack
cd pack || exit 1

# blocks FILE: each block into block-N.KIND, in order.
blocks() {
	rm -f "$work"/block-*
	awk -v folder="$work" '
	/^```[a-z]/ {
		kind = substr($0, 4)
		gsub(/ /, "-", kind)
		file = sprintf("%s/block-%02d.%s", folder, ++n, kind)
		printf "" >file
		next
	}
	/^```/ { file = "" ; next }
	file != "" { print >file }' "$1"
}

# The line of a file that begins most like the only line of another is replaced by it.
mistake() { # WHOLE LINE
	awk 'NR == FNR { wrong = $0; next }
	{
		n = 0
		while (n < length(wrong) && substr($0, n + 1, 1) == substr(wrong, n + 1, 1))
			n++
		line[FNR] = $0
		if (n > best) {
			best = n
			at = FNR
		}
	}
	END {
		line[at] = wrong
		for (i = 1; i in line; i++)
			print line[i]
	}' "$2" "$1"
}

says() { # FILE WORDS-FILE: the words stand in it as a block
	[[ $(cat "$1") == *"$(cat "$2")"* ]]
}

handbook() { # DOCUMENT PATH-OF-ITS-FILE
	local document=$tree/docs/$1 path=$2 block whole='' pieces=0 answers=0 line
	blocks "$document"
	for block in "$work"/block-*.yaml; do
		grep -q '^kind: ' "$block" && whole=$block
	done
	check "$1: the whole file is there" test -n "$whole"
	for block in "$work"/block-*; do
		case $block in
		*.yaml)
			pieces=$((pieces + 1))
			check "$1: ${block##*/} is a piece of the whole" says "$whole" "$block"
			;;
		*.sh)
			while IFS= read -r line; do
				eval "run 0 ${line#kynangso }"
			done <"$block"
			cp "$out" "$work/answer"
			# What was made from the template becomes the example.
			cp "$whole" "$path"
			;;
		*.yaml-sai)
			mistake "$whole" "$block" >"$path"
			run 1 check "$path"
			cat "$out" >>"$work/answer"
			cp "$whole" "$path"
			;;
		*.yaml-thêm)
			sed "s/^minutes: 3/minutes: 5/; /^recap:/{
				e cat $block
			}" "$work/lesson" >lessons/dien-thoai/may-sap-het-pin.yaml
			run 0 check --errors-only lessons/dien-thoai/may-sap-het-pin.yaml
			has "$out" 'Không thấy chỗ nào cần sửa.'
			;;
		*.text)
			answers=$((answers + 1))
			check "$1: ${block##*/} is what it says" says "$work/answer" "$block" ||
				show "$work/answer"
			;;
		esac
	done
	check "$1: pieces and answers were looked at" test "$pieces" -gt 4 -a "$answers" -gt 1
	run 0 check "$path"
	lacks "$out" ': E' ': A'
	cp "$whole" "$work/${3:-other}"
}

handbook viet-bai-trong-10-phut.md lessons/dien-thoai/may-sap-het-pin.yaml lesson
# As its last minute says.
sed -i '/^      - cu-chi-va-nut-bam$/i\      - may-sap-het-pin' lessons/course.yaml
run 0 check lessons/dien-thoai/may-sap-het-pin.yaml
has "$out" 'Không thấy chỗ nào cần sửa.'

handbook viet-thuc-hanh-trong-10-phut.md lessons/thanh-toan/tra-tien-pho.yaml
has "$out" 'Không thấy chỗ nào cần sửa.'
finish
