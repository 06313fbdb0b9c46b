TEST_cli := main.c test_arguments.c test_help.c test_intake.c test_roster.c
