#include "course/event.h"

#include <string.h>

static const char *const names[EVENT_KINDS] = {
	[EVENT_REGISTERED] = "registered",
	[EVENT_CONSENTED] = "consented",
	[EVENT_WITHDRAWN] = "withdrawn",
	[EVENT_CORRECTED] = "corrected",
	[EVENT_ATTENDED] = "attended",
	[EVENT_STEP_REACHED] = "step_reached",
	[EVENT_CHECK_ANSWERED] = "check_answered",
	[EVENT_LESSON_DONE] = "lesson_done",
	[EVENT_ATTEMPT_STARTED] = "attempt_started",
	[EVENT_ANSWERED] = "answered",
	[EVENT_ATTEMPT_FINISHED] = "attempt_finished",
	[EVENT_SATISFIED] = "satisfied",
	[EVENT_DECLARED] = "declared",
	[EVENT_CONFIRMED] = "confirmed",
	[EVENT_WAIVED] = "waived",
	[EVENT_VOIDED] = "voided",
	[EVENT_REASSIGNED] = "reassigned",
	[EVENT_UNITED] = "united",
	[EVENT_SEPARATED] = "separated",
	[EVENT_REOPENED] = "reopened",
	[EVENT_ERASED] = "erased",
	[EVENT_PRACTICE_ACTION] = "practice_action",
	[EVENT_PRACTICE_ENDED] = "practice_ended",
	[EVENT_TYPING_DONE] = "typing_done",
};

const char *event_name(enum event_kind kind)
{
	return names[kind];
}

int event_parse(const char *name)
{
	for (int i = 0; i < EVENT_KINDS; i++)
		if (!strcmp(names[i], name))
			return i;
	return -1;
}
