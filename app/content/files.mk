SRC_content := \
	diagtext.c \
	document.c \
	edit.c \
	emit.c \
	join.c \
	kinds_course.c \
	kinds_lesson.c \
	kinds_practice.c \
	kinds_question.c \
	kinds_region.c \
	lint.c \
	lint_course.c \
	lint_practice.c \
	lint_question.c \
	lint_screen.c \
	load.c \
	mend.c \
	nearest.c \
	origin.c \
	pack.c \
	refer.c \
	schema.c \
	value.c \
	yaml.c \

