SRC_course := \
	course.c \
	dice.c \
	event.c \
	person.c \
	region.c \
	workage.c \

