SRC_cli :=
