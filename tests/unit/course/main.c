/* The unit tests of the layer `course`. */
int test_answer(void);
int test_completion(void);
int test_condition(void);
int test_course(void);
int test_dice(void);
int test_explore(void);
int test_finish(void);
int test_goal(void);
int test_itemstat(void);
int test_map(void);
int test_pace(void);
int test_practicestat(void);
int test_paper(void);
int test_person(void);
int test_practice(void);
int test_prose(void);
int test_question(void);
int test_region(void);
int test_survey(void);
int test_workage(void);

int main(void)
{
	return test_answer() + test_completion() + test_condition() + test_course() +
	       test_dice() + test_explore() + test_finish() + test_goal() +
	       test_itemstat() + test_map() + test_pace() + test_paper() + test_person() +
	       test_practice() + test_prose() + test_question() + test_practicestat() +
	       test_region() + test_survey() + test_workage();
}
