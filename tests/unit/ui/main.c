#include "tests.h"

int main(void)
{
	return test_accounts() + test_device() + test_drill() + test_editor() +
	       test_edits() + test_field() + test_finishes() + test_page() +
	       test_preview() + test_retrace() + test_journey() + test_work();
}
