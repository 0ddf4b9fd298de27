# What the tests of other people's clients have in common: the demo server, and how many events with data each of its
# well-formed streams has until it ends.

serve 0 --seed 3
cat >"$work/wanted" <<'END'
/orders?count=8&interval=0.01 8
/ticker?count=20&interval=0.01 20
/wiki?count=9&interval=0.01 9
/llm?interval=0.002&count=40 43
/llm?interval=0.002&style=responses&count=40 48
/llm?interval=0.002&style=anthropic&count=40 46
/llm?interval=0.002&style=openai-chat&count=10&tool=tide 20
/llm?interval=0.002&style=gemini&count=10 11
/llm?interval=0.002&style=vercel-ui&count=10 17
/llm?interval=0.002&style=langgraph&count=10&thinking=5 18
/firehose?rate=0&count=5000&types=3 5000
/bursts?count=3&interval=0.01&size=50 150
/gaps?count=7&interval=0.01 7
/duplicates?count=7&interval=0.01 7
/reorder?count=7&interval=0.01 7
/resume?from=1&count=1 1
/gzip?count=5&interval=0.01 5
/cr?count=5&interval=0.01 5
/crlf?count=5&interval=0.01 5
/bom?count=5&interval=0.01 5
/multiline?count=15&interval=0.01 15
/comments?count=9&interval=0.01 9
/ids?count=13&interval=0.01 14
/invalid-utf8?count=16&interval=0.01 16
/escape?count=26&interval=0.01 26
/bidi?count=25&interval=0.01 25
/slow-loris?count=2&interval=0.001 2
/no-newline?count=4&interval=0.01 3
/held?count=60&interval=0.005&bytes=1000 60
/held-gzip?count=60&interval=0.005&bytes=1000 60
/late-head?wait=0.1&count=3&interval=0.01 3
/all-at-once?count=4&interval=0.01 7
/one-behind?count=4&interval=0.01 3
/replay?interval=0.01 5
/restart-ids?interval=0.01 10
/cors?allow=null&count=2&interval=0.01 2
/redirect?to=/gaps%3Fcount=2%26interval=0.01 2
END
cut -d' ' -f1 "$work/wanted" >"$work/paths"

# compare FILE: whether the counts of a client are those wanted. A line of it is "PATH COUNT HASH".
compare() {
  cut -d' ' -f1,2 "$1" | diff "$work/wanted" - >"$work/difference" || fail "$(cat "$work/difference")"
}
