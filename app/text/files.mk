SRC_text :=
