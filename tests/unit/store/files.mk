TEST_store := \
	fixture.c \
	main.c \
	test_completion.c \
	test_learner.c \
	test_open.c \
	test_progress.c \
	test_staff.c \

