SRC_report :=
