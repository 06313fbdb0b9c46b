/* The two halves of `kynangso check`: judging (check.c), and doing so again and again
 * (check_watch.c). */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/cli.h"

/* Everything that was loaded stays until the findings have been shown, as they borrow the
 * names of its files. */
struct checking {
	struct cli *cli;
	struct diags diags;
	struct course **courses;
	size_t course_count, course_cap;
	struct region **regions;
	size_t region_count, region_cap;
	char **names; /* of files that findings stand at and nothing else holds; owned */
	size_t name_count, name_cap;
};

/* Judges files and folders, or with none of them the whole content; the findings are sorted. False
 * where something could not be looked at. */
bool check_all(struct checking *checking, char *const *paths, int count, struct err *err);
void checking_release(struct checking *checking); /* and is ready for another round */
bool check_is_pack(const char *folder);

/* Judges, shows, waits until something is saved, and so on until q or Ctrl-C. Returns the exit
 * status: that of the last round. */
int check_watching(struct cli *cli, const struct arguments *args);

#endif
