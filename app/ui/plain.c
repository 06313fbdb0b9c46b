#include "ui/plain.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/normal.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

struct plain {
	struct app *app;
	FILE *in, *out;
	char *line; /* as typed, owned */
	size_t cap;
	struct buf told; /* of the page before: what was good to know */
};

/* ── telling ── */

static void tell(const struct plain *p, const char *text)
{
	struct buf safe = BUF_INIT;
	text_visible_block(&safe, text);
	fprintf(p->out, "%s\n", safe.data);
	buf_release(&safe);
}

static void tell_item(const struct plain *p, const struct block *b, int number)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, "%d. ", number);
	if (b->mark)
		buf_adds(&text, b->mark == MARK_ON ? _("(đã chọn) ") : _("(chưa chọn) "));
	buf_adds(&text, b->text);
	if (b->note)
		buf_printf(&text, " – %s", b->note);
	tell(p, text.data);
	buf_release(&text);
}

/* Numbered, so that one of them can be named. */
static void tell_lines(const struct plain *p, const char *text)
{
	for (int number = 1; *text; number++) {
		size_t n = strcspn(text, "\n");
		char *line = xasprintf(_("Dòng %d| %.*s"), number, (int)n, text);
		tell(p, line);
		free(line);
		text += n + (text[n] == '\n');
	}
}

static void tell_field(const struct plain *p, const struct block *b)
{
	if (b->text && *b->text)
		tell(p, b->text);
	if (b->fault)
		tell(p, b->fault);
	else if (b->note)
		tell(p, b->note);
	if (b->field->lines) {
		tell_lines(p, field_text(b->field));
	} else if (b->field->kind != FIELD_SECRET && *field_text(b->field)) {
		char *now = xasprintf(_("Đang có: %s"), field_text(b->field));
		tell(p, now);
		free(now);
	}
}

static void tell_block(const struct plain *p, const struct block *b, int *number)
{
	switch (b->kind) {
	case BLOCK_TEXT:
		/* The headings of a table: each row says in words what its numbers are. */
		if (!b->grid || b->cells)
			tell(p, b->note ? b->note : b->text);
		break;
	case BLOCK_ITEM:
		tell_item(p, b, ++*number);
		break;
	case BLOCK_FIELD:
		tell_field(p, b);
		break;
	case BLOCK_PICTURE:
		tell(p, b->note ? b->note : b->text);
		break;
	case BLOCK_BAR:
		tell(p, b->note ? b->note : b->text);
		break;
	default:
		/* Lines and frames mean nothing to ears, but for what is written in them. */
		if (b->note)
			tell(p, b->note);
	}
}

static bool tells(const struct buf *told, const char *text)
{
	size_t n = strlen(text);
	for (const char *s = told->data; *s; s += strcspn(s, "\n"), s += *s == '\n')
		if (!strncmp(s, text, n) && (s[n] == '\n' || !s[n]))
			return true;
	return false;
}

/* What is only good to know is told once, not again with every page; and where the focus is means
 * nothing where there is none. */
static void describe_spare(struct plain *p, struct buf *now, const struct block *b)
{
	int number = 0;
	if (b->role == ROLE_HINT || !b->text)
		return;
	if (!tells(&p->told, b->text))
		tell_block(p, b, &number);
	buf_printf(now, "%s\n", b->text);
}

static void describe(struct plain *p)
{
	struct app *app = p->app;
	const struct view *view = app_top(app);
	int number = 0;
	page_reset(&app->page);
	view->ops->draw(view, app, &app->page);
	fputc('\n', p->out);
	if (*app->owner)
		fprintf(p->out, "%s. ", app->owner);
	tell(p, app->page.title ? app->page.title : "");
	struct buf spare = BUF_INIT;
	for (size_t i = 0; i < app->page.block_count; i++)
		if (app->page.blocks[i].spare)
			describe_spare(p, &spare, &app->page.blocks[i]);
		else
			tell_block(p, &app->page.blocks[i], &number);
	buf_release(&p->told);
	p->told = spare;
	if (*app->status)
		tell(p, app->status);
	app->status[0] = '\0';
}

/* ── asking ── */

static const struct block *nth(const struct page *page, enum block_kind kind, int n)
{
	for (size_t i = 0; i < page->block_count; i++)
		if (page->blocks[i].kind == kind && n-- == 0)
			return &page->blocks[i];
	return NULL;
}

static int items(const struct page *page)
{
	int n = 0;
	while (nth(page, BLOCK_ITEM, n))
		n++;
	return n;
}

/* The field to be filled now: the one with the focus, else the first. */
static const struct block *field_now(const struct app *app)
{
	const struct block *focused = page_focused(&app->page, app_top(app)->focus);
	return focused && focused->kind == BLOCK_FIELD ? focused
						       : nth(&app->page, BLOCK_FIELD, 0);
}

