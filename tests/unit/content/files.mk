TEST_content := \
	main.c \
	test_bad.c \
	test_diagtext.c \
	test_edit.c \
	test_exchange.c \
	test_form.c \
	test_good.c \
	test_kinds.c \
	test_manuscript.c \
	test_nearest.c \
	test_pack.c \
	test_practice.c \
	test_shelf.c \
	test_yaml.c \

