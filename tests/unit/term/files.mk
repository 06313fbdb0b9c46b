TEST_term :=
