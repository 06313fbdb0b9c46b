#!/usr/bin/env bash
# A practice as a map: on standard output; what is wrong with it on standard error.
. "$(dirname "$0")/lib.sh"

good=content/lessons/mot/thuc-hanh-goi.yaml
run 0 map "$good"
same map-goi-la.txt "$out"
check 'nothing is wrong' test ! -s "$err"
cp "$out" first
run 0 map - <"$good"
check 'the same from standard input' cmp -s first "$out"

run 0 map --dot "$good"
has "$out" 'digraph "goi-la" {' '"reo" -> "dang-noi" [label="Nghe máy"];' \
	'"dang-noi" [label="dang-noi\ncall", shape=diamond];'
if command -v dot >/dev/null; then
	check 'Graphviz reads it' dot -Tsvg -o map.svg "$out"
fi

# What is written is drawn, also where the proof fails; a name is missing in the map.
sed 's/goto: ket-vua/goto: ket-tot/' "$good" >draft.yaml
run 1 map draft.yaml
has "$out" 'KHÔNG TỚI ĐƯỢC'
has "$err" 'draft.yaml' 'E31: ' 'E35: '
sed 's/goto: ket-vua/goto: ket-qua/' "$good" >broken.yaml
run 1 map broken.yaml
check 'no map of what cannot be read' test ! -s "$out"
has "$err" 'E30: '

run 65 map content/lessons/mot/bai-mot.yaml
has "$err" 'bài thực hành'
run 66 map nowhere.yaml
run 2 map
run 2 map "$good" "$good"
finish
