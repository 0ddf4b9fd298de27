"""Runs the rows, prints them, and writes the table. See BENCHMARKS.md; `script/bench` builds first and calls this."""
import argparse
import json
import os
import sys
import time

from harness import comparison, table
from harness.bench import Bench
from harness.row import Missing, Row
from rows import dashboard, fields, filters, freshness, inside, peers, wire

# Seconds after which a run of all rows begins no other.
LIMIT, LIMIT_QUICK = 840, 170

ROWS = {}
for room in (inside, peers, wire, dashboard, freshness, filters, fields):
    ROWS.update(room.ROWS)


def measure(name, bench):
    """The rows of a name; what goes wrong is a row too."""
    try:
        yield from ROWS[name](bench)
    except Missing as lack:
        yield Row(name, "–", "", missing=str(lack))
    except Exception as failure:
        yield Row(name, "–", "", wrong=f"{type(failure).__name__}: {failure}"[:300])


def main():
    parser = argparse.ArgumentParser(prog="script/bench", description="Measures sse-top against its rivals.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these: " + ", ".join(ROWS))
    parser.add_argument("--save", metavar="FILE", help="writes all measurements as JSON")
    parser.add_argument("--against", metavar="FILE",
                        help="tells what changed since the run that is saved there, by more than the spread of both")
    parser.add_argument("--quick", action="store_true",
                        help="fewer rounds on a tenth of the bytes; no table is written")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in ROWS]
    if unknown:
        parser.error(f"no row is called {', '.join(unknown)}; there are {', '.join(ROWS)}")
    before = None
    if options.against:
        try:
            with open(options.against) as file:
                before = json.load(file)
        except (OSError, ValueError) as failure:
            parser.error(f"{options.against} is no saved run: {failure}")
    bench = Bench(options.quick)
    begin, found = time.monotonic(), {}
    try:
        for name in options.names or ROWS:
            since = time.monotonic()
            found[name] = []
            late = not options.names and since - begin > (LIMIT_QUICK if options.quick else LIMIT)
            skipped = [Row(name, "–", "", missing="the time was up; run it by name")]
            for row in skipped if late else measure(name, bench):
                found[name].append(row)
                print("  ".join(cell for cell in row.cells() if cell), flush=True)
            print(f"    [{name}: {time.monotonic() - since:.0f} s]", flush=True)
    finally:
        bench.stop()
    seconds = time.monotonic() - begin
    command = "script/bench " + " ".join(sys.argv[1:])
    if options.save:
        comparison.save(found, options.save)
    if not options.names and not options.quick:
        table.write(found, seconds, command.strip())
    every = [row for rows in found.values() for row in rows]
    wrong = sum(1 for row in every if row.wrong)
    short = sum(1 for row in every if row.verdict == "**no**")
    lacking = sum(1 for row in every if row.missing)
    print(f"{len(every)} rows in {seconds:.0f} s: {short} short of their goal, {lacking} missing, {wrong} wrong")
    if before is not None:
        now = {name: [vars(row) for row in rows] for name, rows in found.items()}
        print("\n".join(comparison.changes(before, now)))
    sys.exit(1 if wrong else 0)


main()
