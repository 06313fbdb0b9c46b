#include "check.h"

int test_kinds(void)
{
	return 0;
}
