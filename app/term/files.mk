SRC_term :=
