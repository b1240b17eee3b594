"""The days that the incident can have happened on, and what every fact and setting may be on each of them.

Days on which every test can come out in the same ways are alike: one of them is looked at for all.
"""

from days import FIRST_DAY, LAST_DAY, ONE_DAY, before_by, day
from domains import Subsets, choices_values, cuts
from merge import walk
from partial import MOST_DAYS, days_between, every_day, range_of
from truth import test


class Refused(ValueError):
    """A request that is answered by an error of this code."""


class Case:
    """A request, with the stretches of the pack that its incident can lie in."""

    def __init__(self, shelf, request):
        self.request, self.as_of = request, day(request["as_of"])
        self.answers = {fact: value_of(a) for fact, a in request["facts"].items()}
        self.set = {name: v for name, v in request.get("settings", {}).items() if v is not None}
        stretches = shelf.stretches(request["pack"], request["subject"])
        self.incident_fact = next(book.incident_fact for _, _, book in stretches)
        given = self.answers.get(self.incident_fact)
        first, last = range_of(given, self.as_of)
        if first > self.as_of:
            raise Refused("case.after-as-of")
        self.first, self.last = first, min(last, self.as_of)
        self.stretches = [
            (max(first, self.first), min(last, self.last), book)
            for first, last, book in stretches
            if first <= self.last and last >= self.first
        ]
        if not self.stretches:
            raise Refused("request.no-edition")
        if FIRST_DAY < first < stretches[0][0] or self.last > stretches[-1][1]:
            raise Refused("request.partly-no-edition")
        self.incident = None if given is None else (self.stretches[0][0], self.stretches[-1][1])

    def kinds(self):
        """(book, [days]) for each class of days that are alike, in the order of their first days."""
        found = {}
        for n, (first, last, book) in enumerate(self.stretches):
            tests = tests_of(book)
            for when in self.days_of(book, first, last, tests):
                sign = (n, *(self.sign(book, name, tests[name], when) for name in tests if name[0] == "fact"))
                found.setdefault(sign, (book, []))[1].append(when)
        return list(found.values())

    def days_of(self, book, first, last, tests):
        """The days of a stretch that are looked at: all, or of a long one those round which something may change."""
        if (last - first).days < MOST_DAYS:
            return every_day(first, last)
        near = {first, last} | self.some_turns(first, last)
        for name, made in tests.items():
            near |= self.near(book, name, made) if name[0] == "fact" else set()
        near |= {when + n * ONE_DAY for when in near for n in range(-3, 4) if FIRST_DAY < when < LAST_DAY}
        return sorted(when for when in near if first <= when <= last)

    def some_turns(self, first, last):
        """The turns of the months in the three years round the day of asking, for spans of different kinds."""
        years = 366 * ONE_DAY
        begin, end = max(first, self.as_of - 2 * years), min(last, self.as_of + years)
        return set(days_between(begin, end)) if begin <= end else set()

    def near(self, book, name, made):
        """Days of the incident at which a test of a date, reckoned from the incident, may change."""
        if book.facts[name[1]]["kind"] != "date":
            return set()
        marks = set(range_of(self.answers.get(name[1]), self.as_of)) | self.setting_marks(book, made)
        marks |= {day(c[key]) for c in made for key in ("before", "on_or_after") if key in c}
        spans = [c[key] for c in made for key in SPANNED if key in c]
        return marks | {after_by(mark, span) for mark in marks for span in spans}

    def sign(self, book, name, tests, when):
        """In which ways the tests of a date can come out, for an incident on the day; () for other facts."""
        if book.facts[name[1]]["kind"] != "date":
            return ()
        setting = setting_of(tests)
        if setting is not None:
            bars = self.setting_values(book, setting, when)
            return tuple(sorted({when >= bar for bar in bars})) if name[1] == self.incident_fact else ()
        values = self.values_of(book, name, tests, when)
        return tuple(sorted({tuple(test(c, v, None, when) for c in tests) for v in values}))

    def domains(self, book, when, dense=False):
        """Variable -> the values that stand for everything it may be, for an incident on the day."""
        tests = tests_of(book)
        return {name: self.values_of(book, name, tests[name], when, dense) for name in tests}

    def values_of(self, book, name, tests, when, dense=False):
        """The values of one variable, for an incident on the day."""
        if name[0] == "setting":
            return self.setting_values(book, name[1], when)
        fact, answer = book.facts[name[1]], self.answers.get(name[1])
        if fact["kind"] == "yes-no":
            return [False, True] if answer is None else [answer]
        if fact["kind"] in ("choice", "choices"):
            options = [o["id"] for o in fact["options"]]
            if fact["kind"] == "choices":
                return choices_values(answer, options)
            return options if answer is None else [answer]
        if fact["kind"] == "count":
            low, high = count_range(answer)
            marks = {c[k] for c in tests for k in ("at_least", "at_most", "exactly") if isinstance(c.get(k), int)}
            return around(marks | self.setting_marks(book, tests), low, high, 1)
        first, last = (when, when) if name[1] == self.incident_fact else range_of(answer, when)
        if dense and (last - first).days <= 120:
            return every_day(first, last)
        marks = {cut for c in tests if not isinstance(c.get("at_least"), dict) for cut in cuts(c, when)}
        return around(marks | self.setting_marks(book, tests), first, last, ONE_DAY)

    def setting_range(self, book, name):
        """First and last value of a setting; last is None where it is open."""
        setting = book.settings[name]
        value = self.set.get(name, setting.get("default"))
        if setting["kind"] == "day":
            low = day(setting["not_before"]) if "not_before" in setting else FIRST_DAY
            return (low, LAST_DAY) if value is None else (day(value), day(value))
        return (setting.get("min", 1), None) if value is None else (value, value)

    def setting_marks(self, book, tests):
        """The bounds of the setting that a fact is compared with."""
        name = setting_of(tests)
        return set(self.setting_range(book, name)) - {None} if name is not None else set()

    def setting_values(self, book, name, when):
        """The values of a setting that some fact is compared with: round its bounds and the fact's."""
        low, high = self.setting_range(book, name)
        (fact,) = {c["fact"] for made in tests_of(book).values() for c in made if setting_of([c]) == name}
        answer = self.answers.get(fact)
        if book.settings[name]["kind"] == "count":
            return around({low} | set(count_range(answer)) - {None}, low, high, 1)
        bounds = (when, when) if fact == self.incident_fact else range_of(answer, when)
        return around({low, *bounds}, low, high, ONE_DAY)


