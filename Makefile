# Kỹ Năng Số. The two commands a person needs:
#
#	make run	install what is missing, build, open the program (ARGS="--plain")
#	make check	install what the tests need, run them all (V=1 shows everything)
#
# The others: make (build only), make install PREFIX=/usr DESTDIR=, make uninstall,
# make unit LAYER=text [VARIANT=asan], make check-PART (see CHECKS below), make golden (rewrite
# the expected screens), make reference (rewrite docs/tham-khao.md), make schemas (rewrite
# docs/schemas/), make bench, make fuzz [FUZZ_SECONDS=60], make yaml-suite SUITE=folder,
# make valgrind, make pot, make po, make format, make tidy, make clean. V=1 shows the commands, DEVELOPER=1 makes
# warnings errors, CC=clang builds with clang.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/bash

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
VARIANT ?= release
CC := $(if $(filter default,$(origin CC)),gcc,$(CC))
BUILD := build/$(VARIANT)$(if $(filter gcc,$(notdir $(CC))),,-$(notdir $(CC)))
Q := $(if $(V),,@)
# For a make inside: two jobs, unless the caller has said how many.
TWO = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j2)

# ── how to compile ──────────────────────────────────────────────────────────────────────
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2 \
	-Wno-format-nonliteral -Wimplicit-fallthrough -Werror=implicit-function-declaration \
	-Werror=int-conversion -Werror=incompatible-pointer-types
HARDEN := -fstack-protector-strong -fPIE
FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2
FLAGS_debug := -Og -g3
FLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
FLAGS_fuzz := $(FLAGS_asan) -fsanitize=fuzzer-no-link
LINK_release := -pie -Wl,-z,relro,-z,now
LINK_debug := -pie
LINK_asan := -pie -fsanitize=address,undefined
LINK_fuzz := $(LINK_asan)
WERROR := $(if $(filter true,$(CI))$(DEVELOPER),-Werror)
CPPFLAGS += -D_GNU_SOURCE -Iapp -DKYNANGSO_VERSION='"$(VERSION)"' \
	-DKYNANGSO_SHARE='"$(PREFIX)/share/kynangso"' \
	-DKYNANGSO_LOCALE='"$(PREFIX)/share/locale"' \
	-DKYNANGSO_LIBEXEC='"$(PREFIX)/libexec/kynangso"'
CFLAGS += -std=c11 $(WARNINGS) $(WERROR) $(HARDEN) $(FLAGS_$(VARIANT))
LDFLAGS += $(LINK_$(VARIANT))

# ── the layers: one folder, one static library each ─────────────────────────────────────
include app/layers.mk
include $(wildcard app/*/files.mk)
include $(wildcard tests/unit/*/files.mk)

lib = $(BUILD)/lib$(1).a
objects = $(addprefix $(BUILD)/app/$(1)/,$(SRC_$(1):.c=.o))
# What one layer's tests borrow from another's (../store/fixture.c) is the very same object: under a second
# name make would not know what it depends on.
test_objects = $(subst /$(1)/../,/,$(addprefix $(BUILD)/tests/unit/$(1)/,$(TEST_$(1):.c=.o)))
libs = $(foreach l,$(1) $(USES_$(1)),$(call lib,$(l)))
links = $(call libs,$(1)) $(foreach l,$(1) $(USES_$(1)),$(DOOR_$(l)))

# The archive is made anew each time: `ar rcs` would keep objects whose source is gone.
define layer_rules
$(call lib,$(1)): $(call objects,$(1)) app/$(1)/files.mk
	$(Q)mkdir -p $$(@D) && rm -f $$@ && $(AR) rcs $$@ $(call objects,$(1))
$(BUILD)/unit-$(1): $(call test_objects,$(1)) $(call libs,$(1))
	$(Q)$(CC) $(LDFLAGS) -o $$@ $$(filter %.o,$$^) $(call links,$(1)) -lcmocka -lm
endef
$(foreach l,$(LAYERS),$(eval $(call layer_rules,$(l))))

$(BUILD)/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(if $(V),,@echo "  CC   $<")
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# What is compiled in changes with PREFIX: then, and only then, these are compiled again.
PLACED := $(shell grep -lE 'KYNANGSO_(SHARE|LOCALE|LIBEXEC|VERSION)' app/*.c app/*/*.c)
.PHONY: always
$(BUILD)/.places: always
	$(Q)mkdir -p $(@D)
	$(Q)echo '$(PREFIX) $(VERSION)' | cmp -s - $@ || echo '$(PREFIX) $(VERSION)' >$@
$(PLACED:%.c=$(BUILD)/%.o): $(BUILD)/.places

