TEST_store :=
