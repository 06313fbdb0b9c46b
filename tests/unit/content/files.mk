TEST_content :=
