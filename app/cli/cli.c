#include "cli/cli.h"

#include "base/file.h"
#include "base/i18n.h"
#include "cli/help.h"
#include "content/copy.h"
#include "content/load.h"
#include "content/nearest.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/number.h"
#include "ui/i18n.h"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LANG_DEFAULT "vi"

void cli_init(struct cli *cli)
{
	*cli = (struct cli){
		.lang = LANG_DEFAULT,
		.in = stdin,
		.out = stdout,
		.messages = stderr,
	};
}

void cli_release(struct cli *cli)
{
	if (cli->store)
		store_close(cli->store);
	/* Findings borrow the names of files from the region. */
	diags_release(&cli->findings);
	shelf_free(cli->shelf);
	if (cli->region)
		region_release(cli->region);
	free(cli->region);
	free(cli->data);
	free(cli->content);
	*cli = (struct cli){0};
}

/* ── talking ───────────────────────────────────────────────────────────────────────────── */

void cli_print(struct cli *cli, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vfprintf(cli->out, format, args);
	va_end(args);
}

/* Messages quote arguments, names of files and cells: nothing in them may steer the
 * terminal. */
static void put_line(struct cli *cli, const char *before, const char *format,
		     va_list args)
{
	struct buf raw = BUF_INIT, shown = BUF_INIT;
	buf_vprintf(&raw, format, args);
	text_visible_block(&shown, raw.data);
	/* What is already on standard output comes first where both are one terminal. */
	fflush(cli->out);
	fprintf(cli->messages, "%s%s\n", before, shown.data);
	buf_release(&raw);
	buf_release(&shown);
}

static void say(struct cli *cli, const char *format, va_list args)
{
	char before[64];
	snprintf(before, sizeof(before), "kynangso%s%s: ", cli->command ? " " : "",
		 cli->command ? cli->command->name : "");
	put_line(cli, before, format, args);
}

void cli_line(struct cli *cli, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	put_line(cli, "", format, args);
	va_end(args);
}

void cli_say(struct cli *cli, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say(cli, format, args);
	va_end(args);
}

int cli_fail(struct cli *cli, const struct err *err)
{
	cli_say(cli, "%s", err->text);
	return err->kind ? (int)err->kind : ERR_SOFTWARE;
}

int cli_misused(struct cli *cli, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say(cli, format, args);
	va_end(args);
	fprintf(cli->messages, _("Xem cách dùng: kynangso %s%s--help\n"),
		cli->command ? cli->command->name : "", cli->command ? " " : "");
	return ERR_USAGE;
}

static bool watched(struct cli *cli)
{
	int fd = fileno(cli->messages);
	return fd >= 0 && isatty(fd);
}

void cli_progress(struct cli *cli, const char *format, ...)
{
	va_list args;
	if (!watched(cli))
		return;
	fputs("\r\033[K", cli->messages);
	va_start(args, format);
	vfprintf(cli->messages, format, args);
	va_end(args);
	fflush(cli->messages);
}

void cli_progress_end(struct cli *cli)
{
	if (watched(cli))
		fputs("\r\033[K", cli->messages);
}

int cli_finish(struct cli *cli, int status)
{
	struct err err = {0};
	if (fflush(cli->out) == 0 && !ferror(cli->out))
		return status;
	err_set(&err, ERR_IO,
		_("Không ghi hết được kết quả. Hãy xem ổ đĩa còn chỗ không."));
	return cli_fail(cli, &err);
}

/* ── what a command needs ──────────────────────────────────────────────────────────────── */

const char *cli_data(struct cli *cli, struct err *err)
{
	if (!cli->data)
		cli->data = path_data(err);
	return cli->data;
}

/* The pack that staff have copied to write in it, beside the data; NULL where there is none. */
static char *own_content(struct cli *cli)
{
	const char *chosen = getenv("KYNANGSO_CONTENT");
	const char *data = chosen && *chosen ? NULL : cli_data(cli, NULL);
	char *own = data ? path_join(data, CONTENT_OWN) : NULL;
	char *course = own ? path_join(own, "lessons/course.yaml") : NULL;
	bool there = course && file_exists(course);
	free(course);
	if (there)
		return own;
	free(own);
	return NULL;
}

const char *cli_content(struct cli *cli)
{
	if (!cli->content)
		cli->content = own_content(cli);
	if (!cli->content)
		cli->content = path_content(KYNANGSO_SHARE);
	return cli->content;
}

const char *cli_pack(struct cli *cli)
{
	char *course = path_join(cli_content(cli), "lessons/course.yaml");
	bool there = file_exists(course);
	free(course);
	return there ? cli->content : NULL;
}

