# People who were trained before, as `learners import` takes them: made up, the same each time.
#
#	awk -f tests/tools/people.awk -v count=400 [-v seed=1] >people.csv
#
# They live in a few wards (most of them in the first), are of all ages, came faster and faster from
# 9/2025 to 11/2026; of some only the year of birth is known or nothing, of some not even the sex.
function roll(n) { # 0 .. n-1, the same with every awk
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}
function pick(list,   parts, n) {
	n = split(list, parts, " ")
	return parts[1 + roll(n)]
}
BEGIN {
	state = seed ? seed : 1
	split("00070 00070 00070 00004 00004 00008 00025 00082 00091 00103", wards, " ")
	print "ho_ten,ngay_sinh,gioi_tinh,phuong_xa,dien_thoai,ngay_hoan_thanh,can_cu"
	for (i = 0; i < count; i++) {
		woman = roll(100) < 56
		name = pick("Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý") " " \
			(woman ? "Thị " : "Văn ") \
			pick("An Anh Bảo Bích Châu Chi Cường Dung Dũng Duyên Đạt Giang Hà Hải Hạnh Hiền Hoa Hòa Hồng Hùng Huệ Hương Khánh Lan Liên Linh Long Mai Minh Nam Nga Ngọc Nhung Oanh Phúc Phương Quân Quý Sơn Tâm Thảo Thu Thủy Trang Tuấn Tú Vân Việt Xuân Yến")
		year = 1955 + int((roll(55) + roll(55)) / 2)
		birth = roll(100) < 85 ? (1 + roll(28)) "/" (1 + roll(12)) "/" year : roll(4) ? year : ""
		sex = roll(100) < 97 ? (woman ? "nữ" : "nam") : ""
		# The square root makes the later months fuller.
		month = int(sqrt(roll(15 * 15)))
		ward = roll(100) < 97 ? wards[1 + roll(10)] : ""
		day = 1 + roll(month == 14 ? 20 : 28)
		done = roll(100) < 92 ? day "/" ((8 + month) % 12 + 1) "/" (2025 + int((8 + month) / 12)) : ""
		printf "%s,%s,%s,%s,09%08d,%s,%s\n", name, birth, sex, ward, i, done,
			done == "" ? "" : "Sổ lớp " (1 + i % 7)
	}
}
