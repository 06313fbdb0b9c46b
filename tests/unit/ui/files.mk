TEST_ui := ../store/fixture.c main.c test_accounts.c test_device.c test_drill.c test_editor.c test_edits.c test_field.c test_journey.c test_page.c test_preview.c test_retrace.c test_work.c
