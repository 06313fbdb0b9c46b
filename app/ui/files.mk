SRC_ui :=