static void prompt(const struct plain *p, const struct block *field)
{
	int n = items(&p->app->page);
	if (field && field->field->lines)
		fputs(_("Gõ số dòng, dấu |, rồi chữ mới, ví dụ 2| Xin chào (2| không: xóa dòng 2; +| thêm dòng ở cuối); hoặc gõ = và số của mục (=0 quay lại, =? giúp): "),
		      p->out);
	else if (field && field->field->kind == FIELD_SEARCH)
		fputs(_("Gõ vài chữ để tìm, hoặc gõ số của dòng, rồi bấm Enter (0 quay lại, ? giúp): "),
		      p->out);
	else if (field && n)
		fprintf(p->out,
			_("Gõ chữ rồi bấm Enter; hoặc gõ = và số của dòng, ví dụ =1 (=0 quay lại, =? giúp): "));
	else if (field)
		fputs(_("Gõ chữ rồi bấm Enter (=0 quay lại, =? giúp): "), p->out);
	else if (n)
		fprintf(p->out,
			_("Gõ số từ 1 đến %d rồi bấm Enter (0 quay lại, ? giúp): "), n);
	else
		fputs(_("Bấm Enter để đi tiếp (0 quay lại, ? giúp): "), p->out);
	fflush(p->out);
}

/* ── a line ── */

static volatile sig_atomic_t caught;

static void on_signal(int number)
{
	caught = number;
}

static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

/* With these, a signal interrupts the reading; nothing else is done about it yet. */
static void catch_signals(struct sigaction old[ARRAY_LEN(deadly)])
{
	struct sigaction action = {.sa_handler = on_signal};
	sigemptyset(&action.sa_mask);
	caught = 0;
	for (size_t i = 0; i < ARRAY_LEN(deadly); i++) {
		sigaction(deadly[i], NULL, &old[i]);
		if (old[i].sa_handler != SIG_IGN)
			sigaction(deadly[i], &action, NULL);
	}
}

static void release_signals(const struct sigaction old[ARRAY_LEN(deadly)])
{
	for (size_t i = 0; i < ARRAY_LEN(deadly); i++)
		sigaction(deadly[i], &old[i], NULL);
}

/* Reads without an echo, and gives the echo back before a signal ends or stops the program: the
 * shell behind it would stay blind. True: stopped and continued, so it is asked again. */
static bool read_hidden(struct plain *p, const struct termios *old, ssize_t *n)
{
	struct sigaction actions[ARRAY_LEN(deadly)];
	struct termios quiet = *old;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	catch_signals(actions);
	tcsetattr(fileno(p->in), TCSANOW, &quiet);
	*n = getline(&p->line, &p->cap, p->in);
	tcsetattr(fileno(p->in), TCSANOW, old);
	release_signals(actions);
	fputc('\n', p->out);
	fflush(p->out);
	if (!caught)
		return false;
	clearerr(p->in);
	raise(caught);
	return true;
}

/* The end of the input where there is no way out: only a terminal that is gone ends it. */
static bool goes_on(struct plain *p)
{
	if (!p->app->kiosk || !feof(p->in) || !isatty(fileno(p->in)))
		return false;
	clearerr(p->in);
	p->line[0] = '\0';
	fputc('\n', p->out);
	tell(p, _("Máy này luôn để mở."));
	return true;
}

static bool read_line(struct plain *p, bool secret)
{
	struct termios old;
	ssize_t n;
	if (secret && tcgetattr(fileno(p->in), &old) == 0) {
		while (read_hidden(p, &old, &n))
			;
	} else {
		n = getline(&p->line, &p->cap, p->in);
	}
	if (n < 0)
		return p->line && goes_on(p);
	p->line[strcspn(p->line, "\r\n")] = '\0';
	return true;
}

static void press_text(struct app *app, struct field *field, const char *text)
{
	while (*text) {
		size_t n = text_grapheme(text, strlen(text));
		struct key key = key_text(text, n);
		field_key(field, &key, &app->typing);
		text += n;
	}
}

/* Where line `number` (from 1) begins; NULL where there are fewer. */
static const char *line_of(const char *text, int number)
{
	while (number > 1 && text) {
		text = strchr(text, '\n');
		text = text ? text + 1 : NULL;
		number--;
	}
	return text;
}

/* "2| chữ": the second line of several gets these words; "2|": it goes; "+| chữ": one more. The new
 * words pass through the typing engine, the other lines stay as they are. */
static void write_line(struct plain *p, struct field *field, const char *typed)
{
	char *old = xstrdup(field_text(field)), *bar;
	bool more = typed[0] == '+';
	long number = more ? 1 : strtol(typed, &bar, 10);
	const char *sign = more ? typed + 1 : bar;
	const char *line = *old || more ? line_of(old, (int)number) : NULL;
	if (*sign != '|' || number < 1 || number > 9999 || !line) {
		tell(p, _("Chưa rõ sửa dòng nào. Gõ số của dòng, dấu |, rồi chữ mới."));
		free(old);
		return;
	}
	const char *words = sign + 1 + strspn(sign + 1, " ");
	size_t n = strcspn(line, "\n"), before = (size_t)(line - old);
	struct buf head = BUF_INIT, tail = BUF_INIT;
	if (more) {
		buf_adds(&head, old);
		if (head.len && head.data[head.len - 1] != '\n')
			buf_addc(&head, '\n');
	} else {
		buf_add(&head, old, before);
		buf_adds(&tail, line + n + (!*words && line[n] == '\n'));
	}
	field_set(field, head.data);
	press_text(p->app, field, words);
	buf_reset(&head);
	buf_printf(&head, "%s%s", field_text(field), tail.data);
	field_set(field, head.data);
	buf_release(&head);
	buf_release(&tail);
	free(old);
}

