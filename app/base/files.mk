SRC_base := buf.c clock.c date.c diag.c err.c file.c i18n.c mem.c watch.c
