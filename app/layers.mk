# The layers: who may use whom, and who has the door to which outside library.
#
# Read by the Makefile (libraries, links) and by tests/tools/check-layers.sh (every #include,
# every symbol); docs/architecture.md shows the same table with reasons, and is held to it.
# Plain lines `NAME_layer := words` only, as awk reads them, too.

# One folder of app/ and one static library each, in the order they build on each other.
LAYERS := base text secret course content store report pdf sync term ui cli

# What each may include from the others (its unit tests link exactly this), nearest first.
USES_base :=
USES_text := base
USES_secret := base
USES_course := text base
USES_content := course secret text base
USES_store := course secret text base
USES_report := store course secret text base
USES_pdf := report text base
USES_sync := store course secret text base
USES_term := text base
USES_ui := sync report store content term course secret text base
USES_cli := ui sync report store content term course secret text base
USES_main := cli base

# The outside libraries of a layer, as link flags.
DOOR_text := -lutf8proc
DOOR_secret := -lsodium
DOOR_content := -lyaml
DOOR_store := -lsqlite3
DOOR_report := -lxlsxwriter
DOOR_pdf := -lpangocairo-1.0 -lpango-1.0 -lgobject-2.0 -lcairo
DOOR_term := -lncursesw -ltinfo

# Outside headers and the only files that may include them; * stands for any file of a folder.
OPENS_utf8proc.h := text/normal.c
OPENS_sodium.h := secret/secret.c
OPENS_yaml.h := content/yaml.c
OPENS_sqlite3.h := store/*
OPENS_linux/futex.h := store/gate.c
OPENS_xlsxwriter.h := report/xlsx.c
OPENS_curses.h := term/curses.c
OPENS_term.h := term/curses.c term/terminfo.c
OPENS_libintl.h := ui/i18n.c
OPENS_cairo-pdf.h := pdf/draw.c
OPENS_pango/pangocairo.h := pdf/draw.c
OPENS_getopt.h := cli/*

# A layer of pure values and rules: the only system headers it may include, and the only
# functions it may call besides ours. Nothing that reads, writes, asks the time or rolls dice.
PURE_course := ctype.h inttypes.h limits.h math.h stdalign.h stdarg.h stdbool.h stddef.h \
	stdint.h stdio.h stdlib.h string.h
# sqrt is correctly rounded everywhere (IEEE 754), so that the same people give the same figures.
CALLS_course := abort bsearch free mem* qsort qsort_r snprintf sqrt str* vsnprintf
