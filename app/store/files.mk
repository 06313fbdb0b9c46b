SRC_store :=