PROGRAM := $(BUILD)/kynangso
$(PROGRAM): $(BUILD)/app/main.o $(call libs,cli)
	$(if $(V),,@echo "  LINK $@")
	$(Q)$(CC) $(LDFLAGS) -o $@ $< $(call links,cli) -lm

# The drawing of PDF files, with libraries that the program of learners does without. Their
# headers lie where only pkg-config knows; -isystem, as their warnings are not ours.
PDF_PROGRAM := $(BUILD)/kynangso-pdf
$(call objects,pdf): CPPFLAGS += $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I \
	--silence-errors pangocairo))
$(PDF_PROGRAM): $(call libs,pdf)
	$(if $(V),,@echo "  LINK $@")
	$(Q)$(CC) $(LDFLAGS) -Wl,--as-needed -o $@ $(call links,pdf) -lm

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# What the machine lacks is installed before the first file is compiled, and asked again only
# after the machine's packages have changed.
build/.ready-build build/.ready-check: build/.ready-%: packaging/dependencies.sh \
		$(wildcard /var/lib/dpkg/status)
	@packaging/dependencies.sh $*
	@mkdir -p build && touch $@
build/.ready-check: build/.ready-build
$(BUILD)/app/main.o $(foreach l,$(LAYERS),$(call objects,$(l))): | build/.ready-build
$(foreach l,$(LAYERS),$(call test_objects,$(l))): | build/.ready-check

