/* A pack of very many lessons: how long the whole check and the start take, beside bare libyaml that
 * parses the same files, and how a start with few lessons compares.
 *
 *	bench_pack [LESSONS] [RUNS]	10000 lessons and 9 starts of each without arguments
 *
 * A cold start has no index of the pack (content/index.h), a warm one has; the disk's own cache is
 * warm in both. The few are as many lessons as are shipped.
 */
#include "session.h"

#include "content/load.h"
#include "course/dice.h"
#include "secret/secret.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <yaml.h>

#define FEW 18
#define MODULES 20
#define LESSON_BYTES 4096

/* ── the pack ──────────────────────────────────────────────────────────────────────────── */

static const char *const sentences[] = {
	"Cô Hoa mở điện thoại và đọc từng dòng trên màn hình.",
	"Bác Tâm bấm nút quay lại rồi thử thêm một lần nữa.",
	"Mở nhầm thì luôn có đường quay lại, không mất gì cả.",
	"Nhìn tên người gửi trước, rồi mới đọc đến nội dung.",
	"Không chắc thì dừng lại và hỏi con cháu trong nhà.",
	"Số điện thoại in sau thẻ là số nên gọi khi có chuyện.",
	"Chữ nhỏ quá thì vào phần cài đặt để chỉnh cho to hơn.",
	"Việc gấp đến đâu cũng có thể chờ thêm năm phút.",
	"Ghi lại ngày, giờ và số tiền vào một cuốn sổ nhỏ.",
	"Đọc lại cả câu một lần cho chắc rồi mới bấm gửi đi.",
	"Máy hỏi điều gì lạ thì chọn không, rồi hỏi cán bộ.",
	"Tập mỗi ngày một chút thì vài hôm là quen tay ngay.",
};

static void write_file(const char *folder, const char *name, const struct buf *text)
{
	char *path = path_join(folder, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0 || write(fd, text->data, text->len) != (ssize_t)text->len)
		exit(1);
	close(fd);
	free(path);
}

static void add_step(struct buf *out, struct dice *dice, size_t step)
{
	buf_printf(out, "  - id: buoc-%zu\n    title: Bước thứ %zu\n    say: |\n", step,
		   step);
	for (int line = 0; line < 6; line++)
		buf_printf(out, "      %s\n",
			   sentences[dice_below(dice, ARRAY_LEN(sentences))]);
}

static void add_check(struct buf *out, struct dice *dice)
{
	static const char *const wrong[] = {"\"Bấm ngay vào đường dẫn ấy\"",
					    "\"Gửi tin ấy cho cả nhóm xem\""};
	size_t right = dice_below(dice, 3), used = 0;
	buf_adds(out, "  - id: hoi\n    check:\n      type: single\n"
		      "      objective: hieu\n      ask: Gặp tin lạ thì nên làm gì?\n"
		      "      options:\n");
	for (size_t i = 0; i < 3; i++) {
		bool is_right = i == right;
		buf_printf(out, "        - {id: chon-%zu, text: %s, %s}\n", i,
			   is_right ? "\"Dừng lại và hỏi người quen\"" : wrong[used],
			   is_right ? "correct: true" : "why: Vội là dễ nhầm.");
		used += !is_right;
	}
}

static void add_lesson(const char *folder, struct dice *dice, size_t n)
{
	struct buf text = BUF_INIT;
	char name[32];
	buf_printf(&text,
		   "kind: lesson\nschema: 1\nid: b%05zu\ntitle: Bài học số %zu\n"
		   "skills: [thu.doc]\nminutes: 8\nobjectives:\n"
		   "  hieu: Nói được việc nên làm khi gặp điều lạ\nsteps:\n",
		   n, n);
	for (size_t step = 1; text.len < LESSON_BYTES - 900; step++)
		add_step(&text, dice, step);
	add_check(&text, dice);
	buf_printf(&text, "recap:\n  - %s\n  - Không chắc thì dừng lại và hỏi.\n",
		   sentences[dice_below(dice, ARRAY_LEN(sentences))]);
	snprintf(name, sizeof(name), "b%05zu.yaml", n);
	write_file(folder, name, &text);
	buf_release(&text);
}

static void add_quiz(const char *root)
{
	struct buf text = BUF_INIT;
	buf_adds(&text,
		 "kind: quiz\nschema: 1\nid: cuoi-khoa\ntitle: Kiểm tra cuối khóa\n"
		 "mode: exam\ndraw: [{any: true, take: 10}]\npass: {score: 80%}\n"
		 "attempts: {max: 3, wait: 24h}\nquestions:\n");
	for (size_t i = 0; i < 40; i++)
		buf_printf(&text,
			   "  - id: cau-%zu\n    type: number\n    skills: [thu.doc]\n"
			   "    ask: Số nào đứng sau số %zu?\n    answer: %zu\n",
			   i, i, i + 1);
	write_file(root, "quizzes/cuoi-khoa.yaml", &text);
	buf_release(&text);
}

