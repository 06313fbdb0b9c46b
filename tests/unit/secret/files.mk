TEST_secret :=
