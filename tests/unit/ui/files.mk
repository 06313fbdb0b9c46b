TEST_ui := main.c test_drill.c test_field.c test_journey.c test_page.c
