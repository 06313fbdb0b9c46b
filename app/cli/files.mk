SRC_cli := \
	arguments.c \
	check.c \
	cli.c \
	command.c \
	count.c \
	doctor.c \
	help.c \
	import.c \
	intake.c \
	keep.c \
	learners.c \
	line.c \
	map.c \
	new.c \
	options.c \
	output.c \
	personal.c \
	population.c \
	preview.c \
	rights.c \
	roster.c \
	run.c \
	session.c \
	setup.c \
	test.c \
	type.c \

