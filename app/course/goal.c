#include "course/goal.h"

#include "base/i18n.h"
#include "course/workage.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_YEAR 2020
#define LAST_YEAR 2100

const struct city_goal *goal_named(const struct region *region, const char *id)
{
	for (size_t i = 0; i < region->goal_count; i++)
		if (!strcmp(region->goals[i].id, id))
			return &region->goals[i];
	return NULL;
}

/* "18+ 80 2027 Kế hoạch …": each part ends at one space. */
static bool read_own(const char *text, struct city_goal *goal)
{
	char name[16];
	size_t n = strcspn(text, " ");
	char *end;
	if (!n || n >= sizeof(name) || !text[n])
		return false;
	memcpy(name, text, n);
	name[n] = '\0';
	int definition = definition_parse(name);
	long percent = strtol(text + n + 1, &end, 10);
	if (definition < 0 || *end != ' ' || percent < 1 || percent > 100)
		return false;
	long year = strtol(end + 1, &end, 10);
	if (*end != ' ' || !end[1] || year < FIRST_YEAR || year > LAST_YEAR)
		return false;
	*goal = (struct city_goal){
		.id = GOAL_OWN,
		.title = _("Chỉ tiêu do trung tâm đặt"),
		.definition = (enum definition)definition,
		.percent = (int)percent,
		.year = (int)year,
		.source = end + 1,
	};
	return true;
}

bool goal_read(const struct region *region, const char *setting, struct city_goal *goal)
{
	size_t own = strlen(GOAL_OWN);
	if (!strncmp(setting, GOAL_OWN " ", own + 1) && read_own(setting + own + 1, goal))
		return true;
	const struct city_goal *found = goal_named(region, setting);
	if (!found && region->goal_count)
		found = &region->goals[0];
	if (found)
		*goal = *found;
	return found != NULL;
}

bool goal_write_own(const struct city_goal *goal, struct buf *out, struct err *err)
{
	if (goal->percent < 1 || goal->percent > 100)
		return err_set(err, ERR_DATA, _("Chỉ tiêu phải từ 1 đến 100 phần trăm."));
	if (goal->year < FIRST_YEAR || goal->year > LAST_YEAR)
		return err_set(err, ERR_DATA, _("Năm của chỉ tiêu phải từ %d đến %d."),
			       FIRST_YEAR, LAST_YEAR);
	if (!goal->source || !*goal->source)
		return err_set(err, ERR_DATA,
			       _("Còn thiếu nguồn: ghi văn bản nào đặt chỉ tiêu này, "
				 "ngày nào, vì báo cáo phải nêu."));
	if (strlen(goal->source) >= GOAL_SOURCE_BYTES || strchr(goal->source, '\n'))
		return err_set(err, ERR_DATA,
			       _("Nguồn của chỉ tiêu dài quá. Hãy viết ngắn lại, trong "
				 "một dòng."));
	buf_printf(out, "%s %s %d %d %s", GOAL_OWN, definition_name(goal->definition),
		   goal->percent, goal->year, goal->source);
	return true;
}

static const struct city_goal *nearest(const struct region *region,
				       enum definition definition, int year)
{
	const struct city_goal *best = NULL;
	for (size_t i = 0; i < region->goal_count; i++) {
		const struct city_goal *g = &region->goals[i];
		if (g->open || g->definition != definition)
			continue;
		bool ahead = g->year >= year;
		bool best_ahead = best && best->year >= year;
		if (!best || (ahead && !best_ahead) ||
		    (ahead == best_ahead &&
		     (ahead ? g->year < best->year : g->year > best->year)))
			best = g;
	}
	return best;
}

const struct city_goal *goal_for(const struct region *region,
				 const struct city_goal *chosen,
				 enum definition definition, int day)
{
	int year = date_of(day).year;
	if (chosen && chosen->definition == definition)
		return chosen;
	const struct city_goal *found = nearest(region, definition, year);
	if (found || definition != DEFINITION_15_64)
		return found;
	if (chosen && chosen->definition == DEFINITION_LAW)
		return chosen;
	return nearest(region, DEFINITION_LAW, year);
}

int64_t goal_needed(const struct city_goal *goal, int64_t population)
{
	return (population * goal->percent + 99) / 100;
}

void goal_words(const struct city_goal *goal, struct buf *out)
{
	struct buf share = BUF_INIT;
	percent_format(&share, goal->percent, 0);
	switch (goal->definition) {
	case DEFINITION_15_64:
		buf_printf(out, _("%s người từ 15 đến 64 tuổi, đến hết năm %d"),
			   share.data, goal->year);
		break;
	case DEFINITION_18_UP:
		buf_printf(out, _("%s người từ 18 tuổi trở lên, đến hết năm %d"),
			   share.data, goal->year);
		break;
	default:
		/* TRANSLATORS: percentage, year. */
		buf_printf(out, _("%s người trong độ tuổi lao động, đến hết năm %d"),
			   share.data, goal->year);
	}
	buf_release(&share);
}
