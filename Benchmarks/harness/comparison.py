"""What differs between two runs of the rows by more than each run's own spread."""
import json
import statistics

# Where a run has a single measurement there is no spread to compare with; less than this is not told then.
SINGLE = 0.10


def save(found, path):
    """Writes all measurements; `found` has the rows of each name."""
    with open(path, "w") as file:
        json.dump({name: [vars(row) | {"verdict": row.verdict} for row in rows] for name, rows in found.items()},
                  file, indent=1)


def figures(row):
    """What a row is judged by: the ratios of its rounds, or its own values where there is no rival."""
    pairs = [ours / theirs for ours, theirs in zip(row["ours"], row["theirs"]) if theirs]
    return pairs if row["theirs"] else row["ours"]


def word(row, before, now):
    """Whether more is better is what a row's goal says; without one a change is only told."""
    if not row["goal"]:
        return "changed"
    return "better" if (now < before) == (row["goal"][0] == "at most") else "worse"


def changes(before, now):
    """Lines about the rows of `now`, as saved, that differ from those of the same names in `before`."""
    old = {(name, row["name"], row["rival"]): row for name, rows in before.items() for row in rows}
    lines, compared = [], 0
    for name, rows in now.items():
        for row in rows:
            was = old.get((name, row["name"], row["rival"]))
            if was is None:
                lines.append(f"new: {row['name']}")
                continue
            for said in ("wrong", "missing"):
                if row[said] and not was[said]:
                    lines.append(f"{said}: {row['name']}: {row[said]}")
            a, b = figures(was), figures(row)
            if not a or not b:
                continue
            compared += 1
            middle, new = statistics.median(a), statistics.median(b)
            change = (new - middle) / middle if middle else 0
            apart = max(a) < min(b) or max(b) < min(a)
            if not apart or len(a) == len(b) == 1 and abs(change) < SINGLE:
                continue
            lines.append(f"{word(row, middle, new)}: {row['name']}: {middle:.3g} ({min(a):.3g}–{max(a):.3g}) → "
                         f"{new:.3g} ({min(b):.3g}–{max(b):.3g}), {change:+.0%}")
    return lines + [f"{compared} rows compared"]
