TEST_cli :=
