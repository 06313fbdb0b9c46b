#include "tests.h"

int main(void)
{
	return test_buf() + test_date() + test_diag() + test_err() + test_file() +
	       test_mem() + test_watch();
}
