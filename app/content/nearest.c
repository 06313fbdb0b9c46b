#include "content/nearest.h"

#include "base/buf.h"
#include "text/fold.h"

#include <string.h>

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Optimal string alignment over three rows. */
int edit_distance(const char *a, const char *b, int most)
{
	int rows[3][NEAREST_BYTES + 1];
	int *old = rows[0], *last = rows[1], *now = rows[2];
	int n = (int)strlen(a), m = (int)strlen(b);
	if (n > NEAREST_BYTES || m > NEAREST_BYTES || n - m > most || m - n > most)
		return most + 1;
	for (int j = 0; j <= m; j++)
		old[j] = last[j] = j;
	for (int i = 1; i <= n; i++) {
		now[0] = i;
		for (int j = 1; j <= m; j++) {
			int same = lower(a[i - 1]) == lower(b[j - 1]);
			now[j] = least(last[j - 1] + !same,
				       least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				now[j] = least(now[j], old[j - 2] + 1);
		}
		int *spare = old;
		old = last;
		last = now;
		now = spare;
	}
	return last[m] <= most ? last[m] : most + 1;
}

/* What somebody writes who takes the names for words of a sentence; without marks. */
static const struct {
	const char *word, *name;
} translations[] = {
	{"bai hoc", "lesson"},
	{"bai kiem tra", "quiz"},
	{"kiem tra", "quiz"},
	{"bai thuc hanh", "practice"},
	{"thuc hanh", "practice"},
	{"luyen tap", "practice"},
	{"bai thi", "exam"},
	{"thi", "exam"},
	{"trac nghiem", "single"},
	{"chon mot", "single"},
	{"mot dap an", "single"},
	{"chon nhieu", "multiple"},
	{"nhieu dap an", "multiple"},
	{"sap xep", "order"},
	{"xep thu tu", "order"},
	{"thu tu", "order"},
	{"noi", "match"},
	{"noi cap", "match"},
	{"ghep cap", "match"},
	{"go chu", "text"},
	{"chu", "text"},
	{"dien tu", "text"},
	{"so", "number"},
	{"go so", "number"},
	{"dien so", "number"},
	{"tim", "spot"},
	{"tim cho sai", "spot"},
	{"lam", "do"},
	{"tat ca", "all"},
	{"tung cau", "each"},
	{"cao nhat", "best"},
	{"tot nhat", "best"},
	{"cuoi cung", "last"},
	{"lan cuoi", "last"},
	{"tin nhan", "sms"},
	{"cuoc goi", "call"},
	{"goi dien", "call"},
	{"ngan hang", "bank"},
	{"an toan", "safe"},
	{"bi hai", "harmed"},
	{"mot phan", "partial"},
	{"cai dat", "settings"},
	{"bam", "tap"},
	{"go", "type"},
	{"vuot", "swipe"},
	{"cuon", "scroll"},
	{"cho", "wait"},
	{"khong", "none"},
	{"ten", "title"},
	{"tieu de", "title"},
	{"ma", "id"},
	{"ky nang", "skills"},
	{"muc tieu", "objectives"},
	{"so phut", "minutes"},
	{"phut", "minutes"},
	{"buoc", "steps"},
	{"cac buoc", "steps"},
	{"cau hoi", "questions"},
	{"hoi", "ask"},
	{"lua chon", "options"},
	{"cac lua chon", "options"},
	{"dap an", "options"},
	{"dung", "correct"},
	{"vi sao", "why"},
	{"tai sao", "why"},
	{"giai thich", "explain"},
	{"dien thoai", "phone"},
	{"chu thich", "caption"},
	{"danh sach", "list"},
	{"tom tat", "recap"},
	{"nhac lai", "recap"},
	{"can nho", "recap"},
	{"giang vien", "teacher"},
	{"nguon", "sources"},
	{"noi dung", "text"},
	{"loi giang", "say"},
	{"loi", "say"},
	{"loai", "type"},
};

/* Once, as there may be very many candidates. */
static void translate(struct nearest *nearest)
{
	struct buf folded = BUF_INIT;
	size_t n = 0;
	text_fold(&folded, nearest->wanted);
	for (char *s = folded.data; s && *s; s++)
		*s = *s == '_' || *s == '-' ? ' ' : *s;
	for (size_t i = 0; i < ARRAY_LEN(translations); i++)
		if (folded.len && !strcmp(translations[i].word, folded.data) &&
		    n < ARRAY_LEN(nearest->translations))
			nearest->translations[n++] = translations[i].name;
	buf_release(&folded);
}

void nearest_init(struct nearest *nearest, const char *wanted)
{
	size_t n = strlen(wanted);
	/* Of two or three letters every other word is near. */
	int most = n < 3 ? 0 : n < 9 ? (int)n / 3 : 3;
	*nearest = (struct nearest){.wanted = wanted, .distance = most + 1};
	if (n < NEAREST_BYTES)
		translate(nearest);
}

void nearest_try(struct nearest *nearest, const char *candidate)
{
	for (size_t i = 0; i < ARRAY_LEN(nearest->translations); i++) {
		const char *name = nearest->translations[i];
		if (!name || strcmp(name, candidate) != 0)
			continue;
		nearest->distance = 0;
		nearest->best = candidate;
		return;
	}
	int d = edit_distance(nearest->wanted, candidate, nearest->distance - 1);
	if (d < nearest->distance) {
		nearest->distance = d;
		nearest->best = candidate;
	}
}
