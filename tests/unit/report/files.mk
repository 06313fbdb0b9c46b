TEST_report := ../store/fixture.c main.c test_annex.c test_board.c test_csv.c test_csv_read.c \
	test_html.c test_json.c test_results.c test_suppress.c test_table.c test_wire.c \
	test_xlsx.c
