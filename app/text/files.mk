SRC_text := \
	clean.c \
	collate.c \
	column.c \
	encoding.c \
	fold.c \
	letter.c \
	name.c \
	normal.c \
	number.c \
	utf8.c \
	wrap.c \

