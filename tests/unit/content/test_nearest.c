#include "check.h"

int test_nearest(void)
{
	return 0;
}
