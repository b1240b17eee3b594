"""Pictures of many decisions, with matplotlib: ``pip install "safeguarding-rules[plot]"``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from .thresholds import Decision, Outcome

__all__ = ["level_counts", "levels"]

Range = tuple[int | None, int | None]


def level_counts(decisions: Iterable[Decision | Outcome | Range]) -> Counter[Range]:
    """How many decisions have each range of levels; those without levels are left out.

    >>> sorted(level_counts([(1, 1), (1, 4), (1, 4), (None, None)]).items())
    [((1, 1), 1), ((1, 4), 2)]
    """
    counts: Counter[Range] = Counter()
    for one in decisions:
        low, high = one if isinstance(one, tuple) else (one.at_least, one.at_most)
        if low is not None and high is not None:
            counts[int(low), int(high)] += 1
    return counts


def levels(decisions: Iterable[Decision | Outcome | Range], ax: Any = None) -> Any:
    """Draws how levels are distributed: settled ones as bars of their level, open ones as bands over their range.

    ``decisions``: decisions, outcomes, or pairs of ``at_least`` and ``at_most`` (columns of a table, zipped).
    Gives the matplotlib axes. Settled and open are told apart by hatching too, not by colour alone.

    Raises ``ImportError`` where matplotlib is not installed.

    >>> import safeguarding_rules as sr
    >>> ax = sr.plot.levels([(1, 1), (2, 2), (2, 3), (1, 4)])  # doctest: +SKIP
    """
    try:
        from matplotlib import pyplot
    except ImportError:
        raise ImportError('drawing needs matplotlib: pip install "safeguarding-rules[plot]"') from None
    counts: list[tuple[int, int, int]] = [
        (low, high, many)
        for (low, high), many in sorted(level_counts(decisions).items(), key=_narrow_first)
        if low is not None and high is not None
    ]
    if ax is None:
        ax = pyplot.subplots()[1]
    heights: Counter[int] = Counter()
    for low, high, many in counts:
        over = range(low, high + 1)
        base = max(heights[level] for level in over)
        settled = low == high
        ax.bar(
            (low + high) / 2,
            many,
            width=high - low + 0.8,
            bottom=base,
            color="tab:blue" if settled else "white",
            edgecolor="black" if settled else "tab:blue",
            hatch=None if settled else "//",
            label="settled" if settled else "open",
        )
        for level in over:
            heights[level] = base + many
    if counts:
        ax.set_xticks(range(min(low for low, _, _ in counts), max(high for _, high, _ in counts) + 1))
    handles, labels = ax.get_legend_handles_labels()
    once = dict(zip(labels, handles))
    if once:
        ax.legend(list(once.values()), list(once))
    ax.set_xlabel("level of need")
    ax.set_ylabel("cases")
    return ax


def _narrow_first(item: tuple[Range, int]) -> tuple[int, int]:
    low, high = item[0]
    return (high or 0) - (low or 0), low or 0
