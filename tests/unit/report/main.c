/* All unit tests of app/report. */
int test_annex(void);
int test_board(void);
int test_csv(void);
int test_csv_read(void);
int test_html(void);
int test_json(void);
int test_results(void);
int test_suppress(void);
int test_table(void);
int test_wire(void);
int test_xlsx(void);

int main(void)
{
	int failed = 0;
	failed += test_annex();
	failed += test_board();
	failed += test_csv();
	failed += test_csv_read();
	failed += test_html();
	failed += test_json();
	failed += test_results();
	failed += test_suppress();
	failed += test_table();
	failed += test_wire();
	failed += test_xlsx();
	return failed;
}
