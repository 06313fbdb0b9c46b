SRC_sync :=
