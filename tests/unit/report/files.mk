TEST_report := main.c test_csv.c test_csv_read.c test_json.c test_suppress.c test_table.c \
	test_xlsx.c
