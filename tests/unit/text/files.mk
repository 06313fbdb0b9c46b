TEST_text :=
