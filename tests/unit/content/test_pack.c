#include "check.h"

int test_pack(void)
{
	return 0;
}
