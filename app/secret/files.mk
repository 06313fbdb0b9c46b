SRC_secret :=
