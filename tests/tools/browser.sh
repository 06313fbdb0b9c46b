# shellcheck shell=bash
# A headless Chromium to ask, over its DevTools pipe: JSON ended by NUL, in on its descriptor 3, out
# on its 4. No waiting for time to pass: each question waits for its answer.
#
#	browser_open FOLDER	starts it; its profile lies in FOLDER, events go to FOLDER/events
#	browse METHOD [PARAMS]	one command of the DevTools protocol; its answer is in $answer
#	page FILE		goes there and waits until all is loaded
#	js EXPRESSION		evaluates it; a string is in $value, lines as lines
#	press KEY CODE [TEXT]	a key of the keyboard, down and up
#	browser_close

browser_open() {
	browser_folder=$1 browser_id=0 browser_session=
	events=$browser_folder/events
	mkdir -p "$browser_folder"
	: >"$events"
	mkfifo "$browser_folder/in" "$browser_folder/out"
	# --no-sandbox: in containers and for root there is none; it only ever sees our own pages.
	HOME=$browser_folder chromium --headless=new --no-sandbox --disable-gpu --no-first-run \
		--disable-dev-shm-usage --disable-background-networking --disable-extensions \
		--disable-component-update --lang=vi --window-size=1000,800 --user-data-dir="$browser_folder/profile" \
		--remote-debugging-pipe about:blank \
		3<"$browser_folder/in" 4>"$browser_folder/out" >"$browser_folder/log" 2>&1 &
	browser_process=$!
	exec {browser_in}>"$browser_folder/in" {browser_out}<"$browser_folder/out"
	browse Target.createTarget '{"url":"about:blank"}' || return
	browse Target.attachToTarget "{\"targetId\":\"$(browser_field targetId)\",\"flatten\":true}" ||
		return
	browser_session=$(browser_field sessionId)
	local domain
	for domain in Page Runtime Log Network; do
		browse "$domain.enable" || return
	done
}

browser_field() { # NAME: of $answer, a word
	sed -E "s/.*\"$1\":\"([^\"]*)\".*/\1/" <<<"$answer"
}

browse() { # METHOD [PARAMS]
	local message
	browser_id=$((browser_id + 1))
	printf '{"id":%d,%s"method":"%s","params":%s}\0' "$browser_id" \
		"${browser_session:+\"sessionId\":\"$browser_session\",}" "$1" "${2:-"{}"}" \
		>&"$browser_in"
	while IFS= read -r -d '' -t 60 -u "$browser_out" message; do
		case $message in
		"{\"id\":$browser_id,\"error\""*)
			echo "browser: $1: $message"
			return 1
			;;
		"{\"id\":$browser_id,"*)
			answer=$message
			return 0
			;;
		*) printf '%s\n' "$message" >>"$events" ;;
		esac
	done
	echo "browser: no answer to $1"
	return 1
}

js() { # EXPRESSION
	local text=$1
	text=${text//\\/\\\\}
	text=${text//\"/\\\"}
	text=${text//$'\t'/ }
	text=${text//$'\n'/\\n}
	browse Runtime.evaluate \
		"{\"expression\":\"$text\",\"returnByValue\":true,\"awaitPromise\":true}" || return
	case $answer in
	*'"exceptionDetails"'*)
		echo "browser: $answer"
		return 1
		;;
	esac
	# JSON's escapes are those of printf, but for the slash, which is not escaped here.
	value=$(printf '%b' "$(sed -E 's/.*"type":"string","value":"(.*)"\}\}.*/\1/; s/\\"/"/g' <<<"$answer")")
}

# Asks again and again, as a page whose scripts are off answers no promise.
page() { # FILE
	browse Page.navigate "{\"url\":\"file://$1\"}" || return
	local i
	for ((i = 0; i < 20000; i++)); do
		js document.readyState || return
		[ "$value" != complete ] || return 0
	done
	echo "browser: $1 is never complete"
	return 1
}

press() { # KEY CODE [TEXT]
	local key="\"key\":\"$1\",\"code\":\"$1\",\"windowsVirtualKeyCode\":$2"
	browse Input.dispatchKeyEvent \
		"{\"type\":\"keyDown\",$key${3:+,\"text\":\"$3\"}}" &&
		browse Input.dispatchKeyEvent "{\"type\":\"keyUp\",$key}"
}

browser_close() {
	browser_session=
	browse Browser.close >/dev/null
	exec {browser_in}>&- {browser_out}<&-
	wait "$browser_process"
}
