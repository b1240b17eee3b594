"""What each fact and setting may be, given the answers: finitely many values stand for all.

A variable is ("fact", id) or ("setting", id). Only variables that some condition uses are listed.
"""

from itertools import chain

from days import FIRST_DAY, LAST_DAY, ONE_DAY, answer_range, before_by, born_by, day
from merge import walk

STATES = {"declined", "not-applicable", "disputed", "not-known"}
DENSE_DAYS = 120  # with `dense`, date intervals up to this long are taken day by day


class Case:
    """The tests made of each variable, and the answers of a request."""

    def __init__(self, book, request):
        self.book, self.request = book, request
        for fact in request["facts"]:
            if fact not in book.facts:
                raise ValueError(f"no fact {fact}")
        for setting in request.get("settings", {}):
            if setting not in book.settings:
                raise ValueError(f"no setting {setting}")
        self.tests = {}
        for condition in book.all_conditions():
            for c in walk(condition, book):
                tests = self.tests.setdefault(("fact", c["fact"]), [])
                if c not in tests:
                    tests.append(c)
        for c in chain(*list(self.tests.values())):
            if isinstance(c.get("at_least"), dict):
                self.tests.setdefault(("setting", c["at_least"]["setting"]), []).append(c)

    def domains(self, dense=False):
        """Variable -> list of values that stand for everything it may be."""
        return {v: self.values_of(v, dense) for v in self.tests}

    def values_of(self, variable, dense):
        """The values of one variable."""
        kind, name = variable
        if kind == "setting":
            return self.setting_values(name)
        fact, answer = self.book.facts[name], self.answer(name)
        if fact["kind"] == "yes-no":
            return [False, True] if answer is None else [expect(answer, bool)]
        if fact["kind"] == "count":
            return self.count_values(variable, answer)
        if fact["kind"] == "date":
            return self.date_values(answer, self.tests[variable], dense)
        options = [o["id"] for o in fact["options"]]
        if fact["kind"] == "choice":
            return options if answer is None else [one_of(answer, options)]
        return choices_values(answer, options)

    def answer(self, name):
        """The answer to a fact, None for everything that is not a value."""
        answer = self.request["facts"].get(name)
        if isinstance(answer, dict) and "state" in answer:
            if answer["state"] not in STATES:
                raise ValueError(f"no state {answer['state']}")
            return None
        return answer

    def setting_values(self, name):
        """One value where it is set or has a default; else from its least value on."""
        setting = self.book.settings[name]
        if name in self.request.get("settings", {}):
            return [expect(self.request["settings"][name], int)]
        if "default" in setting:
            return [setting["default"]]
        return self.numbers_between(("setting", name), setting.get("min", 1), None)

    def count_values(self, variable, answer):
        """Whole numbers of the interval that the answer leaves."""
        if isinstance(answer, dict):
            return self.numbers_between(variable, answer.get("from", 0), answer.get("to"))
        if answer is None:
            return self.numbers_between(variable, 0, None)
        return [expect(answer, int)]

    def numbers_between(self, variable, low, high):
        """The numbers from low to high (None: open) near a bound or near a number compared with.

        Between two neighbouring marks only the order of the variables that lie there can matter;
        as many places as there are variables compared with each other (and one more, for the
        variable that changes when `missing` is sought) are enough to have every order.
        """
        linked = self.linked() if variable in self.linked() else {variable}
        room = len(linked) + 1
        marks = set().union(*(self.marks(v) for v in linked)) | {low}
        top = max(marks) + room if high is None else high
        if low > top:
            raise ValueError("from lies above to")
        near = {m + d for m in marks | {top} for d in range(-room, room + 1)}
        return sorted(n for n in near if low <= n <= top)

    def linked(self):
        """The settings and the counts that are compared with them."""
        return {v for v, tests in self.tests.items() if any(isinstance(c.get("at_least"), dict) for c in tests)}

    def marks(self, variable):
        """Every number that is a bound of a count or setting, or that a count is compared with."""
        kind, name = variable
        if kind == "setting":
            setting = self.book.settings[name]
            return {setting.get("min", 1), setting.get("default", 1), self.request.get("settings", {}).get(name, 1)}
        answer = self.answer(name)
        bounds = set(answer.values()) if isinstance(answer, dict) else {answer or 0}
        return bounds | {
            c[k] for c in self.tests[variable] for k in ("at_least", "at_most", "exactly") if isinstance(c.get(k), int)
        }

    def date_values(self, answer, tests, dense):
        """The first and last day of the interval, and the days round each day of change."""
        first, last = (FIRST_DAY, LAST_DAY) if answer is None else answer_range(answer, self.book.as_of)
        if first > last:
            raise ValueError("from lies after to")
        if dense and (last - first).days <= DENSE_DAYS:
            return [first + n * ONE_DAY for n in range((last - first).days + 1)]
        days = {first, last}
        for cut in chain(*(cuts(c, self.book.as_of) for c in tests)):
            days |= {cut - ONE_DAY, cut, cut + ONE_DAY}
        return sorted(d for d in days if first <= d <= last)


def cuts(c, as_of):
    """The days at which a date test may change."""
    for key in ("before", "on_or_after"):
        if key in c:
            return [day(c[key])]
    for key in ("within_last", "at_least_ago"):
        if key in c:
            return [before_by(as_of, c[key]), as_of]
    return [born_by(as_of, c[key]) for key in ("age_under", "age_at_least") if key in c]


class Subsets:
    """A list of every set that has all of `sure` and any of `loose`, made one by one when asked for."""

    def __init__(self, sure, loose):
        self.sure, self.loose = frozenset(sure), list(loose)

    def __len__(self):
        return 2 ** len(self.loose)

    def __getitem__(self, n):
        """The n-th: the bits of n say which of the loose ones are in (negative n: from the end)."""
        if not -len(self) <= n < len(self):
            raise IndexError(n)
        return self.sure | {o for k, o in enumerate(self.loose) if (n % len(self)) >> k & 1}


def choices_values(answer, options):
    """Every set of options that the answer leaves possible."""
    if isinstance(answer, list):
        return Subsets([one_of(a, options) for a in answer], [])
    answer = answer or {}
    sure = {one_of(a, options) for a in answer.get("yes", [])}
    out = {one_of(a, options) for a in answer.get("no", [])}
    if sure & out:
        raise ValueError("an option is both in yes and in no")
    return Subsets(sure, [o for o in options if o not in sure and o not in out])


def expect(value, kind):
    """The value, if it is of the kind."""
    if type(value) is not kind:
        raise ValueError(f"not {kind.__name__}: {value!r}")
    return value


def one_of(value, options):
    """The value, if it is one of the options."""
    if value not in options:
        raise ValueError(f"no option {value!r}")
    return value
