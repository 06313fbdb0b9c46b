#!/usr/bin/env bash
# The web page of a count, as its readers meet it: in a browser, by keys, by light and dark, on a
# phone, on paper, without scripts; and with names that try to be more than names.
. "$(dirname "$0")/lib.sh"
. "$tree/tests/tools/browser.sh"

centre
{
	echo 'ho_ten,ngay_sinh,gioi_tinh,phuong_xa,ngay_hoan_thanh,can_cu'
	i=0
	for name in An Bình Chi Dũng Em Giang Hoa Hùng Lan Mai Nam Oanh; do
		i=$((i + 1))
		printf 'Nguyễn Thu %s,%d/%d/19%d,nữ,00004,%d/%d/2026,Sổ %d\n' "$name" "$i" "$i" \
			$((70 + i)) "$i" $((4 + i % 6)) "$i"
	done
	echo 'Vũ Không Nơi,1/1/1990,nam,,1/9/2026,Sổ 20'
} >people.csv
run 0 learners import people.csv
evil='"><script>document.title="x"</script><img src=//example.org/x onerror=alert(1)> & '"'b'"
run 0 letterhead --issuer "$evil"
{
	echo 'phuong_xa,dan_so,nguon,ngay'
	echo '00004,20,<b onmouseover=alert(1)>Chi cục</b>,30/06/2026'
	echo '00008,10,Thống kê,30/06/2026'
} >population.csv
run 0 population import population.csv
run 0 count --output dem.html
run 0 count --ward 4 --by ward,month --output thang.html
run 0 count --ward 4 --format html
has "$out" '&quot;&gt;&lt;script&gt;document.title=' '&lt;b onmouseover=alert(1)&gt;Chi cục&lt;/b&gt;'
lacks "$out" '<img' '<b ' 'http:' 'https:'

# Its security policy names its style and its script, and nothing else.
inside() { # TAG
	awk -v tag="$1" 'BEGIN { RS = "<" tag ">" } NR == 2 { sub("</" tag ">.*", ""); printf "%s", $0 }' dem.html
}
for part in style script; do
	hash=$(inside "$part" | sha256sum | cut -d' ' -f1 | sed 's/../\\x&/g')
	hash=sha256-$(printf '%b' "$hash" | base64)
	check "the hash of the $part is $hash" grep -qF "$part-src '$hash'" dem.html
done
has dem.html "default-src 'none'"

if ! command -v chromium >/dev/null; then
	echo 'skip the page in a browser: there is no chromium here'
	finish
fi
if ! browser_open "$work/browser"; then
	not_ok 'the browser opens'
	grep -v dbus "$work/browser/log"
	browser_close
	finish
fi

colours() { # light|dark [media]
	browse Emulation.setEmulatedMedia "{\"media\":\"${2-}\",\"features\":[{\"name\":
		\"prefers-color-scheme\",\"value\":\"$1\"}]}"
}

stands_out() { # WORDS
	js "$(<"$tree/tests/tools/browser/contrast.js")"
	printf '%s\n' "$value" >contrast.txt
	check "$1: everything stands out: $(tail -n 1 contrast.txt)" test "$(wc -l <contrast.txt)" = 1
	[ "$(wc -l <contrast.txt)" = 1 ] || show contrast.txt
}

says() { # WORDS WANTED EXPRESSION
	js "String($3)"
	if [ "$value" = "$2" ]; then
		ok "$1"
	else
		not_ok "$1: $value, not $2"
	fi
}

# ── as it opens ──
page "$work/dem.html"
says 'the title' 'Số người đã hoàn thành khóa học, tính đến hết ngày 22/11/2026' document.title
says 'in Vietnamese' vi document.documentElement.lang
says 'nothing came in by a name' 0 "document.querySelectorAll('img, b, iframe, object, link').length"
says 'the name is a text' "$evil · 22/11/2026" "document.querySelector('.from').textContent"
says 'every row has a heading' 127 "document.querySelectorAll('tbody th[scope=row]').length"
says 'every column, too' 7 "document.querySelectorAll('thead th[scope=col]').length"
says 'the table has a caption' 'Bảng chi tiết, 127 dòng' "document.querySelector('caption').textContent"
says 'numbers as in Viet Nam' '5.275.898' "document.querySelector('tfoot td:nth-child(3)').textContent"
colours light
stands_out 'by light'
says 'white paper' 'rgb(255, 255, 255)' 'getComputedStyle(document.body).backgroundColor'
colours dark
stands_out 'by dark'
says 'dark indeed' 'rgb(18, 22, 27)' 'getComputedStyle(document.body).backgroundColor'

# ── by keys ──
says 'what can be done is said' 'Bấm vào tên một cột để xếp bảng theo cột ấy.' \
	"document.getElementById('said').textContent"
tabs() { # Tab until nothing is left
	local i
	for i in {1..30}; do
		press Tab 9
		js "$(<"$tree/tests/tools/browser/focus.js")"
		[ "$value" != nothing ] || break
		printf '%s\n' "$value"
	done
}
tabs >tabs.txt
printf '%s\n' 'region Bảng chi tiết, 127 dòng' 'button Mã' 'button Phường, xã' 'button Dân số' \
	'button Nguồn' 'button Đã học' 'button Chưa rõ' 'button Tỷ lệ' >wanted.txt
