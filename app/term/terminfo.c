#include "term/terminfo.h"

#include <unistd.h>

#include <term.h>

const char *terminfo_string(const char *name)
{
	char *value = tigetstr(name);
	return value == (char *)-1 ? NULL : value; /* -1: it is no string capability */
}

enum terminfo_verdict terminfo_judge(const char *name)
{
	int status = 0;
	/* Also fails for descriptions marked as generic, such as "unknown". */
	if (setupterm(name, STDOUT_FILENO, &status) != 0)
		return TERMINFO_UNKNOWN;
	enum terminfo_verdict verdict =
		terminfo_string("cup") ? TERMINFO_FINE : TERMINFO_LINES;
	del_curterm(cur_term);
	return verdict;
}

/* tputs() hands its bytes one by one to a function without an argument. */
static struct {
	char *out;
	size_t len, size;
} collected;

static int collect(int c)
{
	if (collected.len < collected.size)
		collected.out[collected.len++] = (char)c;
	return c;
}

size_t terminfo_farewell(int rows, char *out, size_t size)
{
	static const char *const first[] = {"sgr0", "op", "rmkx", "cnorm"};
	collected.out = out;
	collected.len = 0;
	collected.size = size;
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		if (terminfo_string(first[i]))
			tputs(terminfo_string(first[i]), 1, collect);
	tputs(tparm(terminfo_string("cup"), rows - 1, 0), 1, collect);
	collect('\r');
	collect('\n');
	if (terminfo_string("rmcup"))
		tputs(terminfo_string("rmcup"), 1, collect);
	return collected.len;
}
