#!/usr/bin/env bash
# Somebody presses keys as they come, on screens of several sizes and in line mode: the program ends as
# it should, and what it kept is sound. The same keys each time; WANDERERS and FIRST for more of them,
# WANDER_CONTENT for another course.
. "$(dirname "$0")/lib.sh"

[ -z "${WANDER_CONTENT-}" ] || cp -r "$WANDER_CONTENT"/{lessons,quizzes,locale} content
centre --data fresh
awk -f "$tree/tests/tools/people.awk" -v count=30 >people.csv
run 0 learners import people.csv --data fresh
cp -r content pack
first=${FIRST:-1}
for ((seed = first; seed < first + ${WANDERERS:-12}; seed++)); do
	sizes=(80x24 40x15 64x24)
	rm -rf data content && cp -r fresh data && cp -r pack content
	awk -f "$tree/tests/tools/wander.awk" -v seed="$seed" -v steps=300 >keys
	run 0 run --data data --script keys --size "${sizes[seed % 3]}"
	awk -f "$tree/tests/tools/wander.awk" -v seed="$seed" -v steps=150 -v plain=1 >lines
	run 0 run --data data --plain <lines
	run 0 recount --verify --data data
	[ "$failures" = 0 ] || break # `keys` and `lines` are of the seed told last
done
finish
