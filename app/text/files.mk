SRC_text := \
	clean.c \
	collate.c \
	column.c \
	fold.c \
	letter.c \
	normal.c \
	utf8.c \
	wrap.c \

