SRC_course := \
	answer.c \
	answer_choice.c \
	answer_match.c \
	answer_typed.c \
	completion.c \
	condition.c \
	course.c \
	dice.c \
	event.c \
	explore.c \
	goal.c \
	itemstat.c \
	map.c \
	pace.c \
	paper.c \
	person.c \
	practice.c \
	practicestat.c \
	prose.c \
	question.c \
	region.c \
	retrace.c \
	statwords.c \
	survey.c \
	typing.c \
	workage.c \