SPANNED = ("within_last", "at_least_ago", "age_under", "age_at_least")


def value_of(answer):
    """The value of an answer; None for every state."""
    return None if isinstance(answer, dict) and "state" in answer else answer


def after_by(when, span):
    """About `when` plus a span (the days around it are looked at too)."""
    span = {"years": span} if isinstance(span, int) else span
    back = before_by(when, span)
    guess = when + (when - back) if (LAST_DAY - when) > (when - back) else LAST_DAY
    return guess


def tests_of(book):
    """Variable -> the different tests made of it in the book; settings have those of the fact."""
    found = {}
    for condition in book.all_conditions():
        for c in walk(condition, book):
            names = [("fact", c["fact"])] + [("setting", s) for s in [setting_of([c])] if s is not None]
            for name in names:
                made = found.setdefault(name, [])
                if c not in made:
                    made.append(c)
    return found


def setting_of(tests):
    """The setting that one of the tests compares with, if any."""
    return next((c["at_least"]["setting"] for c in tests if isinstance(c.get("at_least"), dict)), None)


def count_range(answer):
    """Least and greatest number that an answer leaves; None where it is open."""
    if isinstance(answer, dict):
        return answer.get("from", 0), answer.get("to")
    return (0, None) if answer is None else (answer, answer)


def around(marks, low, high, one):
    """The values near the marks and the ends; three beyond the last mark where the end is open."""
    marks = set(marks) | {low} | ({high} if high is not None else set())
    near = {m + n * one for m in marks for n in range(-3, 4) if not edge(m, n)}
    return sorted(n for n in near if low <= n and (high is None or n <= high))


def edge(mark, n):
    """Would this step leave the days that are looked at?"""
    return not isinstance(mark, int) and n != 0 and mark in (FIRST_DAY, LAST_DAY)


def size(values):
    """How many values a variable has."""
    return 2 ** len(values.loose) if isinstance(values, Subsets) else len(values)