/* Through the field's own door, key by key: the typing engine, what it refuses, its length. */
static void write_field(struct plain *p, const struct block *block, const char *text)
{
	struct app *app = p->app;
	struct view *view = app_top(app);
	struct field *field = view->ops->field(view, block->id);
	struct key clear = key_of(K_CTRL_U);
	char *nfc = text_nfc(text);
	if (!nfc) {
		tell(p, _("Dòng vừa gõ có ký tự hỏng. Gõ lại nhé."));
		return;
	}
	if (field->lines) {
		write_line(p, field, nfc);
	} else {
		field_key(field, &clear, &app->typing);
		press_text(app, field, nfc);
	}
	free(nfc);
	if (view->ops->changed)
		view->ops->changed(view, app, block->id);
	/* Enter on an empty field keeps what is in it, so it can be passed by. */
	for (int i = 0; i < page_focusables(&app->page); i++)
		if (page_focused(&app->page, i)->id == block->id)
			view->focus = i;
}

static void press(struct plain *p, enum key_code code)
{
	struct key key = key_of(code);
	app_key(p->app, &key);
}

static bool number_of(const char *text, int *number)
{
	char *end;
	long n = strtol(text, &end, 10);
	*number = (int)n;
	return end != text && !*end && n >= 0 && n <= 999;
}

/* Does the view take a key of its own here (a picture to press Enter on, an arrow to find)? */
static void go_on(struct plain *p)
{
	struct view *view = app_top(p->app);
	struct key down = key_of(K_DOWN), enter = key_of(K_ENTER);
	if (view->ops->key && view->ops->key(view, p->app, &enter) &&
	    app_top(p->app) == view)
		view->ops->key(view, p->app, &down);
	else if (app_top(p->app) == view && view->ops->choose)
		view->ops->choose(view, p->app, CHOOSE_NEXT);
}

static void command(struct plain *p, const char *text, const struct block *field)
{
	struct app *app = p->app;
	struct view *view = app_top(app);
	int number;
	if (!strcmp(text, "?")) {
		press(p, K_F1);
	} else if (!strcmp(text, "q")) {
		press(p, K_F10);
	} else if (!*text && !field) {
		const struct block *first = nth(&app->page, BLOCK_ITEM, 0);
		if (!first)
			go_on(p);
		else
			tell(p, _("Gõ số của một dòng rồi bấm Enter."));
	} else if (number_of(text, &number) && number == 0) {
		press(p, K_ESC);
	} else if (number_of(text, &number) && nth(&app->page, BLOCK_ITEM, number - 1)) {
		view->ops->choose(view, app, nth(&app->page, BLOCK_ITEM, number - 1)->id);
	} else {
		tell(p, _("Không có dòng nào như vậy."));
	}
}

/* What a line commands, or NULL where it is text for the field. Nobody is called “1”: where names are
 * looked for, a number chooses as it does on all other screens. */
static const char *commanded(const struct plain *p, const struct block *field)
{
	int number;
	if (!field)
		return p->line;
	if (p->line[0] == '=')
		return p->line + 1;
	if (field->field->kind != FIELD_SEARCH)
		return NULL;
	bool chosen = number_of(p->line, &number) &&
		      (!number || nth(&p->app->page, BLOCK_ITEM, number - 1));
	return chosen || !strcmp(p->line, "?") ? p->line : NULL;
}

/* What Ctrl-C, Ctrl-\ and Ctrl-Z send. */
static const int from_keyboard[] = {SIGINT, SIGQUIT, SIGTSTP};

void app_run_plain(struct app *app, FILE *in, FILE *out)
{
	struct plain p = {app, in, out, NULL, 0, BUF_INIT};
	if (app->kiosk)
		for (size_t i = 0; i < ARRAY_LEN(from_keyboard); i++)
			signal(from_keyboard[i], SIG_IGN);
	while (!app->quit && app->depth) {
		describe(&p);
		const struct block *field = field_now(app);
		prompt(&p, field);
		if (!read_line(&p, field && field->field->kind == FIELD_SECRET))
			break;
		const char *order = commanded(&p, field);
		if (!order) {
			int id = field->id;
			bool lines = field->field->lines;
			if (*p.line)
				write_field(&p, field, p.line);
			/* Of several lines another may follow: an item ends it. */
			if (!lines && app_top(app)->ops->choose)
				app_top(app)->ops->choose(app_top(app), app, id);
		} else {
			command(&p, order, field);
		}
		struct key nothing = key_of(K_RESIZE);
		app_key(app, &nothing); /* views that were left are freed */
	}
	fputc('\n', out);
	if (p.line)
		secret_wipe(p.line, p.cap);
	free(p.line);
	buf_release(&p.told);
}
