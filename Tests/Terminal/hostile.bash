# What is written to a terminal while a stranger's text is shown: `watch_output`, then `is_clean WHAT`. Tests that source
# this have sourced lib.bash and begun a terminal.
tmux -S "$socket" set-option -s set-clipboard on
tmux -S "$socket" set-option -g allow-rename on
# What tmux calls a window by itself is the running command.
tmux -S "$socket" set-option -g automatic-rename off
title=$(ask '#{pane_title}') name=$(ask '#{window_name}')

watch_output() { : >"$work/output"; tmux -S "$socket" pipe-pane "cat >>'$work/output'"; }
# is_clean WHAT: nothing of it went out since `watch_output`.
is_clean() {
  tmux -S "$socket" pipe-pane
  [ -s "$work/output" ] || fail "$1: nothing was drawn"
  ! LC_ALL=C grep -aqP '\x1b[^\[()=>M78D]' "$work/output" || fail "$1: an escape sequence that is not ours: $(LC_ALL=C grep -aoP '.{20}\x1b[^\[()=>M78D].{20}' "$work/output" | head -n 3 | cat -v)"
  ! LC_ALL=C grep -aqP '\x1b\[[?>=]?31337|\x9b' <(LC_ALL=C sed 's/\xe2\x96\x9b//g' "$work/output") || fail "$1: a control sequence"
  ! LC_ALL=C grep -aqP '[\x00-\x07\x0b\x0c\x10-\x1a\x1c-\x1f\x7f]' "$work/output" || fail "$1: a control character"
  ! LC_ALL=C grep -aqP '\xc2[\x80-\x9f\xad]' "$work/output" || fail "$1: a C1 control character, or a soft hyphen"
  ! LC_ALL=C grep -aqP '\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]|\xd8\x9c|\xe1\xa0\x8e|\xf3\xa0[\x80\x81]' "$work/output" ||
    fail "$1: a bidi or zero-width character"
  [ "$(ask '#{pane_title}')" = "$title" ] || fail "$1: the title is now $(ask '#{pane_title}')"
  [ "$(ask '#{window_name}')" = "$name" ] || fail "$1: the window is now called $(ask '#{window_name}')"
  [ -z "$(tmux -S "$socket" list-buffers)" ] || fail "$1: the clipboard was written"
}
drawn() { [ "$(wc -c <"$work/output")" -gt "${1:-0}" ]; }
# press KEY…: one after the other, each when something was drawn for the one before.
press() {
  local key before
  for key in "$@"; do
    before=$(wc -c <"$work/output")
    keys "$key"
    eventually 2 drawn "$before" || true
  done
}
