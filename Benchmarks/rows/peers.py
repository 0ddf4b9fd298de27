"""Rows against libraries of other languages, where they are installed.

None is part of Debian or of Swift's own packages, so a machine has them only if somebody put them there:
eventsource-parser where node finds it (NODE_PATH).
"""
import json
import os
import shutil
import subprocess

from harness.row import Row
from .inside import CORPORA, rates

DRIVER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "peers", "eventsource-parser.cjs")


def node_has(name):
    return shutil.which("node") and subprocess.run(
        ["node", "-e", f"require('{name}')"], capture_output=True).returncode == 0


def peers(bench):
    if node_has("eventsource-parser"):
        for name in CORPORA:
            corpus = bench.corpora[name]
            done = subprocess.run(["node", DRIVER, corpus["path"], str(bench.rounds)], capture_output=True, text=True,
                                  timeout=120, check=True)
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            ours = rates(bench.inside("keep", corpus["path"], bench.rounds), "sse-top", 1 << 16)
            found = {line["events"] for line in lines}
            yield Row(f"parse and keep: {name}", "JS eventsource-parser, which keeps nothing", "MB/s", ours,
                      [line["rate"] for line in lines], goal=("at least", 2.0),
                      note="" if found == {corpus["events"]} else f"the library counts {found}")
    else:
        yield Row("parse and keep", "JS eventsource-parser", "", goal=("at least", 2.0),
                  missing="node does not find it (npm install --prefix DIR eventsource-parser; NODE_PATH)")
    for library, limit in (("Rust sseer", 1.2), ("Swift mattt/EventSource", 50),
                           ("Swift LaunchDarkly EventSource", 50)):
        yield Row("parse and keep", library, "", goal=("at least", limit), missing="not installed, and no package of "
                  "the systems that script/bootstrap knows")


ROWS = {"peers": peers}