check 'Tab goes through all that can be used, in reading order, and is seen' diff wanted.txt tabs.txt

focus() { # COLUMN, from 1
	js "document.querySelectorAll('thead button')[$1 - 1].focus(), ''"
}
column="[...document.querySelectorAll('tbody tr')].map(r => r.cells[COLUMN - 1])"
values() { # COLUMN
	printf '%s' "${column//COLUMN/$1}.map(c => c.getAttribute('data-v') ?? c.textContent)"
}
says 'the file is in the Vietnamese order' 'An Khánh,Ba Đình,Ba Vì,Bạch Mai' "$(values 2).slice(0, 4)"
js "window.before = $(values 2).slice(0, 126).join('|'), ''"
focus 7
press Enter 13 '\r'
says 'Enter sorts, the highest rate first' '00004,00008' \
	"${column//COLUMN/1}.slice(0, 1).map(c => c.textContent) + ',' + (v => v.every((x, i) => !i ||
	x === '' || Number(v[i - 1]) >= Number(x)) ? '00008' : v)($(values 7))"
says 'it is said to those who cannot see it' 'Bảng đang xếp theo cột “Tỷ lệ”, giảm dần.' \
	"document.getElementById('said').textContent"
says 'and to those who can' descending \
	"[...document.querySelectorAll('[aria-sort]')].map(h => h.getAttribute('aria-sort'))"
press Enter 13 '\r'
says 'again: the lowest first, unknown ones still last' 'true,' \
	"(v => [v.every((x, i) => !i || x === '' || Number(v[i - 1]) <= Number(x)), v[v.length - 1]])($(values 7))"
focus 2
press ' ' 32 ' '
says 'space sorts names the Vietnamese way' true \
	"$(values 2).filter(n => n !== 'Nơi khác hoặc chưa rõ').join('|') === window.before ||
	$(values 2)"
says 'the focus stays' 'Phường, xã' 'document.activeElement.textContent'

# ── on a phone ──
browse Emulation.setDeviceMetricsOverride '{"width":360,"height":740,"deviceScaleFactor":2,"mobile":true}'
says 'nothing sticks out on a phone' true 'document.scrollingElement.scrollWidth <= 360'
says 'the table can be moved sideways' true \
	"(e => e.scrollWidth > e.clientWidth)(document.querySelector('.table'))"
says 'what is touched is large enough' true \
	"[...document.querySelectorAll('button')].every(b => b.offsetHeight >= 24 && b.offsetWidth >= 24)"
browse Emulation.clearDeviceMetricsOverride

# ── months ──
page "$work/thang.html"
colours light
stands_out 'months, by light'
colours dark
stands_out 'months, by dark'
says 'a bar a month' "$(grep -c '<tr><td>00004' thang.html)" "document.querySelectorAll('.scroll .before').length"
tabs >tabs.txt
check 'the chart can be moved by keys' grep -qx 'region Biểu đồ tăng theo tháng' tabs.txt
focus 3
press Enter 13 '\r'
says 'months are sorted as such' '04/2026' "${column//COLUMN/3}[0].textContent"

# ── on paper, also for those who like it dark ──
page "$work/dem.html"
colours dark print
says 'paper stays white' 'rgb(255, 255, 255)' 'getComputedStyle(document.body).backgroundColor'
stands_out 'on paper'
browse Page.printToPDF '{"preferCSSPageSize":true,"printBackground":true}'
browser_field data | base64 -d >in.pdf
pdfinfo in.pdf >info.txt
pages=$(awk '/^Pages:/ { print $2 }' info.txt)
check "printed on A4, $pages pages" grep -qE '^Page size: +59[45]\.[0-9]+ x 84[12]\.[0-9]+ pts' info.txt
pdftotext -layout in.pdf - | tr '\f' '\n' >in.txt
check 'the heading stands on every page of the table' \
	test "$(grep -c 'Phường, xã .*Dân số' in.txt)" = "$pages"
check 'no row is lost or cut' test "$(grep -oE '^ *[0-9]{5} ' in.txt | sort -u | wc -l)" = 126
check 'the footer is there' grep -q 'nd-135-2020' in.txt

# ── nothing else happened ──
check 'nothing was asked from anywhere else' sh -c '! grep -F requestWillBeSent "$0" |
	grep -vqE "\"url\":\"file://[^\"]*/(dem|thang).html\""' "$events"
check 'nothing was complained about' sh -c '! grep -E "exceptionThrown|consoleAPICalled|entryAdded" "$0"' "$events"
# The policy would hold even if a name became a script.
js "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.caught=1>'),
	document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.caught = 1'})),
	new Promise(done => setTimeout(() => done(String(window.caught)), 0))"
check 'a script that is not ours does not run' test "$value" = undefined
check 'and the browser says why' grep -q 'Content Security Policy' "$events"

# ── without scripts ──
browse Emulation.setScriptExecutionDisabled '{"value":true}'
page "$work/dem.html"
js "document.querySelectorAll('tbody tr').length + ' ' + document.querySelectorAll('button').length + ' ' +
	document.querySelector('thead th').textContent"
check 'without scripts all is there but the buttons' test "$value" = '127 0 Mã'
browser_close
finish