struct shelf *cli_shelf(struct cli *cli, struct err *err)
{
	if (cli->shelf)
		return cli->shelf;
	char *cache = path_cache();
	struct shelf_settings settings = {.root = cli_content(cli), .cache = cache};
	cli->shelf = shelf_open(&settings, err);
	free(cache);
	return cli->shelf;
}

const struct course *cli_course(struct cli *cli, struct err *err)
{
	if (!cli_shelf(cli, err) || !shelf_refresh(cli->shelf, err))
		return NULL;
	return cli->course = shelf_course(cli->shelf);
}

const struct region *cli_region(struct cli *cli, struct err *err)
{
	if (cli->region)
		return cli->region;
	struct region *region = xcalloc(1, sizeof(*region));
	size_t errors = cli->findings.errors;
	bool ok = content_load_region(region, &cli->findings, cli_content(cli), CLI_CITY,
				      err);
	/* A count by half a table of ages would be wrong and look right. */
	if (ok && cli->findings.errors > errors)
		ok = err_set(
			err, ERR_CONFIG,
			_("Tệp phường, xã hoặc bảng tuổi trong %s/locale/%s có lỗi. Xem "
			  "lỗi bằng: kynangso check"),
			cli_content(cli), CLI_CITY);
	diags_sort(&cli->findings);
	if (ok)
		return cli->region = region;
	region_release(region);
	free(region);
	return NULL;
}

const char *cli_user(void)
{
	const struct passwd *user = getpwuid(getuid());
	return user ? user->pw_name : "";
}

struct store *cli_store(struct cli *cli, enum store_mode mode, struct err *err)
{
	if (cli->store)
		return cli->store;
	const char *folder = cli_data(cli, err);
	if (!folder || !secret_init(err))
		return NULL;
	if (mode != STORE_CREATE && !store_exists(folder)) {
		if (store_lost(folder, err))
			return NULL;
		err_set(err, ERR_NOINPUT,
			_("Chưa có trung tâm nào ở %s. Hãy mở bằng: kynangso setup, "
			  "hoặc chọn thư mục khác bằng --data."),
			folder);
		return NULL;
	}
	cli->store = store_open(folder, mode, &cli->clock, cli->course, cli->region, err);
	/* The command line asks for no staff password: who may open the file may act. */
	if (cli->store)
		store_actor(cli->store, cli_user());
	return cli->store;
}

struct store *cli_open(struct cli *cli, enum store_mode mode, struct err *err)
{
	return cli_region(cli, err) ? cli_store(cli, mode, err) : NULL;
}

bool cli_centre(struct cli *cli, struct centre *centre, struct err *err)
{
	struct err none = {0};
	if (store_centre(cli->store, centre, &none))
		return true;
	if (none.kind) {
		*err = none;
		return false;
	}
	return err_set(
		err, ERR_NOINPUT,
		_("Chưa có trung tâm nào ở %s. Hãy mở bằng: kynangso setup, hoặc chọn "
		  "thư mục khác bằng --data."),
		cli->data);
}

/* ── small things ──────────────────────────────────────────────────────────────────────── */

bool cli_wrong_value(struct err *err, const char *option)
{
	err->kind = ERR_USAGE;
	return err_prefix(err, option);
}

bool cli_day(const char *text, int *day, struct err *err)
{
	struct date date;
	enum precision precision;
	if (!date_parse_people(text, &date, &precision, err))
		return false;
	if (precision != PRECISION_DAY)
		return err_set(err, ERR_DATA,
			       _("“%s” chưa đủ ngày, tháng, năm. Viết như 22/11/2026."),
			       text);
	*day = day_of(date);
	return true;
}

const struct ward *cli_ward(const struct region *region, const char *text,
			    struct err *err)
{
	size_t prefix = strlen(WARD_PREFIX);
	bool prefixed = !strncmp(text, WARD_PREFIX, prefix);
	const struct ward *ward =
		region_ward_find(region, prefixed ? text + prefix : text);
	if (!ward)
		err_set(err, ERR_DATA,
			_("Không tìm ra phường, xã “%s”. Viết mã 5 chữ số hoặc tên như "
			  "“Ba Đình”, “xã Đông Anh”."),
			text);
	return ward;
}

void cli_ward_words(const struct region *region, const char *code, char *out, size_t size)
{
	const struct ward *ward = region_ward(region, code);
	if (ward)
		ward_format(ward, out, size);
	else
		snprintf(out, size, "%s", _("chưa rõ hoặc ở ngoài thành phố"));
}

/* ── running a command ─────────────────────────────────────────────────────────────────── */

