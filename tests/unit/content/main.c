/* The unit tests of the layer `content`. They run in the top folder of the tree. */
#include "check.h"

#include "secret/secret.h"

#include <stdio.h>

int main(void)
{
	struct err err = {0};

	if (!secret_init(&err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	return test_yaml() + test_kinds() + test_nearest() + test_good() + test_bad() +
	       test_diagtext() + test_edit() + test_form() + test_manuscript() +
	       test_exchange() + test_pack() + test_practice() + test_shelf();
}
