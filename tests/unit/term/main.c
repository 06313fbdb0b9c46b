/* The unit tests of the layer `term`. curses itself is tested in a real terminal:
 * tests/pty. */
int test_canvas(void);
int test_style(void);
int test_key(void);
int test_input(void);
int test_keyfile(void);
int test_script(void);
int test_locale(void);

int main(void)
{
	return test_canvas() + test_style() + test_key() + test_input() + test_keyfile() +
	       test_script() + test_locale();
}
