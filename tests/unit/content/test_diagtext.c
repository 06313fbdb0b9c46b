#include "check.h"

int test_diagtext(void)
{
	return 0;
}