static void add_course(const char *root, size_t lessons)
{
	struct buf text = BUF_INIT;
	buf_adds(&text, "kind: course\nschema: 1\nid: khoa-lon\ntitle: Khóa học lớn\n"
			"modules:\n");
	for (size_t m = 0, n = 0; m < MODULES && n < lessons; m++) {
		size_t end = lessons * (m + 1) / MODULES;
		if (n == end)
			continue;
		buf_printf(&text, "  - id: phan-%zu\n    title: Phần %zu\n    lessons: [",
			   m, m + 1);
		for (size_t first = n; n < end; n++)
			buf_printf(&text, n > first ? ", b%05zu" : "b%05zu", n);
		buf_adds(&text, "]\n");
	}
	buf_adds(&text, "completion:\n  version: 1\n  all: [{modules: required}, "
			"{exam: {quiz: cuoi-khoa, score: 80%}}]\n");
	write_file(root, "lessons/course.yaml", &text);
	buf_reset(&text);
	buf_adds(&text, "kind: framework\nschema: 1\nid: khung\ngroups:\n  - id: nhom\n"
			"    title: Nhóm\n    skills: [{id: thu.doc, title: Đọc}]\n");
	write_file(root, "lessons/framework.yaml", &text);
	buf_reset(&text);
	buf_adds(&text, "kind: facts\nschema: 1\nid: so-lieu\nsources: []\nfacts: []\n");
	write_file(root, "lessons/facts.yaml", &text);
	buf_release(&text);
}

static void run(char *command)
{
	if (system(command) != 0) {
		fprintf(stderr, "failed: %s\n", command);
		exit(1);
	}
	free(command);
}

/* The same pack each time; the wards are the tree's. */
static char *make_pack(const char *where, const char *tree, size_t lessons)
{
	struct dice dice = {.state = 20261122};
	char *root = xasprintf("%s/pack-%zu", where, lessons);
	run(xasprintf("mkdir -p '%s/lessons' '%s/quizzes' && cp -r '%s/locale' '%s'",
		      root, root, tree, root));
	for (size_t m = 0, n = 0; m < MODULES; m++) {
		size_t end = lessons * (m + 1) / MODULES;
		char *folder = xasprintf("%s/lessons/phan-%zu", root, m);
		if (n < end && mkdir(folder, 0755) != 0)
			exit(1);
		for (; n < end; n++)
			add_lesson(folder, &dice, n);
		free(folder);
	}
	add_course(root, lessons);
	add_quiz(root);
	return root;
}

/* ── bare libyaml ──────────────────────────────────────────────────────────────────────── */

static size_t bare_file(const char *path, struct buf *bytes)
{
	yaml_parser_t parser;
	yaml_event_t event;
	size_t events = 0;
	buf_reset(bytes);
	if (!file_read(path, (size_t)1 << 20, bytes, NULL) ||
	    !yaml_parser_initialize(&parser))
		exit(1);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes->data,
				     bytes->len);
	for (bool more = true; more; events++) {
		if (!yaml_parser_parse(&parser, &event))
			exit(1);
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return events;
}

/* All files of a pack, and nothing done with them. */
static size_t bare_folder(const char *path, struct buf *bytes)
{
	size_t events = 0;
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		struct stat st;
		if (entry->d_name[0] == '.')
			continue;
		char *inner = path_join(path, entry->d_name);
		if (stat(inner, &st) == 0 && S_ISDIR(st.st_mode))
			events += bare_folder(inner, bytes);
		else if (strstr(entry->d_name, ".yaml"))
			events += bare_file(inner, bytes);
		free(inner);
	}
	if (folder)
		closedir(folder);
	return events;
}

static int bare(const char *root)
{
	struct buf bytes = BUF_INIT;
	size_t events = bare_folder(root, &bytes);
	buf_release(&bytes);
	return events ? 0 : 1;
}

/* ── measuring ─────────────────────────────────────────────────────────────────────────── */

static double time_of(const char *command)
{
	double start = bench_now();
	if (system(command) != 0) {
		fprintf(stderr, "failed: %s\n", command);
		exit(1);
	}
	return bench_now() - start;
}

static double middle_of(const char *command, size_t runs)
{
	double *times = xcalloc(runs, sizeof(*times));
	for (size_t i = 0; i < runs; i++)
		times[i] = time_of(command);
	double middle = bench_spread(times, runs).middle;
	free(times);
	return middle;
}

struct setting {
	char *program, *self, *data, *cache;
};

