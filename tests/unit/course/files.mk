TEST_course := \
	fixture.c \
	fixture_practice.c \
	main.c \
	test_answer.c \
	test_completion.c \
	test_condition.c \
	test_course.c \
	test_dice.c \
	test_explore.c \
	test_finish.c \
	test_goal.c \
	test_itemstat.c \
	test_map.c \
	test_pace.c \
	test_paper.c \
	test_person.c \
	test_practice.c \
	test_practicestat.c \
	test_prose.c \
	test_question.c \
	test_region.c \
	test_survey.c \
	test_workage.c \

