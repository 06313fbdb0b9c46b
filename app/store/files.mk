SRC_store := \
	attempt.c \
	backup.c \
	cells.c \
	completion.c \
	count.c \
	db.c \
	device.c \
	digest.c \
	doctor.c \
	error.c \
	intake.c \
	journal.c \
	learner.c \
	merge.c \
	migrate.c \
	person.c \
	place.c \
	population.c \
	practice.c \
	progress.c \
	project.c \
	staff.c \
	statements.c \
	statistics.c \
	store.c \
	tally.c \

