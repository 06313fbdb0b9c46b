TEST_text := \
	main.c \
	test_clean.c \
	test_collate.c \
	test_column.c \
	test_encoding.c \
	test_fold.c \
	test_letter.c \
	test_match.c \
	test_name.c \
	test_normal.c \
	test_number.c \
	test_syllable.c \
	test_telex.c \
	test_utf8.c \
	test_wrap.c \

