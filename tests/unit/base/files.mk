TEST_base := main.c test_buf.c test_date.c test_diag.c test_err.c test_file.c test_mem.c test_watch.c
