"""A row of the table: what was measured, against whom, what the goal was, and whether the answers were right."""
import statistics
from dataclasses import dataclass, field


class Missing(Exception):
    """Something that the row needs is not here; the table says what."""


@dataclass
class Row:
    name: str
    rival: str
    unit: str
    ours: list = field(default_factory=list)
    theirs: list = field(default_factory=list)
    # "at most" or "at least", and a number that the ratio is held against; without rivals, the median itself.
    goal: tuple = None
    note: str = ""
    wrong: str = ""
    missing: str = ""

    @property
    def ratios(self):
        return [ours / theirs for ours, theirs in zip(self.ours, self.theirs) if theirs]

    @property
    def figure(self):
        """What the goal speaks of: the median of the rounds' ratios, or of our values where there is no rival."""
        if self.theirs:
            return statistics.median(self.ratios) if self.ratios else None
        return statistics.median(self.ours) if self.ours else None

    @property
    def verdict(self):
        if self.wrong:
            return "WRONG"
        if self.missing:
            return "missing"
        if self.goal is None or self.figure is None:
            return "–"
        kind, limit = self.goal
        return "yes" if (self.figure <= limit if kind == "at most" else self.figure >= limit) else "**no**"

    def cells(self):
        """The row as the table shows it: seven texts."""
        if self.missing:
            return [self.name, self.rival, "", "", "", goal_text(self), f"missing: {self.missing}"]
        ratio = f"{number(self.figure)}×{spread(self.ratios)}" if self.theirs and self.ratios else "–"
        remark = "; ".join(text for text in (f"WRONG: {self.wrong}" if self.wrong else self.verdict, self.note) if text)
        return [self.name, self.rival, values(self.ours, self.unit), values(self.theirs, self.unit), ratio,
                goal_text(self), remark]


def number(value):
    if value is None:
        return "–"
    size = abs(value)
    return f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}" if size >= 0.1 else \
        f"{value:.3f}"


def spread(many):
    return f" ({number(min(many))}–{number(max(many))})" if len(many) > 1 else ""


def values(many, unit):
    return f"{number(statistics.median(many))} {unit}{spread(many)}" if many else "–"


def goal_text(row):
    if row.goal is None:
        return "–"
    kind, limit = row.goal
    unit = "×" if row.theirs or row.rival != "–" else " " + row.unit
    return f"{'≤' if kind == 'at most' else '≥'} {number(limit)}{unit}"


def alternate(rounds, ours, theirs):
    """Runs two measurements by turns, the order changing with each round; returns both lists of results."""
    results = ([], [])
    for at in range(rounds):
        for which in ((0, 1) if at % 2 == 0 else (1, 0)):
            results[which].append((ours, theirs)[which]())
    return results
