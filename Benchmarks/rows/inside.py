"""Rows that one process measures: the parser, the log, the views, and how they grow."""
from harness.corpora import MEGABYTE, SHAPES, make
from harness.row import Row

CORPORA = ("small", "llm", "wiki", "multi")


def rates(lines, rival, chunk):
    return [line["rate"] for line in lines if line["rival"] == rival and line["chunk"] == chunk]


def miscounted(lines, corpus):
    """What is wrong with the counts: all passes of all rivals must find what the corpus was made with."""
    found = {(line["events"], line["data_bytes"]) for line in lines}
    if len(found) == 1 and next(iter(found))[0] == corpus["events"]:
        return ""
    return f"counted {sorted(found)}, not {corpus['events']} events"


def verify(bench):
    """No race: the same events and the same bytes as the C parser, whole and cut."""
    for name, corpus in make(bench.folder, quick=True).items():
        lines = bench.inside("verify", corpus["path"])
        right = all(line["same"] and line["events"] == corpus["events"] for line in lines)
        yield Row(f"same events and bytes of data: {name}", "C reference", "events",
                  ours=[line["events"] for line in lines], theirs=[line["wanted"] for line in lines],
                  wrong="" if right else "events or bytes differ")


def parse(bench):
    for name in CORPORA:
        corpus = bench.corpora[name]
        lines = bench.inside("parse", corpus["path"], bench.rounds)
        wrong = miscounted(lines, corpus)
        whole = rates(lines, "sse-top", 1 << 16)
        yield Row(f"parse only, 64 KiB chunks: {name}", "C reference", "MB/s", whole, rates(lines, "C", 1 << 16),
                  goal=("at least", 0.8), wrong=wrong)
        cut = rates(lines, "sse-top", 200)
        yield Row(f"parse only, 200-byte chunks: {name}", "C reference, cut alike", "MB/s", cut, rates(lines, "C", 200),
                  goal=("at least", 1.0), wrong=wrong)
        yield Row(f"parse only, 200-byte chunks: {name}", "itself, 64 KiB", "MB/s", cut, whole)


def keep(bench):
    for name in CORPORA:
        corpus = bench.corpora[name]
        lines = bench.inside("keep", corpus["path"], bench.rounds)
        yield Row(f"parse and keep: {name}", "C reference that keeps", "MB/s", rates(lines, "sse-top", 1 << 16),
                  rates(lines, "C", 1 << 16), goal=("at least", 1.3 if name == "small" else 1.0),
                  wrong=miscounted(lines, corpus))


def limit(bench):
    """What no reader of lines can be faster than: memchr over the same bytes, from line end to line end."""
    for name in CORPORA:
        corpus = bench.corpora[name]
        lines = bench.inside("limit", corpus["path"], bench.rounds)
        counts = {line["events"] for line in lines if line["rival"] == "sse-top"}
        yield Row(f"parse and keep: {name}", "memchr alone", "MB/s", rates(lines, "sse-top", 1 << 16),
                  rates(lines, "memchr", 1 << 16), goal=("at least", 0.5 if name == "small" else 0.8),
                  wrong="" if counts == {corpus["events"]} else f"counted {sorted(counts)}")


def shapes(bench):
    """Streams of other shapes, by bytes: none may cost much more than the shortest events that have all fields."""
    corpora = make(bench.folder, bench.quick, dict.fromkeys(SHAPES, 40 * MEGABYTE))
    for what in ("parse", "keep"):
        lines = {name: [] for name in corpora}
        # By turns, for a machine is not equally fast at all times.
        for _ in range(bench.rounds):
            for name, corpus in corpora.items():
                lines[name] += bench.inside(what, corpus["path"], 1)
        usual, *others = ({"name": name, "rates": rates(many, "sse-top", 1 << 16),
                           "wrong": miscounted(many, corpora[name])} for name, many in lines.items())
        for one in others:
            yield Row(f"{'parse and keep' if what == 'keep' else 'parse only'}: {one['name']}", "itself, as small",
                      "MB/s", one["rates"], usual["rates"], goal=("at least", 0.8), wrong=one["wrong"])


def views(bench):
    events = 200_000 if bench.quick else 1_000_000
    for line in bench.inside("views", events, bench.rounds * 5):
        exact = line["events"] == line["kept"] == events
        yield Row(f"a key among {events:,} kept: {line['what']}", "–", "ms", [line["median_ms"]],
                  goal=("at most", 16.7), note=f"worst {line['worst_ms']:.2f} ms, drawing included",
                  wrong="" if exact else f"{line['kept']} of {line['events']} kept")


def growth(bench):
    many = 1_000_000
    cases = [(many, 5, 40), (many * 10, 5, 40)] + ([] if bench.quick else [(many * 100, 5, 40)])
    cases += [(many, 1, 40), (many, 1_000, 40), (many, 100_000, 40)]
    sizes = [(1_000, 200_000), (100_000, 5_000), (1_000_000, 500), (10_000_000, 50), (100_000_000, 5)]
    cases += [(count // (5 if bench.quick else 1), 1, size) for size, count in sizes]
    for events, types, size in cases:
        line = bench.inside("growth", events, types, size)[0]
        what = f"growth: {line['events']:,} events of {types:,} types, {size:,} bytes each"
        yield Row(what, "–", "ns/event", [line["nanoseconds_per_event"]],
                  note=f"{line['megabytes_per_second']:.0f} MB/s, {line['peak_megabytes']:.0f} MB at most",
                  wrong="" if line["exact"] and line["events"] >= events else "miscounted")


ROWS = {"verify": verify, "parse": parse, "keep": keep, "limit": limit, "shapes": shapes, "views": views,
        "growth": growth}
