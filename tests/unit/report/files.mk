TEST_report :=
