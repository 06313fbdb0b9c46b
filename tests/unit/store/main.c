/* The unit tests of the layer `store`. */
int test_open(void);
int test_staff(void);
int test_learner(void);
int test_progress(void);
int test_completion(void);

int main(void)
{
	return test_open() + test_staff() + test_learner() + test_progress() +
	       test_completion();
}
