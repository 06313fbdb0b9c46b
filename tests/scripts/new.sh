#!/usr/bin/env bash
# Templates: each is sound alone and in the pack, explains its keys, and is never written over
# anything.
. "$(dirname "$0")/lib.sh"

mkdir -p content/docs
cp -r "$tree/docs/templates" content/docs

# Every key of the format that a template uses is explained at its first place, or named in a
# remark above it.
explained() { # FILE
	awk 'NR == FNR { known[$1] = 1; next }
	/^ *#/ { remarks = remarks " " $0; before = FNR; next }
	{
		line = $0
		gsub(/"[^"]*"/, "", line)
		while (match(line, /[a-z_]+:( |$)/)) {
			key = substr(line, RSTART, RLENGTH)
			sub(/: ?$/, "", key)
			line = substr(line, RSTART + RLENGTH)
			if (!(key in known) || key in seen)
				continue
			seen[key] = 1
			if (before != FNR - 1 && remarks !~ "(^|[^a-z_])" key "([^a-z_]|$)") {
				print FILENAME ":" FNR ": " key
				bad = 1
			}
		}
	}
	END { exit bad }' <(grep -ohE 'ROW\("[a-z_]+"' "$tree"/app/content/kinds*.[ch] | cut -d'"' -f2) "$1"
}

echo 'dump trang dau' >keys
for kind in lesson quiz practice typing; do
	run 0 new "$kind" "thu-$kind"
	cp "$out" "$kind.yaml"
	has "$out" "kind: $kind" "id: thu-$kind" '22/11/2026'
	check "$kind: no mark is left" test -z "$(grep -o '@[A-Z]*@' "$out")"
	check "$kind: nothing but the file" test ! -s "$err"
	check "$kind: its skill is one of the pack" \
		grep -qE "^skills: \[thu\.doc\]|skills: \[thu\.doc\]$|^kind: typing" "$kind.yaml"
	check "$kind: every key is explained" explained "$kind.yaml"
	run 0 check --content "$work/nowhere" "$kind.yaml"
	has "$out" 'Không thấy chỗ nào cần sửa.'
	run 0 preview "$kind.yaml" --script keys
	has "$out" 'trang dau'
done

# In the pack, where the advice printed behind --output leads.
run 0 new lesson bai-bon -o content/lessons/mot/bai-bon.yaml
has "$err" 'kynangso preview content/lessons/mot/bai-bon.yaml' 'bai-bon vào mục lessons'
check 'nothing on standard output' test ! -s "$out"
run 0 new practice goi-nua --output content/lessons/mot/goi-nua.yaml
has "$err" 'practice: goi-nua'
run 0 new typing go-nua --output content/lessons/mot/go-nua.yaml
run 0 new quiz kiem-tra-hai --output content/quizzes/kiem-tra-hai.yaml
has "$err" 'quiz: kiem-tra-hai'
sed -i 's/lessons: \[bai-ba\]/lessons: [bai-ba, bai-bon], quiz: kiem-tra-hai/' content/lessons/course.yaml
sed -i 's/^  # - id: lam-thu/  - id: lam-thu/; s/^  #   practice: .*/    practice: goi-nua/; s/^minutes: 4/minutes: 6/' \
	content/lessons/mot/bai-bon.yaml
run 0 check content/lessons/mot/bai-bon.yaml content/lessons/mot/goi-nua.yaml content/lessons/mot/go-nua.yaml
has "$out" 'Không thấy chỗ nào cần sửa.'
run 0 check content
# New questions are in nobody's review yet: that is advice to their author.
check 'no error and no new warning' test "$(grep -c ': [EW][0-9]' "$out")" = 1
has "$out" 'W67' 'A82'
run 0 test content/quizzes/kiem-tra-hai.yaml content/lessons/mot/goi-nua.yaml

# Never over a file.
cp content/lessons/mot/bai-bon.yaml before
run 73 new lesson bai-nam --output content/lessons/mot/bai-bon.yaml
check 'the old file is untouched' cmp -s before content/lessons/mot/bai-bon.yaml
run 66 new lesson bai-nam --output nowhere/bai-nam.yaml
check 'no draft is left' test -z "$(find . -name '*.tmp')"
check 'others may read it' test "$(stat -c %A content/quizzes/kiem-tra-hai.yaml | cut -c8)" = r

# Ids: of the right form, and free, also of those that are no longer used or cannot be read.
run 2 new lesson 'Tin nhắn'
has "$err" 'Dùng thử: tin-nhan'
run 2 new lesson 'Đường Láng, 12'
has "$err" 'Dùng thử: duong-lang-12'
run 2 new lesson '!?'
has "$err" 'như tin-nhan-la'
run 2 new quiz bai-mot
has "$err" 'đã dùng ở lessons/mot/bai-mot.yaml:4' 'Dùng thử: bai-mot-2'
run 2 new lesson kiem-tra-mot
has "$err" 'quizzes/kiem-tra-mot.yaml:3'
run 2 new lesson khoa-thu
run 2 new lesson bai-dau-tien
has "$err" 'lessons/mot/bai-mot.yaml:' 'bai-dau-tien-2'
printf 'kind: lesson\nschema: 1\nid: "bai-cu" # xưa\nretired: true\n\t: [' >content/lessons/mot/bai-cu.yaml
printf 'kind: lesson\nid: bai-cu-2\n' >content/lessons/mot/bai-cu-hai.yaml
run 2 new lesson bai-cu
has "$err" 'bai-cu.yaml:3' 'Dùng thử: bai-cu-3'
run 0 new lesson bai
run 2 new lession bai-moi
has "$err" '“lesson”'
run 2 new bai bai-moi
has "$err" 'practice (bài thực hành)'
run 2 new lesson
run 2 new

# A pack without templates uses those that came with the program; a broken installation says so.
rm -r content/docs
mkdir -p elsewhere && cp "$KYNANGSO" elsewhere/kynangso
KYNANGSO=$work/elsewhere/kynangso run 66 new lesson bai-moi
has "$err" 'docs/templates/lesson.yaml'
(unset KYNANGSO_CONTENT && run 0 new lesson bai-moi --content "$work/content") >sub
cat sub
check 'templates of the program' grep -q '^ok' sub
finish
