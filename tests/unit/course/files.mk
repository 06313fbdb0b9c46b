TEST_course :=
