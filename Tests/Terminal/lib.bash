# What the terminal tests have in common: a sealed tmux, a shell in it, and questions about its screen.
# Nothing here sleeps for a fixed time: what is expected is asked for again until it is there, ten seconds at most.
# What else is waited for ends with the test's time, and is named.

set -u

# Every test begins alike, whoever runs it: signals that `nohup` or a shell's background jobs ignore, closed input,
# limits, umask and variables of the caller's are not the test's. A shell cannot undo by itself that a signal is ignored.
if [ "${begun-}" != $$ ]; then
  settings=(begun=$$ TERM=xterm-256color)
  for name in PATH HOME USER TMPDIR LD_LIBRARY_PATH SSE_TOP_BIN PYTHON NODE_PATH SCREENSHOT PLACE SEED; do
    [ -z "${!name+set}" ] || settings+=("$name=${!name}")
  done
  umask 022
  ulimit -S -c 0
  ulimit -S -n 1024 2>/dev/null
  exec env --default-signal -i "${settings[@]}" bash "$0" "$@" </dev/null
fi
unset begun

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
bin=${SSE_TOP_BIN:-$(cd "$top" && swift build --show-bin-path)}
work=$(mktemp -d)
socket=$work/tmux
started=()
# The project's own Python, with what the tests import (script/bootstrap).
python=${PYTHON:-$top/.build-tests/python/bin/python}
[ -x "$python" ] || python=python3
export PYTHONDONTWRITEBYTECODE=1

export LC_ALL=C.UTF-8 TZ=UTC SWIFT_BACKTRACE=enable=no HISTFILE=/dev/null HOME=$work

clean_up() {
  tmux -S "$socket" kill-server 2>/dev/null
  for process in "${started[@]}"; do kill "$process" 2>/dev/null; done
  # A browser goes on writing into the folder while it ends.
  for process in "${started[@]}"; do wait "$process" 2>/dev/null; done
  rm -rf "$work"
}
trap clean_up EXIT

fail() {
  printf 'FAILED: %s\n' "$1"
  printf -- '--- the screen\n%s\n---\n' "$(screen 2>/dev/null)"
  exit 1
}

# What Tests/Terminal/run says to a test that takes too long.
over_time() {
  # The line is known of a call, not of a command that stands in the test itself.
  local call=$((${#BASH_LINENO[@]} - 2)) line=
  [ "$call" -eq 0 ] || line=:${BASH_LINENO[call]}
  printf 'STOPPED at %s%s, in: %s\n' "${0##*/}" "$line" "$1"
  fail "not done in time${awaited:+, waiting for: $awaited}"
}
trap 'over_time "$BASH_COMMAND"' TERM

skip() {
  printf 'SKIPPED: %s\n' "$1"
  exit 77
}

# --- waiting

# A descriptor that never says anything, to wait on for a moment.
exec {silence}<> <(:)

# eventually SECONDS COMMAND…: whether the command succeeds within so many seconds.
eventually() {
  local deadline=$((SECONDS + $1)) awaited
  shift
  awaited=$*
  until "$@"; do
    [ "$SECONDS" -le "$deadline" ] || return 1
    read -r -t 0.05 -u "$silence" || true
  done
}

has_ended() {
  local status
  status=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  [[ $status == *') Z '* ]]
}
# outcome PROCESS: its exit status, as `wait` gives it; fails unless it ends soon.
outcome() {
  eventually 20 has_ended "$1" || fail "process $1 does not end: $(tr '\0' ' ' <"/proc/$1/cmdline")"
  wait "$1"
}

# --- the terminal

# terminal COLUMNS ROWS [TYPE]: a shell in a terminal of that size.
terminal() {
  tmux -S "$socket" -f /dev/null new-session -d -x "$1" -y "$2" \
    "env TERM=${3:-screen-256color} PS1='ready> ' bash --norc --noprofile -i" || fail "tmux does not start"
  see 'ready>'
}

screen() { tmux -S "$socket" capture-pane -p; }
keys() { tmux -S "$socket" send-keys "$@"; }
# line TEXT: as the keyboard would, then Enter.
line() { tmux -S "$socket" send-keys -l -- "$1" && tmux -S "$socket" send-keys Enter; }
resize() { tmux -S "$socket" resize-window -x "$1" -y "$2"; }
ask() { tmux -S "$socket" display-message -p "$1"; }

shows() { screen | grep -qE -- "$1"; }
shows_not() { ! shows "$1"; }
# see PATTERN [WHAT]: fails unless the screen shows it soon.
see() { eventually 10 shows "$1" || fail "${2:-the screen does not show: $1}"; }
see_not() { eventually 10 shows_not "$1" || fail "${2:-the screen still shows: $1}"; }

# --- the program

# start ARGUMENT…: runs sse-top in the terminal; its exit status will stand in $work/status.
start() {
  rm -f "$work/status" "$work/pid" "$work/stty.after"
  # The size is the window's, which may still be on its way to another.
  cat >"$work/start" <<END
stty -a | sed 's/ rows [0-9]*; columns [0-9]*;//' >'$work/stty.before'
sh -c 'echo \$\$ >"\$0"; exec "\$@"' '$work/pid' '$bin/sse-top' $*
echo \$? >'$work/status'
stty -a | sed 's/ rows [0-9]*; columns [0-9]*;//' >'$work/stty.after'
END
  line "clear; . '$work/start'"
  eventually 10 test -s "$work/pid" || fail "sse-top does not start"
}
pid() { cat "$work/pid"; }
child() { cat "/proc/$(pid)/task/"*/children | tr -d ' '; }
ended() { [ -s "$work/status" ] && [ -s "$work/stty.after" ]; }

# ends_with STATUS: fails unless sse-top ends soon, with that status and the terminal as it was before.
ends_with() {
  eventually 10 ended || fail "sse-top does not end"
  local status
  status=$(cat "$work/status")
  [ "$status" = "$1" ] || fail "the exit status is $status, not $1"
  cmp -s "$work/stty.before" "$work/stty.after" || fail "the terminal's modes differ: $(diff "$work/stty.before" "$work/stty.after")"
  see 'ready> *$' "the shell is not back"
  [ "$(ask '#{alternate_on}#{cursor_flag}#{keypad_cursor_flag}')" = 010 ] ||
    fail "alternate screen, cursor and keypad are $(ask '#{alternate_on} #{cursor_flag} #{keypad_cursor_flag}')"
}

# --- servers

# serve [PORT [OPTION…]]: a demo server; its address will be in $address, its process in $server.
serve() {
  rm -f "$work/address"
  "$bin/sse-demo-server" --port "${1:-0}" "${@:2}" >"$work/address" 2>"$work/log" &
  server=$!
  started+=("$server")
  eventually 10 test -s "$work/address" || fail "the demo server does not start: $(cat "$work/log")"
  address=$(sed 's/^listening on //' "$work/address")
}

# stop PROCESS [SIGNAL]: ends a process that was started here, and waits for its end.
stop() {
  kill "${2:--TERM}" "$1"
  outcome "$1" 2>/dev/null
  true
}
