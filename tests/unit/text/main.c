/* All unit tests of app/text. Each function runs the groups of its file and returns how many
 * tests failed. */
int test_clean(void);
int test_collate(void);
int test_column(void);
int test_encoding(void);
int test_fold(void);
int test_letter(void);
int test_match(void);
int test_name(void);
int test_normal(void);
int test_number(void);
int test_syllable(void);
int test_telex(void);
int test_utf8(void);
int test_wrap(void);

int main(void)
{
	int failed = 0;
	failed += test_clean();
	failed += test_collate();
	failed += test_column();
	failed += test_encoding();
	failed += test_fold();
	failed += test_letter();
	failed += test_match();
	failed += test_name();
	failed += test_normal();
	failed += test_number();
	failed += test_syllable();
	failed += test_telex();
	failed += test_utf8();
	failed += test_wrap();
	return failed;
}
