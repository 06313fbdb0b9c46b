TEST_sync :=
