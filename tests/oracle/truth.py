"""When a condition is true in one filling: every fact and setting has a value."""

from days import before_by, born_by, day
from merge import parts_of


def holds(condition, filling, book):
    """Is the condition true? `filling` maps ("fact", id) and ("setting", id) to values."""
    if "fact" in condition:
        bar = condition.get("at_least")
        if isinstance(bar, dict):
            bar = filling["setting", bar["setting"]]
        return test(condition, filling["fact", condition["fact"]], bar, book.as_of)
    if "rule" in condition:
        return holds(book.referred(condition["rule"]), filling, book)
    truths = [holds(part, filling, book) for part in parts_of(condition)]
    if "all" in condition:
        return all(truths)
    if "any" in condition:
        return any(truths)
    if "not" in condition:
        return not truths[0]
    return sum(truths) >= condition["at_least"]


def test(c, value, bar, as_of):
    """The comparison that the test `c` makes with a fact's value (`bar`: its at_least, if any)."""
    if bar is not None:
        return value >= bar
    if "at_most" in c:
        return value <= c["at_most"]
    if "exactly" in c:
        return value == c["exactly"]
    if "is" in c:
        return value == c["is"]
    if "one_of" in c:
        return value in c["one_of"]
    if "includes" in c:
        return c["includes"] in value
    if "includes_at_least" in c:
        counted = value & set(c["of"]) if "of" in c else value
        return len(counted) >= c["includes_at_least"]
    if "before" in c:
        return value < day(c["before"])
    if "on_or_after" in c:
        return value >= day(c["on_or_after"])
    if "within_last" in c:
        return before_by(as_of, c["within_last"]) <= value <= as_of
    if "at_least_ago" in c:
        return value <= before_by(as_of, c["at_least_ago"])
    if "age_under" in c:
        return value > born_by(as_of, c["age_under"])
    if "age_at_least" in c:
        return value <= born_by(as_of, c["age_at_least"])
    if set(c) != {"fact"}:
        raise ValueError(f"not a test: {c!r}")
    return value is True
