TEST_ui :=
