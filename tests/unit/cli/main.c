/* All unit tests of app/cli. Whole commands are tested as scripts: tests/scripts. */
int test_arguments(void);
int test_help(void);
int test_intake(void);
int test_roster(void);

int main(void)
{
	int failed = 0;
	failed += test_arguments();
	failed += test_help();
	failed += test_intake();
	failed += test_roster();
	return failed;
}
