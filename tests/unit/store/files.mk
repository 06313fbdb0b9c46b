TEST_store := \
	fixture.c \
	main.c \
	test_learner.c \
	test_open.c \
	test_staff.c \

