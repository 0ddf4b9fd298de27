"""Rows of searching what is kept, against grep on the same bytes."""
import tempfile

from harness import process
from harness.row import Row

# Only the data of these events holds a full stop, so grep's lines are our events.
CASES = (("substring", "0.777", ["-cF", "0.777"], 3.0),
         ("regex", r"/0\.7[0-9]*99$/", ["-cE", r"0\.7[0-9]*99$"], 5.0))


def filters(bench):
    events = 200_000 if bench.quick else 1_000_000
    path = bench.events_file(events)
    bench.need_tool("grep")
    for name, expression, words, limit in CASES:
        lines = bench.inside("filter", path, expression, bench.rounds)
        grep, theirs = ["grep", *words, path], []
        with tempfile.TemporaryFile() as answer:
            for _ in range(bench.rounds):
                answer.seek(0)
                # Not to /dev/null, where grep would stop at its first match; in the locale in which it is fastest.
                theirs.append(process.run(grep, stdout=answer.fileno(), env={"LC_ALL": "C"}).cpu)
            answer.seek(0)
            count = int(answer.read())
        found = {line["matches"] for line in lines}
        right = found == {count} and all(line["kept"] == events for line in lines)
        yield Row(f"{name} filter over {events:,} kept events", f"grep {words[0]}", "s CPU",
                  [line["seconds"] for line in lines], theirs, goal=("at most", limit),
                  note=f"{count:,} matches; grep's start and reading included",
                  wrong="" if right else f"matched {found}, grep {count}")


ROWS = {"filters": filters}
