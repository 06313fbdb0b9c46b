TEST_pdf := main.c test_draw.c
