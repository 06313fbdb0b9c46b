#ifndef TESTS_UNIT_UI_TESTS_H
#define TESTS_UNIT_UI_TESTS_H

int test_accounts(void);
int test_device(void);
int test_drill(void);
int test_editor(void);
int test_edits(void);
int test_field(void);
int test_finishes(void);
int test_journey(void);
int test_page(void);
int test_work(void);
int test_preview(void);
int test_retrace(void);

#endif
