SRC_text := \
	clean.c \
	column.c \
	letter.c \
	normal.c \
	utf8.c \
	wrap.c \

