/* kynangso letterhead: what stands above and below a report that is handed in. */
#include "report/letterhead.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "text/clean.h"

#include <stdlib.h>
#include <string.h>

#define WORD_BYTES 500

static bool keep(struct cli *cli, size_t word, const char *text, struct err *err)
{
	char *tidy = text_tidy(text);
	bool ok = tidy && strlen(tidy) <= WORD_BYTES &&
		  text_clean(tidy, strlen(tidy), false, NULL, NULL);
	if (ok)
		ok = letterhead_save(cli->store, word, tidy, err);
	else
		err_set(err, ERR_USAGE,
			_("--%s dài quá hoặc có ký tự không in ra được. Hãy viết gọn "
			  "trong một dòng."),
			letterhead_words[word].name);
	free(tidy);
	return ok;
}

static bool keep_all(struct cli *cli, const struct arguments *args, struct err *err)
{
	if (!store_begin(cli->store, err))
		return false;
	for (size_t i = 0; i < LETTERHEAD_WORDS; i++) {
		const char *text = argument(args, letterhead_words[i].name);
		if (text && !keep(cli, i, text, err)) {
			store_rollback(cli->store);
			return false;
		}
	}
	return store_commit(cli->store, err);
}

static void list(struct cli *cli)
{
	struct arena arena = {0};
	struct letterhead letterhead;
	letterhead_load(&letterhead, &arena, cli->store, cli->region,
			clock_today(&cli->clock));
	for (size_t i = 0; i < LETTERHEAD_WORDS; i++) {
		const char *text = *letterhead_at(&letterhead, i);
		cli_print(cli, "%s: %s\n", _(letterhead_words[i].words),
			  text ? text : _("(để trống, điền tay sau khi in)"));
	}
	arena_release(&arena);
}

int command_letterhead(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!cli_open(cli, STORE_OPEN, &err) || !keep_all(cli, &args, &err))
		return err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
					     : cli_fail(cli, &err);
	list(cli);
	return EXIT_FINE;
}
