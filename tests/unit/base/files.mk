TEST_base :=
