#!/usr/bin/env bash
# JSON Schemas on standard output; whether they are right is for tests/tools/check-schemas.sh. And the
# modeline that leads an editor to them, wherever `new` is told to write.
. "$(dirname "$0")/lib.sh"

run 0 schema lesson
check 'a schema is JSON' jq -e '."$schema" | contains("draft-07")' "$out"
check 'keys have their help in Vietnamese' \
	jq -e '.properties.minutes.description == "bài học hết mấy phút"' "$out"
run 0 schema --list
check 'every kind is listed' test "$(wc -l <"$out")" = 9
run 2 schema
has "$err" 'Thiếu LOẠI'
run 2 schema leson
has "$err" 'lesson'
run 2 schema khong-co-gi
has "$err" 'region'

modeline() { # FILE: what stands behind $schema=
	sed -n '1s/^# yaml-language-server: \$schema=//p' "$1"
}

# A pack without schemas: those that came with the program, by their full path.
KYNANGSO_CONTENT='' run 0 new lesson bai-moi --content content -o content/lessons/mot/bai-moi.yaml
check 'the schema of the program' test "$(modeline content/lessons/mot/bai-moi.yaml)" -ef \
	"$tree/docs/schemas/lesson.json"
rm content/lessons/mot/bai-moi.yaml

# A pack that has its own: by the way there, so that it can be moved.
mkdir -p content/docs far
cp -r "$tree/docs/schemas" "$tree/docs/templates" content/docs
run 0 new lesson bai-moi -o content/lessons/mot/bai-moi.yaml
check 'the schema of the pack' test "$(modeline content/lessons/mot/bai-moi.yaml)" = \
	../../docs/schemas/lesson.json
run 0 new quiz bai-thi -o content/quizzes/bai-thi.yaml
check 'of a quiz' test "$(modeline content/quizzes/bai-thi.yaml)" = ../docs/schemas/quiz.json
run 0 new typing tap-moi
check 'where a file belongs' test "$(modeline "$out")" = ../../docs/schemas/typing.json
run 0 new practice xa-xoi -o far/xa-xoi.yaml
check 'far from the pack' test "$(modeline far/xa-xoi.yaml)" -ef content/docs/schemas/practice.json
finish
