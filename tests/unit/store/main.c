/* The unit tests of the layer `store`. */
int test_open(void);
int test_attendance(void);
int test_staff(void);
int test_standing(void);
int test_statistics(void);
int test_laws(void);
int test_learner(void);
int test_people(void);
int test_progress(void);
int test_completion(void);
int test_cells(void);
int test_count(void);
int test_journal(void);
int test_merge(void);
int test_backup(void);
int test_error(void);
int test_gate(void);

int main(void)
{
	return test_open() + test_attendance() + test_staff() + test_standing() +
	       test_statistics() + test_learner() + test_laws() + test_progress() +
	       test_people() + test_completion() + test_cells() + test_count() +
	       test_journal() + test_merge() + test_backup() + test_error() +
	       test_gate();
}
