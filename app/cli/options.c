#include "cli/options.h"

#include "base/err.h"

#include <getopt.h>
#include <string.h>

#define FIRST_VALUE 256 /* beyond every letter */

struct spelling {
	struct option longs[OPTIONS_MAX + 1];
	char shorts[2 * OPTIONS_MAX + 2];
};

static void spell(const struct option_row *const *rows, int count,
		  struct spelling *spelling)
{
	char *p = spelling->shorts;
	if (count > OPTIONS_MAX)
		die("too many options");
	memset(spelling, 0, sizeof(*spelling));
	*p++ = ':'; /* a missing value is told from an unknown option */
	for (int i = 0; i < count; i++) {
		spelling->longs[i] = (struct option){
			.name = rows[i]->name,
			.has_arg = rows[i]->value ? required_argument : no_argument,
			.val = FIRST_VALUE + i,
		};
		if (rows[i]->letter) {
			*p++ = rows[i]->letter;
			if (rows[i]->value)
				*p++ = ':';
		}
	}
	*p = '\0';
}

static int row_of(const struct option_row *const *rows, int value)
{
	int i = 0;
	if (value >= FIRST_VALUE)
		return value - FIRST_VALUE;
	while (rows[i]->letter != value)
		i++;
	return i;
}

int options_read(const struct option_row *const *rows, int count, int argc, char **argv,
		 const char **values, enum option_fault *fault, const char **typed,
		 char *letter)
{
	struct spelling spelling;
	int value;
	*fault = OPTION_FINE;
	*letter = '\0';
	spell(rows, count, &spelling);
	optind = 0; /* GNU: begin anew */
	opterr = 0;
	while ((value = getopt_long(argc, argv, spelling.shorts, spelling.longs, NULL)) !=
	       -1) {
		if (value != '?' && value != ':') {
			values[row_of(rows, value)] = optarg ? optarg : "";
			continue;
		}
		*typed = argv[optind - 1];
		if (optopt > 0 && optopt < FIRST_VALUE)
			*letter = (char)optopt;
		*fault = value == ':'            ? OPTION_NEEDS_VALUE
			 : optopt >= FIRST_VALUE ? OPTION_TAKES_NONE
						 : OPTION_UNKNOWN;
		break;
	}
	return optind;
}
