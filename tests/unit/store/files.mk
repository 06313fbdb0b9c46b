TEST_store := \
	fixture.c \
	history.c \
	main.c \
	test_attendance.c \
	test_backup.c \
	test_cells.c \
	test_completion.c \
	test_count.c \
	test_error.c \
	test_gate.c \
	test_journal.c \
	test_laws.c \
	test_learner.c \
	test_merge.c \
	test_open.c \
	test_people.c \
	test_progress.c \
	test_staff.c \
	test_standing.c \
	test_statistics.c \

