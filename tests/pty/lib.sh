# shellcheck shell=bash
# Functions that play a program in a real terminal: tmux, on a server of its own.
#
# Nothing here sleeps. With KYNANGSO_FRAME_TITLE the program sets the window title to
# "frame N" each time it waits for a key, N being the keys it has answered; tmux runs a
# hook when a title changes, and the hook writes a line into a pipe that we wait for.
# The title comes after the frame in the same stream, so once it is there the screen is,
# too. (tmux wait-for will not do: a second signal while nobody waits takes the first
# one back.)

export LC_ALL=C.UTF-8 # for counting letters
PTY_PATIENCE=${PTY_PATIENCE:-60} # seconds, then the program is taken to be stuck

pty_tmux() {
	tmux -u -S "$pty_socket" "$@"
}

# pty_start COLSxROWS COMMAND [ARGUMENT...]; $PTY_TERM is the program's TERM.
pty_start() {
	local size=$1
	shift
	pty_folder=$(mktemp -d)
	pty_socket=$pty_folder/socket
	pty_frame=0 # what the program must have answered by now
	mkfifo "$pty_folder/news"
	exec {pty_news}<>"$pty_folder/news"
	cat >"$pty_folder/config" <<-END
	set -g default-terminal "${PTY_TERM:-xterm-256color}"
	set -g status off
	set -g escape-time 0
	set-hook -g pane-title-changed "run-shell -b 'echo >$pty_folder/news'"
	END
	env -u TMUX KYNANGSO_FRAME_TITLE=1 \
		tmux -u -S "$pty_socket" -f "$pty_folder/config" new-session -d \
		-x "${size%x*}" -y "${size#*x}" -c "$PWD" -- \
		sh -c "$pty_nanny" "$pty_folder" "$@"
}

# Runs the program, tells how it ended (tmux 3.3 sometimes forgets to look) and keeps the
# screen.
# shellcheck disable=SC2016
pty_nanny='"$@"; echo $? >"$0/ended"; mv "$0/ended" "$0/status"; echo >"$0/news"; read -r _'

# The program's process.
pty_pid() {
	pgrep -P "$(pty_ask '#{pane_pid}')"
}

# May be called twice.
pty_end() {
	[[ ${pty_folder-} ]] || return
	pty_tmux kill-server 2>/dev/null
	exec {pty_news}>&-
	rm -rf "$pty_folder"
	pty_folder=
}

# Waits for a change of the title or the end of the program, or a second: a busy tmux may
# drop a hook, so whoever waits looks again by itself. 1: $1, a time on the clock SECONDS,
# is over.
pty_await_news() {
	read -r -t 1 -u "$pty_news" _ || ((SECONDS < $1))
}

pty_ask() {
	pty_tmux display-message -p "$1"
}

# Waits for the frame after so many more keys. 1: the program has ended; 2: it is stuck.
pty_wait() {
	local title frame limit=$((SECONDS + PTY_PATIENCE))
	pty_frame=$((pty_frame + $1))
	while :; do
		[[ -e $pty_folder/status ]] && return 1
		title=$(pty_ask '#{pane_title}') || return 1
		frame=${title#frame }
		[[ $frame =~ ^[0-9]+$ ]] && ((frame >= pty_frame)) && return 0
		pty_await_news "$limit" || {
			echo "no frame $pty_frame, but \"$title\"" >&2
			return 2
		}
	done
}

# Waits until the program has ended; prints its exit status (128 + n if signal n ended it).
pty_status() {
	local limit=$((SECONDS + PTY_PATIENCE))
	until [[ -e $pty_folder/status ]]; do
		pty_await_news "$limit" || return 2
	done
	cat "$pty_folder/status"
}

# Sends bytes as they are (printf escapes); the number of keys they make is for pty_wait.
pty_bytes() {
	printf '%b' "$1" | pty_tmux load-buffer -b keys -
	pty_tmux paste-buffer -r -d -b keys
}

pty_text() {
	printf '%s' "$1" | pty_tmux load-buffer -b keys -
	pty_tmux paste-buffer -r -d -b keys
}

pty_paste() {
	printf '%s' "$1" | pty_tmux load-buffer -b keys -
	pty_tmux paste-buffer -r -p -d -b keys
}

pty_graphemes() {
	grep -oP '\X' <<<"$1" | wc -l
}

# The names of app/term/key.c, and tmux's for the same keys.
declare -A pty_names=(
	[enter]=Enter [esc]=Escape [tab]=Tab [shift-tab]=BTab [backspace]=BSpace
	[delete]=DC [insert]=IC [up]=Up [down]=Down [left]=Left [right]=Right
	[pgup]=PPage [pgdn]=NPage [home]=Home [end]=End [space]=Space
	[f1]=F1 [f2]=F2 [f3]=F3 [f4]=F4 [f5]=F5 [f6]=F6 [f7]=F7 [f8]=F8 [f9]=F9
	[f10]=F10 [f11]=F11 [f12]=F12
	[ctrl-c]=C-c [ctrl-l]=C-l [ctrl-u]=C-u [ctrl-w]=C-w [ctrl-z]=C-z
)

# pty_key NAME: 1 if there is no such key.
pty_key() {
	local name=
	((${#1} > 1)) && name=${pty_names[${1,,}]-} # "*" and "@" are no subscripts
	if [[ -n $name ]]; then
		pty_tmux send-keys "$name"
	elif (($(pty_graphemes "$1") == 1)); then
		pty_text "$1"
	else
		return 1
	fi
}

# A tap, as xterm's SGR mouse mode tells it. Rows and columns from 0.
pty_click() {
	local at="$(($2 + 1));$(($1 + 1))"
	pty_bytes "\\033[<0;${at}M\\033[<0;${at}m"
}

pty_resize() {
	pty_tmux resize-window -x "${1%x*}" -y "${1#*x}"
}

pty_screen() {
	pty_tmux capture-pane -p | sed 's/ *$//'
}

# What canvas_dump() writes.
pty_dump() {
	pty_screen
	pty_ask 'cursor #{cursor_y},#{cursor_x}'
}

# Is the text on the screen? Blanks and line ends are all the same, as in canvas_has().
pty_has() {
	local screen text=$1
	screen=$(pty_screen | tr -s ' \n\t' ' ')
	text=$(tr -s ' \n\t' ' ' <<<"$text")
	[[ $screen == *"${text% }"* ]]
}

# Waits, without counting keys, until the text is on the screen. 1: it never was.
pty_shows() {
	local limit=$((SECONDS + PTY_PATIENCE))
	until pty_has "$1"; do
		pty_await_news "$limit" || return 1
	done
}