CATALOGUES := $(patsubst locale/%.po,build/locale/%/LC_MESSAGES/kynangso.mo,$(wildcard locale/*.po))

UNITS := $(foreach l,$(LAYERS),$(if $(TEST_$(l)),$(BUILD)/unit-$(l)))

.PHONY: all unit run clean
all: $(PROGRAM) $(PDF_PROGRAM) $(CATALOGUES)

# exec keeps the terminal as standard input, and the program's signals its own.
run:
	+@$(TWO) all
	@exec $(PROGRAM) run $(ARGS)

# One layer's unit tests: make unit LAYER=text VARIANT=asan
unit: $(if $(LAYER),$(BUILD)/unit-$(LAYER),$(UNITS))
	$(Q)for t in $^; do echo "$$t"; $$t || exit 1; done

clean:
	rm -rf build

# ── words in other languages ────────────────────────────────────────────────────────────
.PHONY: pot po
XGETTEXT := xgettext --from-code=UTF-8 --language=C --keyword= --keyword=_ --keyword=N_ \
	--keyword=ntr:1,2 --add-comments=TRANSLATORS: --add-location=file --sort-by-file \
	--package-name=kynangso --no-wrap

# The dates of xgettext would make every run a change.
build/kynangso.pot: $(wildcard app/*/*.c app/*.c app/*/*.h) | build/.ready-build
	$(Q)mkdir -p $(@D)
	$(Q)$(XGETTEXT) -o - $(sort $^) | sed '/^"POT-Creation-Date:/d' >$@

build/locale/%/LC_MESSAGES/kynangso.mo: locale/%.po | build/.ready-build
	$(Q)mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

pot: build/kynangso.pot

po: build/kynangso.pot
	$(Q)for po in locale/*.po; do \
		msgmerge --quiet --no-wrap --add-location=file --sort-by-file --update \
			--backup=off $$po $<; done

# ── programs of the tests: one a file, linked with everything up to a layer ─────────────
define program_rules
PROGRAMS_$(1) := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/$(1)/*.c))
$$(PROGRAMS_$(1)): %: %.o $(call libs,$(2))
	$$(Q)$$(CC) $$(LDFLAGS) -o $$@ $$< $(call links,$(2)) $$(LDLIBS) -lm
endef
$(eval $(call program_rules,pty,term))
$(eval $(call program_rules,stress,cli))
$(eval $(call program_rules,bench,cli))
$(eval $(call program_rules,scripts,cli))

# A fuzz target runs under libFuzzer, or with the driver, which any compiler can build.
FUZZERS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_MAIN := $(if $(filter fuzz,$(VARIANT)),,$(BUILD)/tests/fuzz/driver.o)
$(FUZZERS): %: %.o $(FUZZ_MAIN) $(call libs,cli)
	$(Q)$(CC) $(LDFLAGS) $(if $(FUZZ_MAIN),,-fsanitize=fuzzer) -o $@ $< $(FUZZ_MAIN) \
		$(call links,cli) -lm

# ── checks: each can be run alone, as make check-layers ─────────────────────────────────
CHECKS := build layers strings shell docs schemas packaging unit unit-asan collation content screens scripts pty stress fuzz
.PHONY: check $(CHECKS:%=check-%)

check: build/.ready-check
	+@case "$(firstword -$(MAKEFLAGS))" in --*) ;; -*n*) exit ;; esac; \
		tests/check.sh "$(TWO)" $(CHECKS)

# Everything the others run, for both variants, so that they measure only themselves.
check-build:
	+$(TWO) all programs
	+$(TWO) VARIANT=asan all programs

.PHONY: programs fuzzers
fuzzers: $(FUZZERS)
# What the cases of tests/scripts and tests/screens fill their centres with.
.PHONY: crowd
crowd: $(PROGRAMS_scripts)

programs: $(UNITS) $(PROGRAMS_pty) $(PROGRAMS_stress) $(PROGRAMS_bench) $(PROGRAMS_scripts) $(FUZZERS)

check-layers: $(foreach l,$(LAYERS),$(call lib,$(l)))
	$(Q)tests/tools/check-layers.sh . $(BUILD)
	$(Q)tests/tools/check-layers-test.sh

check-strings: build/kynangso.pot all
	$(Q)tests/tools/check-strings.sh $<
	$(Q)tests/tools/check-strings-test.sh
	$(Q)tests/tools/check-english.sh $(BUILD)

check-shell:
	$(Q)tests/tools/check-shell.sh

check-docs: all
	$(Q)tests/tools/check-docs.sh $(BUILD)

check-schemas: all
	$(Q)tests/tools/check-schemas.sh $(BUILD)

check-packaging: all
	$(Q)tests/tools/dependencies-test.sh
	+$(Q)tests/tools/check-install.sh "$(MAKE) --no-print-directory"

check-unit: $(UNITS)
	$(Q)tests/tools/run-unit.sh $(UNITS)

check-unit-asan:
	+$(Q)$(MAKE) --no-print-directory VARIANT=asan check-unit

# Our order of words against ICU's, where ICU is installed; a frozen table stands in unit-text.
check-collation: $(call lib,text) $(call lib,base)
	$(Q)BUILD=$(BUILD) CC=$(CC) tests/tools/compare-icu.sh

check-content: $(PROGRAM)
	$(Q)tests/tools/check-content.sh $(PROGRAM)

# Where it is cheap, what the sanitizers see is better than what the user would.
check-screens: all
	+$(Q)$(MAKE) --no-print-directory VARIANT=asan all crowd
	$(Q)tests/screens/run.sh build/asan

check-scripts: all
	+$(Q)$(MAKE) --no-print-directory VARIANT=asan all crowd
	$(Q)tests/scripts/run.sh build/asan

check-pty: all $(PROGRAMS_pty)
	$(Q)tests/pty/run.sh $(BUILD)

check-stress: $(PROGRAMS_stress)
	$(Q)tests/stress/run.sh $(BUILD)

check-fuzz:
	+$(Q)$(MAKE) --no-print-directory VARIANT=asan fuzzers
	$(Q)tests/fuzz/run.sh build/asan

# ── longer looks at the program ─────────────────────────────────────────────────────────
.PHONY: golden bench bench-city fuzz reference yaml-suite valgrind format tidy

# Rewrites the expected screens; look at the difference before committing it.
golden: all
	UPDATE=1 tests/screens/run.sh $(BUILD)

# The order of ICU beside ours, where ICU is installed.
ICU := $(shell pkg-config --silence-errors --cflags --libs icu-i18n icu-uc 2>/dev/null)
ifneq ($(ICU),)
$(BUILD)/tests/bench/bench_text.o: CPPFLAGS += -DWITH_ICU
$(BUILD)/tests/bench/bench_text: LDLIBS += $(ICU)
endif

bench: $(PROGRAMS_bench)
	$(Q)for b in $^; do echo "── $${b##*/} ──"; $$b || exit 1; done

# A city of ten thousand and a million people, then five million for counting: a quarter of an hour,
# two gigabytes in $TMPDIR.
CITY ?= 10000 1000000
bench-city: $(BUILD)/tests/bench/bench_city
	$(Q)$< $(CITY)

# libFuzzer wants clang; what it finds stays in build/fuzz/<name>/.
FUZZ_SECONDS ?= 60
fuzz:
	$(Q)command -v clang >/dev/null || { echo "make fuzz: cần clang (gói clang và libclang-rt-14-dev)" >&2; exit 1; }
	+$(Q)$(TWO) CC=clang VARIANT=fuzz fuzzers
	$(Q)tests/fuzz/run.sh build/fuzz-clang $(FUZZ_SECONDS)

