# What somebody does who presses keys as they come: a key file (app/term/keyfile.h) of `steps` lines, or
# with -v plain=1 as many lines of answers for line mode. The same seed gives the same.
#
#	awk -f tests/tools/wander.awk -v seed=7 -v steps=400
#
# One in three signs in as the staff of tests/scripts/lib.sh's centre first, one in three registers.

function chance() { # the same with every awk
	state = (state * 16807) % 2147483647
	return state / 2147483647
}
function draw(n) { return int(chance() * n) + 1 }
function pick(list, n, parts) { n = split(list, parts, "|"); return parts[draw(n)] }

function key() {
	if (chance() < 0.75)
		return pick("Enter|Enter|Enter|Enter|Enter|Down|Down|Down|Up|Esc|Esc|Tab|Shift-Tab|Left|Right|Right|Space")
	if (chance() < 0.6)
		return draw(9)
	return pick("PgDn|PgUp|Home|End|Backspace|Delete|Insert|Ctrl-U|Ctrl-W|Ctrl-L|Ctrl-Z|F" draw(12) "|0|q|/")
}

function text() {
	return pick("Nguyeenx Thij Hoa|nth|3/1985|1960|31/2/2020|hoc vui moi ngay|0912345678|001085012345|%s%n|ộ|你好|-1|99999999999|hoan k|../../etc/passwd|=1+1|{ban}|tran thi lan|so-lieu.xlsx|w|dd|1.250.000 đ|" long)
}

function steps_of_somebody() {
	if (plain)
		return draw(3) == 1 ? "=2\ntran thi lan\nhoc vui moi ngay" : draw(2) == 1 ? "2" : "Nguyeenx Thij Hoa"
	if (draw(3) == 1)
		return "key Down Down Enter\ntype tran thi lan\nkey Enter\ntype hoc vui moi ngay\nkey Enter"
	if (draw(2) == 1)
		return "key Down Enter Enter Down\ntype Traanf Vawn Thuwr\nkey Enter\ntype 3/1985\n" \
			"key Enter 1 1 Down Enter Down Enter 2 Down Enter"
	return "key Down"
}

BEGIN {
	state = seed * 7919 + 1
	for (i = 0; i < 60; i++)
		long = long "ế"
	print steps_of_somebody()
	for (i = 0; i < steps; i++) {
		what = chance()
		if (plain)
			print what < 0.6 ? draw(6) : what < 0.75 ? "" : what < 0.85 ? "=" draw(4) : text()
		else if (what < 0.85)
			print "key " key()
		else if (what < 0.93)
			print "type " text()
		else if (what < 0.95)
			print "paste " text()
		else if (what < 0.97)
			print "click " draw(24) - 1 " " draw(80) - 1
		else if (what < 0.98)
			print "wait " pick("10s|2m|40m|25h|40d")
		else
			print "resize " pick("80x24|40x15|64x24|132x50|40x15|80x24|10x3|200x60")
	}
}
