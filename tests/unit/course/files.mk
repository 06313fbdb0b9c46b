TEST_course := \
	fixture.c \
	main.c \
	test_answer.c \
	test_completion.c \
	test_course.c \
	test_dice.c \
	test_paper.c \
	test_person.c \
	test_prose.c \
	test_question.c \
	test_region.c \
	test_workage.c \

