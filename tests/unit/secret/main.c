/* The unit tests of the layer `secret`. */
#include "secret/secret.h"

#include <stdio.h>

int test_secret(void);
int test_credential(void);

int main(void)
{
	struct err err = {0};

	if (!secret_init(&err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	return test_secret() + test_credential();
}