/* A program that was built but not installed lies in build/<variant>/, its words in
 * build/locale/; NULL for an installed one. */
static char *built_catalogues(void)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	if (n <= 0)
		return NULL;
	self[n] = '\0';
	char *slash = strrchr(self, '/');
	if (!slash)
		return NULL;
	*slash = '\0';
	char *folder = path_join(self, "../locale");
	if (file_exists(folder))
		return folder;
	free(folder);
	return NULL;
}

/* The language counts from the first message on, wherever --lang stands. */
static void choose_language(struct cli *cli, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (!strncmp(argv[i], "--lang=", 7))
			cli->lang = argv[i] + 7;
		else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			cli->lang = argv[i + 1];
	}
	if (!strcmp(cli->lang, LANG_DEFAULT))
		return;
	char *built = built_catalogues();
	i18n_use(cli->lang, built ? built : KYNANGSO_LOCALE);
	free(built);
}

static int unknown_command(struct cli *cli, const char *typed)
{
	struct nearest nearest;
	nearest_init(&nearest, typed);
	for (const struct command *c = commands; c->name; c++)
		nearest_try(&nearest, c->name);
	if (nearest.best)
		return cli_misused(cli, _("Không có lệnh “%s”. Có phải ý bạn là “%s”?"),
				   typed, nearest.best);
	return cli_misused(cli, _("Không có lệnh “%s”."), typed);
}

static bool asks_for(int argc, char **argv, const char *option)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (!strcmp(argv[i], option))
			return true;
	return false;
}

static bool asks_for_help(int argc, char **argv)
{
	return asks_for(argc, argv, "--help") || asks_for(argc, argv, "-h");
}

/* No command at all, and a question about the program. */
static bool told_about(struct cli *cli, int argc, char **argv)
{
	bool help = asks_for_help(argc, argv);
	if (help)
		help_program(cli->out);
	else if (asks_for(argc, argv, "--version"))
		help_version(cli->out);
	else
		return false;
	return true;
}

/* A group alone: "kynangso learners". */
static int half_a_command(struct cli *cli, const char *group, int argc, char **argv)
{
	bool asked = asks_for_help(argc, argv);
	help_group(asked ? cli->out : cli->messages, group);
	return asked ? EXIT_FINE : ERR_USAGE;
}

/* argv without the words at first and second (argc = none), and with the command in
 * front. */
static int run_without(struct cli *cli, int argc, char **argv, int first, int second)
{
	char **rest = xcalloc((size_t)argc + 2, sizeof(*rest));
	char *name = xstrdup(cli->command->name);
	int n = 0;
	rest[n++] = name;
	for (int i = 1; i < argc; i++)
		if (i != first && i != second)
			rest[n++] = argv[i];
	int status = cli->command->run(cli, n, rest);
	free(name);
	free(rest);
	return status;
}

/* Two words are one command; a first word alone may be one, too ("export"). The exit status
 * where there is nothing to run, else -1. */
static int two_words(struct cli *cli, int argc, char **argv, int first, int *second)
{
	int next = command_word(argc, argv, first + 1);
	if (next == argc)
		return cli->command ? -1 : half_a_command(cli, argv[first], argc, argv);
	char *both = xasprintf("%s %s", argv[first], argv[next]);
	const struct command *command = command_named(both);
	int status = -1;
	if (command) {
		cli->command = command;
		*second = next;
	} else if (!cli->command) {
		status = unknown_command(cli, both);
	}
	free(both);
	return status;
}

int cli_dispatch(struct cli *cli, int argc, char **argv)
{
	choose_language(cli, argc, argv);
	int first = command_word(argc, argv, 1), second = argc;
	if (first == argc && told_about(cli, argc, argv))
		return EXIT_FINE;
	const char *word = first < argc ? argv[first] : "run";
	cli->command = command_named(word);
	if (command_is_group(word)) {
		int status = two_words(cli, argc, argv, first, &second);
		if (status >= 0)
			return status;
	}
	if (!cli->command)
		return unknown_command(cli, word);
	return run_without(cli, argc, argv, first, second);
}

/* Cron jobs and daemons may close these; a file of ours opened in their place would be printed into.
 * Opened the wrong way round, they still say that nothing could be written. */
static void hold_standard_files(void)
{
	static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", modes[fd]);
}

int cli_main(int argc, char **argv)
{
	struct cli cli;
	hold_standard_files();
	/* A file that may not grow (ulimit -f) is an error with words, as a full disk is, not a death. */
	signal(SIGXFSZ, SIG_IGN);
	cli_init(&cli);
	int status = cli_finish(&cli, cli_dispatch(&cli, argc, argv));
	cli_release(&cli);
	return status;
}
