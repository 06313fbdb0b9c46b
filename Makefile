# Kỹ Năng Số. The two commands a person needs:
#
#	make run	install what is missing, build, open the program
#	make check	install what the tests need, run them all
#
# Others: make (build only), make install PREFIX=/usr DESTDIR=, make bench, make fuzz,
# make unit LAYER=text [VARIANT=asan], make golden (rewrite the expected screens), make pot,
# make format, make clean. V=1 shows the commands. CC=clang builds with clang.

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

# ── how to compile ──────────────────────────────────────────────────────────────────────
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2 \
	-Wno-format-nonliteral -Wimplicit-fallthrough
HARDEN := -fstack-protector-strong -fPIE
FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2
FLAGS_debug := -Og -g3
FLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
LINK_release := -pie -Wl,-z,relro,-z,now
LINK_debug := -pie
LINK_asan := -pie -fsanitize=address,undefined
WERROR := $(if $(filter true,$(CI))$(DEVELOPER),-Werror)
CPPFLAGS += -D_GNU_SOURCE -Iapp -DKYNANGSO_VERSION='"$(VERSION)"' \
	-DKYNANGSO_SHARE='"$(PREFIX)/share/kynangso"' \
	-DKYNANGSO_LOCALE='"$(PREFIX)/share/locale"'
CFLAGS += -std=c11 $(WARNINGS) $(WERROR) $(HARDEN) $(FLAGS_$(VARIANT))
LDFLAGS += $(LINK_$(VARIANT))

# ── the layers: one folder, one static library each, in the order they build on each other ─
# docs/architecture.md has the table with reasons; tests/tools/check-layers keeps it.
LAYERS := base text secret course content store report sync term ui cli
include $(wildcard app/*/files.mk)

# What each layer may use (its unit tests link exactly this), nearest first.
USES_base :=
USES_text := base
USES_secret := base
USES_course := text base
USES_content := course secret text base
USES_store := course secret text base
USES_report := course text base
USES_sync := store course secret text base
USES_term := text base
USES_ui := sync report store content term course secret text base
USES_cli := ui sync report store content term course secret text base

# The one door to each outside library, as link flags of the layer that has the door.
DOOR_text := -lutf8proc
DOOR_secret := -lsodium
DOOR_content := -lyaml
DOOR_store := -lsqlite3
DOOR_term := -lncursesw -ltinfo

lib = $(BUILD)/lib$(1).a
objects = $(addprefix $(BUILD)/app/$(1)/,$(SRC_$(1):.c=.o))
links = $(foreach l,$(1) $(USES_$(1)),$(call lib,$(l))) $(foreach l,$(1) $(USES_$(1)),$(DOOR_$(l)))

define layer_rules
$(call lib,$(1)): $(call objects,$(1)) app/$(1)/files.mk
	$(Q)rm -f $$@ && $(AR) rcs $$@ $(call objects,$(1))
$(BUILD)/unit-$(1): $(addprefix $(BUILD)/tests/unit/$(1)/,$(TEST_$(1):.c=.o)) \
		$(foreach l,$(1) $(USES_$(1)),$(call lib,$(l)))
	$(Q)$(CC) $(LDFLAGS) -o $$@ $$(filter %.o,$$^) $(call links,$(1)) -lcmocka -lm
endef
include $(wildcard tests/unit/*/files.mk)
$(foreach l,$(LAYERS),$(eval $(call layer_rules,$(l))))

$(BUILD)/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(if $(V),,@echo "  CC   $<")
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

PROGRAM := $(BUILD)/kynangso
$(PROGRAM): $(BUILD)/app/main.o $(foreach l,$(LAYERS),$(call lib,$(l)))
	$(if $(V),,@echo "  LINK $@")
	$(Q)$(CC) $(LDFLAGS) -o $@ $< $(call links,cli) -lm

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all unit clean
all: $(PROGRAM)

# One layer's unit tests: make unit LAYER=text VARIANT=asan
unit: $(if $(LAYER),$(BUILD)/unit-$(LAYER),$(foreach l,$(LAYERS),$(if $(TEST_$(l)),$(BUILD)/unit-$(l))))
	$(Q)for t in $^; do echo "$$t"; $$t || exit 1; done

clean:
	rm -rf build
