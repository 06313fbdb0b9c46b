#include "tests.h"

int main(void)
{
	return test_drill() + test_field() + test_page() + test_journey();
}
