SRC_course :=
