SRC_course := \
	answer.c \
	answer_choice.c \
	answer_match.c \
	answer_typed.c \
	completion.c \
	course.c \
	dice.c \
	event.c \
	paper.c \
	person.c \
	prose.c \
	question.c \
	region.c \
	typing.c \
	workage.c \

