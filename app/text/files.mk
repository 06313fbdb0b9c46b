SRC_text := \
	clean.c \
	collate.c \
	column.c \
	encoding.c \
	fold.c \
	letter.c \
	match.c \
	name.c \
	normal.c \
	number.c \
	syllable.c \
	telex.c \
	telex_hint.c \
	utf8.c \
	wrap.c \

