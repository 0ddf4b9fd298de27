# What the tests against real servers have in common: sse-top as a reader of numbers, and the numbers it read.
# A server counts 1, 2, 3, …; whatever breaks in between, sse-top's lines have to say the same, each number once.
. "$(dirname "${BASH_SOURCE[0]}")/../Terminal/lib.bash"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# A server may write until its end: the folder goes after it.
clean_up() {
  for process in "${started[@]}"; do kill "$process" && wait "$process"; done 2>/dev/null
  rm -rf "$work"
}

fail() {
  printf 'FAILED: %s\n' "$1"
  [ ! -e "$work/story" ] || printf -- '--- the story of the connection\n%s\n' "$(tail -n 20 "$work/story")"
  [ ! -e "$work/lines" ] || printf -- '--- the last lines\n%s\n' "$(tail -n 5 "$work/lines")"
  [ ! -e "$work/log" ] || printf -- '--- the last words of the server\n%s\n' "$(tail -n 20 "$work/log")"
  exit 1
}

# --- the server

# listen COMMAND…: starts a server that prints `listening on URL`: the URL in $address, the process in $server.
listen() {
  rm -f "$work/address"
  "$@" >"$work/address" 2>>"$work/log" &
  server=$!
  started+=("$server")
  eventually 20 grep -q '^listening on ' "$work/address" || fail "the server does not start"
  address=$(sed -n 's/^listening on //p' "$work/address")
}

# --- sse-top

# follow URL: sse-top without a terminal, its lines in $work/lines, the connection's story in $work/story.
follow() {
  "$bin/sse-top" "$1" >"$work/lines" 2>"$work/story" &
  reader=$!
  started+=("$reader")
}
lines_are() { [ "$(wc -l <"$work/lines")" -ge "$1" ]; }
# receive COUNT: fails unless so many lines have come soon.
receive() { eventually 15 lines_are "$1" || fail "not $1 events, but $(wc -l <"$work/lines")"; }
tells() { grep -qE -- "$1" "$work/story"; }

# last_id: the ID of the newest event.
last_id() { sed -n '$s/^[^[]*\[\([^]]*\)\].*/\1/p' "$work/lines"; }

# complete: ends sse-top, and fails unless it wrote every number from 1 on, once and in order.
complete() {
  kill -TERM "$reader"
  outcome "$reader"
  local status=$?
  [ "$status" -eq 143 ] || fail "sse-top's exit status after SIGTERM is $status, not 143"
  awk '{ print $NF }' "$work/lines" >"$work/numbers"
  seq "$(wc -l <"$work/numbers")" >"$work/expected"
  cmp -s "$work/numbers" "$work/expected" ||
    fail "numbers are lost (>) or too many (<): $(diff "$work/numbers" "$work/expected" | head -n 10)"
}

# survive_restarts COMMAND…: follows such a server while it is killed in mid-stream and started again, twice.
survive_restarts() {
  listen "$@" 0
  follow "$address"
  local count=20 times
  for times in 1 2; do
    receive "$count"
    tries=$(tries)
    stop "$server" -KILL
    eventually 10 waits || fail "sse-top does not notice that the server was killed"
    count=$(($(wc -l <"$work/lines") + 20))
    # What the server counts until the next try of sse-top has to come from its history.
    listen "$@" "${address##*:}"
    eventually 20 reconnected "$times" || fail "no reconnection"
  done
  receive "$count"
  complete
}
tries() { grep -c 'next try in' "$work/story"; }
waits() { [ "$(tries)" -gt "$tries" ]; }
reconnected() { [ "$(grep -c 'reconnected after .*sent Last-Event-ID' "$work/story")" -ge "$1" ]; }
