TEST_ui := main.c test_field.c test_journey.c test_page.c
