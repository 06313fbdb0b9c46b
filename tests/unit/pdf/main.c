/* All unit tests of app/pdf. */
int test_draw(void);

int main(void)
{
	return test_draw();
}
