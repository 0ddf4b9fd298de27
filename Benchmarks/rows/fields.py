"""Rows of counting by a field: sse-top beside itself without it, on the same bytes."""
import collections
import json
import os
import tempfile

from harness import process
from harness.row import Row

# A path near the end of long events, one inside of them, and one of short events.
CASES = (("wiki", ".wiki", 1.3), ("wiki", ".meta.domain", 1.3), ("llm", ".type", None))


def fields(bench):
    bench.need_option("--by")
    for name, path, limit in CASES:
        corpus = bench.corpora[name]
        wanted = counts(corpus["path"], path)
        wrong = ""
        words = [bench.sse_top, corpus["path"], "-s", "--format"]
        used = {format: ([], []) for format in ("ndjson", "none")}
        for _ in range(bench.rounds):
            for format, (ours, theirs) in used.items():
                theirs.append(process.run([*words, format]).cpu)
                ours.append(process.run([*words, format, "--by", path]).cpu)
        # In a run of its own, for a summary tells of language models' answers too.
        with tempfile.TemporaryDirectory() as folder:
            summary = os.path.join(folder, "summary.json")
            process.run([*words, "none", "--by", path, "--summary", summary])
            with open(summary) as file:
                # What has nothing there has no value.
                told = {row.get("value"): row["events"] for row in json.load(file)["groups"]}
        if told != wanted:
            wrong = f"counted {len(told)} values, not {len(wanted)}"
        for format, (ours, theirs) in used.items():
            yield Row(f"--format {format}, counted by {path}: {name}", "itself without", "s CPU", ours, theirs,
                      goal=("at most", limit) if limit else None, note=f"{len(wanted)} values", wrong=wrong)


def counts(path, field):
    """Counts of values as Python's json sees them."""
    found = collections.Counter()
    with open(path, "rb") as file:
        for line in file:
            if line.startswith(b"data: "):
                value = json.loads(line[6:])
                for key in field[1:].split("."):
                    value = value.get(key) if isinstance(value, dict) else None
                found[value] += 1
    return dict(found)


ROWS = {"fields": fields}