# The reference for authors, from the tables of the program.
reference: all
	$(Q)tests/tools/reference.sh $(PROGRAM) >$(BUILD)/tham-khao.md
	$(Q)cp $(BUILD)/tham-khao.md docs/tham-khao.md

# What editors want to know of each kind of file, from the same tables.
.PHONY: schemas
schemas: all
	$(Q)mkdir -p docs/schemas
	$(Q)for kind in $$($(PROGRAM) schema --list); do \
		$(PROGRAM) schema $$kind >$(BUILD)/schema.json && cp $(BUILD)/schema.json docs/schemas/$$kind.json || exit 1; done

# The checker over a suite of YAML that somebody has fetched: make yaml-suite SUITE=folder
yaml-suite: all
	+$(Q)$(TWO) VARIANT=asan all fuzzers
	$(Q)tests/tools/yaml-suite.sh $(BUILD) build/asan "$(SUITE)"

# The unit tests under valgrind, for what sanitizers do not see: memory that was never set. Tests of
# speed fail there, so only what valgrind itself finds counts; leaks are for the asan variant.
valgrind:
	+$(Q)$(TWO) VARIANT=debug programs
	$(Q)for t in build/debug/unit-*; do case $$t in *.*) continue ;; esac; \
		echo "$$t"; valgrind -q --error-exitcode=99 $$t >$$t.log 2>&1; \
		if [ $$? = 99 ]; then cat $$t.log; exit 1; fi; done

SOURCES = $(sort $(wildcard app/*.c app/*/*.[ch] tests/*/*.[ch] tests/unit/*/*.[ch]))
format:
	clang-format -i $(SOURCES)

# Advice to be read and judged: the analysers do not always see what callers promise.
tidy:
	-$(Q)cppcheck --quiet --std=c11 --language=c --inline-suppr -Iapp -D_GNU_SOURCE \
		--enable=warning,performance,portability --suppress=missingIncludeSystem \
		--suppress=ctuuninitvar '--suppress=syntaxError:app/content/kinds_*.c' app
	-$(Q)clang-tidy --quiet $(filter app/%.c,$(SOURCES)) -- $(CPPFLAGS) -std=c11 2>/dev/null
	$(Q)tests/tools/check-shell.sh --lint

# ── installing ──────────────────────────────────────────────────────────────────────────
.PHONY: install uninstall
INSTALL := install
bin := $(DESTDIR)$(PREFIX)/bin
share := $(DESTDIR)$(PREFIX)/share
libexec := $(DESTDIR)$(PREFIX)/libexec/kynangso
# Where each thing goes; uninstall takes away just these.
INSTALLED = $(bin)/kynangso $(libexec) $(share)/kynangso $(share)/doc/kynangso \
	$(share)/man/man1/kynangso.1 $(share)/bash-completion/completions/kynangso \
	$(patsubst build/locale/%,$(share)/locale/%,$(CATALOGUES))

$(BUILD)/kynangso.1: $(PROGRAM)
	$(Q)$(PROGRAM) help --man >$@

$(BUILD)/kynangso.bash: $(PROGRAM)
	$(Q)$(PROGRAM) help --completion bash >$@

install: all $(BUILD)/kynangso.1 $(BUILD)/kynangso.bash
	$(Q)$(INSTALL) -D -m 755 $(PROGRAM) $(bin)/kynangso
	$(Q)$(INSTALL) -D -m 755 $(PDF_PROGRAM) $(libexec)/kynangso-pdf
	$(Q)for f in $$(find lessons quizzes locale/hanoi docs/templates docs/schemas -type f ! -name '.*' | sort); do \
		$(INSTALL) -D -m 644 $$f $(share)/kynangso/$$f || exit 1; done
	$(Q)for mo in $(CATALOGUES:build/%=%); do \
		$(INSTALL) -D -m 644 build/$$mo $(share)/$$mo || exit 1; done
	$(Q)$(INSTALL) -D -m 644 $(BUILD)/kynangso.1 $(share)/man/man1/kynangso.1
	$(Q)$(INSTALL) -D -m 644 $(BUILD)/kynangso.bash \
		$(share)/bash-completion/completions/kynangso
	$(Q)for f in README.md CHANGES.md LICENSE LICENSE-CONTENT docs/*.md; do \
		$(INSTALL) -D -m 644 $$f $(share)/doc/kynangso/$${f##*/} || exit 1; done
	$(Q)$(INSTALL) -D -m 644 packaging/kynangso-kiosk@.service \
		$(share)/doc/kynangso/examples/kynangso-kiosk@.service

uninstall:
	$(Q)rm -rf $(INSTALLED)
