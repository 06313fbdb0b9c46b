# shellcheck shell=bash
# Sourced by what runs the program in tests: the same surroundings wherever that is. What somebody
# has set for themselves (colours, line mode, a language, the shell of their terminal) must neither
# break a test nor hide that one is broken; a build machine has none of it.
unset ACCESSIBLE NO_COLOR SSH_CONNECTION SSH_CLIENT SSH_TTY TMUX KYNANGSO_FRAME_TITLE
unset XDG_DATA_HOME XDG_CACHE_HOME XDG_CONFIG_HOME XDG_STATE_HOME COLUMNS LINES
unset LANG LANGUAGE "${!LC_@}"
export SHELL=/bin/sh
umask 022 # what a command writes may be read by others, unless somebody wants it otherwise
# The lines that tmux, groff and the browser are given want plain paths, and sockets short ones.
case ${TMPDIR-} in *[!A-Za-z0-9/._+-]*) unset TMPDIR ;; esac
tmp=${TMPDIR-}
((${#tmp} < 60)) || unset TMPDIR
unset tmp
