SRC_text := \
	letter.c \
	normal.c \
	utf8.c \

