#include "check.h"

int test_yaml(void)
{
	return 0;
}