/* Until the first screen stands, and until the first page of a lesson: milliseconds. */
struct starting {
	double screen, lesson;
};

static struct starting start_once(const struct setting *s, char *root)
{
	char run_word[] = "run", data[] = "--data", content[] = "--content";
	char *const argv[] = {s->program, run_word, data, s->data, content, root, NULL};
	struct session session;
	struct starting took;
	double start = bench_now();
	begin(&session, argv);
	frame(&session, 0);
	took.screen = bench_now() - start;
	/* The person is found by her initials; then the first line of her page. */
	press(&session, "nth");
	frame(&session, 3);
	cost(&session, "\033OB");
	start = bench_now();
	cost(&session, "\r");
	cost(&session, "\r");
	took.lesson = took.screen + bench_now() - start;
	end(&session);
	return took;
}

/* Starts in turn, so that both see the same machine. */
static void start_both(const struct setting *s, char *const roots[2], size_t runs,
		       struct starting middle[2])
{
	double *times[4];
	for (size_t i = 0; i < 4; i++)
		times[i] = xcalloc(runs, sizeof(double));
	for (size_t i = 0; i < runs; i++) {
		for (size_t k = 0; k < 2; k++) {
			struct starting took = start_once(s, roots[k]);
			times[2 * k][i] = took.screen;
			times[2 * k + 1][i] = took.lesson;
		}
	}
	for (size_t k = 0; k < 2; k++)
		middle[k] = (struct starting){
			bench_spread(times[2 * k], runs).middle,
			bench_spread(times[2 * k + 1], runs).middle,
		};
	for (size_t i = 0; i < 4; i++)
		free(times[i]);
}

static void line(const char *words, double ms, double bare_ms)
{
	printf("%-32s %9.1f ms, %.3f of bare libyaml\n", words, ms, ms / bare_ms);
}

static void measure(const struct setting *s, char *const roots[2], size_t lessons,
		    size_t runs)
{
	struct starting warm[2];
	char *parse = xasprintf("'%s' --bare '%s'", s->self, roots[0]);
	char *check =
		xasprintf("'%s' check --content '%s' >/dev/null", s->program, roots[0]);
	time_of(parse); /* once for the disk's cache */
	double bare_ms = middle_of(parse, 3), check_ms = middle_of(check, 3);
	run(xasprintf("rm -rf '%s'", s->cache));
	struct starting cold = start_once(s, roots[0]);
	start_once(s, roots[1]);
	start_both(s, roots, runs, warm);
	line("bare libyaml, all files", bare_ms, bare_ms);
	line("kynangso check", check_ms, bare_ms);
	line("cold start, first screen", cold.screen, bare_ms);
	line("warm start, first screen", warm[0].screen, bare_ms);
	line("warm start, a lesson opened", warm[0].lesson, bare_ms);
	printf("%zu lessons beside %d: first screen %.1f and %.1f ms, ratio %.2f\n",
	       lessons, FEW, warm[0].screen, warm[1].screen,
	       warm[0].screen / warm[1].screen);
	printf("%zu lessons beside %d: a lesson opened %.1f and %.1f ms, ratio %.2f\n",
	       lessons, FEW, warm[0].lesson, warm[1].lesson,
	       warm[0].lesson / warm[1].lesson);
	free(parse);
	free(check);
}

int main(int argc, char **argv)
{
	char self[4096];
	struct err err = {0};
	if (argc > 2 && !strcmp(argv[1], "--bare"))
		return bare(argv[2]);
	size_t lessons = argc > 1 ? strtoull(argv[1], NULL, 10) : 10000;
	size_t runs = argc > 2 ? strtoull(argv[2], NULL, 10) : 9;
	if (lessons < FEW || runs < 1 || !secret_init(&err))
		return 2;
	char *folder = bench_folder(), *program = program_beside(self);
	struct setting s = {.program = program,
			    .self = self,
			    .data = path_join(folder, "data"),
			    .cache = path_join(folder, "cache")};
	char *tree =
		xasprintf("%.*s", (int)(strstr(program, "/build/") - program), program);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("KYNANGSO_FRAME_TITLE", "1", 1);
	setenv("XDG_CACHE_HOME", s.cache, 1);
	unsetenv("NO_COLOR");
	unsetenv("SSH_CONNECTION");
	unsetenv("ACCESSIBLE");
	prepare(program, s.data);
	char *roots[] = {make_pack(folder, tree, lessons), make_pack(folder, tree, FEW)};
	sleep(3); /* so that no file is younger than the disk's clock can tell */
	measure(&s, roots, lessons, runs);
	run(xasprintf("rm -rf '%s'", folder));
	free(tree);
	free(roots[0]);
	free(roots[1]);
	free(s.data);
	free(s.cache);
	free(program);
	free(folder);
	return 0;
}
