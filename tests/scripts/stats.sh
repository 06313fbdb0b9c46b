#!/usr/bin/env bash
# Statistics of questions and practices: what the command says of a made-up crowd, that few people give
# no figures, and that the figures are those that an awk script reckons from the journal's events.
. "$(dirname "$0")/lib.sh"

crowd() { # DATA PEOPLE [SEED]
	check "a crowd of $2" "$(dirname "$KYNANGSO")/tests/scripts/crowd" "$KYNANGSO_CONTENT" "$@"
}

rm -r content/lessons content/quizzes
cp -r "$tree/tests/content/answered/." content

# ── nobody, few, some ──
centre
run 0 stats
has "$out" 'chưa ai làm: 9'
run 0 stats kiem-tra-thu
has "$out" 'duong-dan-la' 'Kiểm tra thử'
lacks "$out" ' %'
run 0 stats goi-la
has "$out" 'Số người làm lần đầu: 0'
crowd "$HOME/.local/share/kynangso" 19
run 0 stats --format json
check 'no figure of 19 people' test "$(jq '[.rows[] | .says, .flags, .lure, .right, .low,
	.discrimination, .corrected] | map(select(. != null)) | length' "$out")" = 0
check '... but how many they are' test "$(jq '[.rows[] | .people] | max' "$out")" = 19
crowd "$HOME/.local/share/kynangso" 30 2
run 0 stats --format json
check 'words of 49 people' test "$(jq -r '.rows[] | select(.id == "goi-la") | .says' "$out")" = 'chừng một nửa'
check '... and no number' test "$(jq '[.rows[] | .right, .share, .low, .high, .mean, .corrected,
	.discrimination] | map(select(. != null)) | length' "$out")" = 0
run 0 stats nguoc-doc-ma --format json
check '... of an option, either' test "$(jq '[.rows[] | .chosen, .share, .low, .high, .rest]
	| map(select(. != null)) | length' "$out")" = 0
run 0 stats goi-la --by action --format json
check '... or an action' test "$(jq '[.rows[] | .first, .slips] | map(select(. != null)) | length' "$out")" = 0

# ── many ──
crowd "$HOME/.local/share/kynangso" 300 3
run 0 stats
same stats.txt "$out"
check 'what needs a look stands first' test "$(sed -n 5p "$out" | cut -d' ' -f1)" = nguoc-doc-ma
run 0 stats kiem-tra-thu --by part --format csv
same stats-part.csv "$out"
run 0 stats content/quizzes/kiem-tra-thu.yaml
has "$out" 'nguoc-doc-ma' 'có thể sai đáp án' 'phương án sai ít ai chọn'
run 0 stats nguoc-doc-ma
has "$out" 'Người lạ xin mã. Bạn làm gì?' 'Hẹn họ chiều gọi lại' 'Làm đúng, trừ phần đoán mò: 0' \
	'Cần xem: có thể sai đáp án. Xem lại đáp án'
run 0 stats cuoc-goi-la
has "$out" 'cuoc-goi-la/hoi' 'goi-la'
run 0 stats content/lessons/an-toan/goi-la.yaml
same stats-practice.txt "$out"
run 0 stats goi-la --format csv --headers vi
has "$out" 'Máy nói gì khi vấp' 'Kẻ gian vừa lấy được tiền trong tài khoản.'
run 0 stats goi-la --by action
has "$out" 'Bấm trước nhất' 'Đọc mã'
run 0 stats go-chu --format csv -o go-chu.csv
has go-chu.csv 'không biết'
run 2 stats khong-co
has "$err" '“khong-co”' 'kynangso stats'
run 2 stats goi-la --by moon
has "$err" 'item part action'

# ── the same by another way ──
# From the events alone: the last answer to each question of a paper that was handed in; of each person
# the first one to a question; right or not, and the mean of the others on that paper.
reference() {
	sqlite3 -separator ' ' "$HOME/.local/share/kynangso/kynangso.db" "
		SELECT kind, learner, coalesce(json_extract(body, '\$.attempt'), seq),
			coalesce(json_extract(body, '\$.question'), '-'),
			coalesce(json_extract(body, '\$.score'), 0),
			length(body) - length(replace(body, '\\n', ' '))
		FROM event WHERE kind IN ('attempt_started', 'answered', 'attempt_finished')
		ORDER BY tick, seq" | awk '
	$1 == "attempt_started" { asked[$3] = $6 }
	$1 == "answered" {
		if (!(($3, $4) in score))
			given[$3] = given[$3] " " $4
		score[$3, $4] = $5
	}
	$1 == "attempt_finished" {
		n = split(given[$3], list, " ")
		sum = 0
		for (i = 1; i <= n; i++)
			sum += score[$3, list[i]]
		for (i = 1; i <= n; i++) {
			q = list[i]
			if (seen[$2, q]++)
				continue
			x = score[$3, q] / 1000
			y = (sum - score[$3, q]) / 1000 / (asked[$3] - 1)
			people[q]++
			right[q] += x == 1
			X[q] += x; Y[q] += y; XX[q] += x * x; YY[q] += y * y; XY[q] += x * y
		}
	}
	END {
		z = 1.959963984540054
		for (q in people) {
			n = people[q]; p = right[q] / n
			# where the observed share lies z standard errors from the true one: the roots of
			# (1 + z2/n) t2 - (2p + z2/n) t + p2 = 0
			a = 1 + z * z / n; b = 2 * p + z * z / n
			d = sqrt(b * b - 4 * a * p * p)
			r = (n * XY[q] - X[q] * Y[q]) / sqrt(n * XX[q] - X[q] ^ 2) / sqrt(n * YY[q] - Y[q] ^ 2)
			printf "%s %d %d %.12f %.12f %.12f %.12f %.12f\n", q, n, right[q], p,
				(b - d) / 2 / a, (b + d) / 2 / a, X[q] / n, r
		}
	}' | sort
}

run 0 stats --format json
jq -r '.rows[] | select(.kind == "question")
	| [.id, .people, .right, .share, .low, .high, .mean, .discrimination] | map(tostring) | join(" ")' \
	"$out" | sort >told
reference >reckoned
check 'as many questions' test "$(wc -l <told)" = 8
check 'equal to the reference to 1e-9' awk '
	NR == FNR { for (i = 2; i <= NF; i++) want[$1, i] = $i; next }
	{
		for (i = 2; i <= NF; i++) {
			d = $i - want[$1, i]
			if (!(($1, i) in want) || d > 1e-9 || d < -1e-9) {
				print $1, i, $i, want[$1, i]
				bad = 1
			}
		}
	}
	END { exit bad || FNR != 8 }' reckoned told

# ── a typo fix keeps the figures, another marking begins anew ──
sed -i 's/Vứt máy đi/Vứt điện thoại đi/' content/quizzes/kiem-tra-thu.yaml
run 0 stats duong-dan-la --format json
check 'a typo fix keeps the figures' test "$(jq .first_people "$out")" -gt 150
has "$out" 'Vứt điện thoại đi'
sed -i 's/{id: xoa, text: Vứt điện thoại đi/{id: vut, text: Vứt điện thoại đi/' content/quizzes/kiem-tra-thu.yaml
run 0 stats kiem-tra-thu --format json
check 'another option begins anew' test "$(jq -c '.rows[] | select(.id == "duong-dan-la")
	| [.people, .older > 150]' "$out")" = '[0,true]'

finish
