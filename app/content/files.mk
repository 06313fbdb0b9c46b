SRC_content :=
