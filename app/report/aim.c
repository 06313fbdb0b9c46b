#include "report/aim.h"

#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "2026-11-22 Trần Thị Lan": beside the goal, so that a report can say who chose it. */
#define SET_BY GOAL_SETTING "_set"

static void read_set_by(struct aim *aim, struct store *store)
{
	char text[NAME_BYTES + 10]; /* the day, a space, the name */
	char day[11] = "";
	struct date date;
	store_setting(store, 0, SET_BY, text, sizeof(text));
	if (strlen(text) < 11 || text[10] != ' ')
		return;
	memcpy(day, text, 10);
	if (!date_parse_iso(day, &date))
		return;
	aim->set_on = day_of(date);
	snprintf(aim->set_by, sizeof(aim->set_by), "%s", text + 11);
}

bool aim_load(struct aim *aim, struct store *store, const struct region *region)
{
	*aim = (struct aim){0};
	store_setting(store, 0, GOAL_SETTING, aim->setting, sizeof(aim->setting));
	if (*aim->setting)
		read_set_by(aim, store);
	return goal_read(region, aim->setting, &aim->goal);
}

static bool put(struct store *store, const char *setting, const char *staff, int day,
		struct err *err)
{
	char when[11];
	date_format_iso(date_of(day), when);
	char *by = xasprintf("%s %s", when, staff);
	bool ok = store_begin(store, err);
	if (ok) {
		ok = store_setting_put(store, 0, GOAL_SETTING, setting, err) &&
		     store_setting_put(store, 0, SET_BY, by, err);
		if (ok)
			ok = store_commit(store, err);
		else
			store_rollback(store);
	}
	free(by);
	return ok;
}

bool aim_choose(struct store *store, const struct region *region, const char *id,
		const char *staff, int day, struct err *err)
{
	if (goal_named(region, id))
		return put(store, id, staff, day, err);
	struct buf ids = BUF_INIT;
	for (size_t i = 0; i < region->goal_count; i++)
		buf_printf(&ids, "%s%s", i ? ", " : "", region->goals[i].id);
	err_set(err, ERR_DATA, _("Không có chỉ tiêu “%s”. Các mã đang có: %s."), id,
		ids.data);
	buf_release(&ids);
	return false;
}

bool aim_set_own(struct store *store, const struct city_goal *goal, const char *staff,
		 int day, struct err *err)
{
	struct buf setting = BUF_INIT;
	bool ok = goal_write_own(goal, &setting, err) &&
		  put(store, setting.data, staff, day, err);
	buf_release(&setting);
	return ok;
}
