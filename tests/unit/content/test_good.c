#include "check.h"

int test_good(void)
{
	return 0;
}
