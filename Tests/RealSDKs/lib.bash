# What the tests of the vendors' SDKs have in common: the demo server, and a Python program that asks it.
. "$(dirname "${BASH_SOURCE[0]}")/../Terminal/lib.bash"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# drive MODULE PACKAGE PROGRAM [ARGUMENT…]: runs a program with the demo server's address, and says what it says.
drive() {
  "$python" -c "import $1" 2>/dev/null || skip "$python -m pip install $2 (PYTHON names another interpreter)"
  serve 0
  run "$here/$3" "${@:4}" "$address"
}

# compare MODULE: whether the SDK and sse-top read the streams of Tests/ModelWires alike.
compare() { run "$here/wires_sdk.py" "$1" "$bin/sse-top"; }

run() {
  "$python" -W ignore "$@" >"$work/output" 2>&1 || {
    printf 'FAILED: exit status %s\n%s\n' $? "$(tail -n 30 "$work/output")"
    exit 1
  }
  cat "$work/output"
}
