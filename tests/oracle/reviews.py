"""An independent oracle for reviews answers: plain, slow, standard library only.

    python3 tests/oracle/reviews.py [--mode brute|split] < cases.jsonl > answers.jsonl
    python3 tests/oracle/reviews.py --selftest [number of cases] [seed]

A case is as for oracle.py. README.md beside this file says what an answer holds and how open points were read.
"""

import json
from functools import lru_cache

from actions import STATES, Standing, dated, open_starts, roots, stand
from claims import MISSING_FOR, Said
from clocks import Table
from days import FIRST_DAY, LAST_DAY
from incident import Case
from merge import BUNDLED
from occurrences import Occurrences
from oracle import read_bundled, serve
from shelf import RANKS, Shelf
from wordings import ACTION, LINK, ROLE, wordings


def answer(case, mode=None, dense=False):
    """The answer to one case."""
    request = case["request"]
    documents = list(case.get("packs", [])) + (read_bundled() if case.get("bundled") else [])
    asked = Case(Shelf(documents), request)
    asked.table = table_of(request.get("calendar", "england-and-wales"))
    return Answer(asked, Said(asked, mode, dense)).worded()


def table_of(calendar):
    """A table of working days, by its name or as given."""
    return Table(bundled_table(calendar) if isinstance(calendar, str) else calendar)


@lru_cache
def bundled_table(name):
    """The bundled table of that name."""
    return json.loads((BUNDLED.parent / "calendars" / f"{name}.json").read_text("utf-8"))


URGENCIES = ["immediate", "same-day", "prompt", "planned"]


class Answer:
    """Everything that is answered to a case."""

    def __init__(self, case, said):
        self.case, self.said = case, said
        self.happened = Occurrences(case, said.every("events"), case.incident)
        case.absent = {(id(book), a) for book, _, _ in said.kinds for a in book.actions} - {
            (id(book), c[1]) for book, _, t in said.kinds for c in t if c[0] == "action" and t[c] != "false"
        }
        self.outside = set()  # why days could not be counted
        self.wordings = wordings(said, "action", "actions", ACTION)
        self.standing = {w: stand(w.item["id"], w.places, case, self.happened) for w in self.wordings}

    def worded(self):
        """The answer, in the words of the wire."""
        truths, said = self.said.truths, self.said
        actions = {w.name: self.action(w) for w in self.wordings}
        outside = [(code, PLACES[code]) for code in sorted(self.outside)]
        return {
            "applies": truths["applies", ""],
            "reviews": {r: self.review(r) for r in said.every("reviews")},
            "actions": actions,
            "next_action": self.next_action(),
            "missing": {fact: self.could_change(fact) for fact in said.missing()},
            "missing_events": sorted({e for s in self.standing.values() for e in s.waits}),
            "open_settings": self.open_settings(),
            "problems": sorted(map(list, set(self.happened.problems + outside))),
            "prompts": sorted(
                r for r, i in rules_of(said).items() if "prompt" in i["then"] and truths["rule", r] == "true"
            ),
            "inconsistent": sorted(c[1] for c, t in truths.items() if c[0] == "never" and t == "true"),
        }

    def could_change(self, fact):
        """[reviews, actions] that an unknown fact could change."""
        if fact == self.case.incident_fact:
            return [sorted({c[1] for c in self.said.told_apart() if c[0] in ("scope", "reach")}), []]
        claims = self.said.matter["fact", fact]
        reviews = {c[1] for c in claims if c[0] in ("scope", "reach")}
        own = {a for a, item in self.said.every("actions").items() if "when" in item}  # others follow their review
        return [sorted(reviews), sorted({c[1] for c in claims if c[0] == "action"} & own)]

    def open_settings(self):
        """Settings that could change a review, whether an action applies, or a clock that runs."""
        found = {v[1] for v, c in self.said.matter.items() if v[0] == "setting" and any(k[0] in MISSING_FOR for k in c)}
        for wording, standing in self.standing.items():
            found |= standing.open_settings
            for book, _ in wording.places:
                for count in wording.item.get("also", []):
                    found |= open_starts(count["clock"], book, self.case)
        return sorted(found)

    def review(self, review):
        """Scope, range, outcome, and the true rules that carry the least of it."""
        truths, scope = self.said.truths, self.said.truths["scope", review]
        least, most = self.said.ranks(review)
        outcome = "cannot-tell"
        if scope == "false":
            outcome = "not-applicable"
        elif most == 0:
            outcome = "not-met"
        elif least > 0:
            outcome = "met"
        found = {"scope": scope, "at_least": RANKS[least], "at_most": RANKS[most], "outcome": outcome}
        carrying = {"review": review, "modality": RANKS[least]}
        leading = [r for r, rule in rules_of(self.said).items() if rule["then"] == carrying]
        found["rules"] = sorted(r for r in leading if truths["rule", r] == "true")
        if outcome in ("met", "cannot-tell"):
            found["roles"] = self.grounds(wordings(self.said, "role", "roles", ROLE), review, ("role", "who", "does"))
            found["links"] = self.grounds(wordings(self.said, "link", "links", LINK), review, ("with", "how"))
        return found

    def grounds(self, told, review, keys):
        """The roles or links of a review whose condition is not false, in each of their wordings."""
        return sorted([*(w.item[k] for k in keys), w.truth] for w in told if w.item["review"] == review)

    def action(self, wording):
        """Where one action stands, in one of its wordings."""
        standing, item = self.standing[wording], wording.item
        states = [s for s in STATES if s in standing.states]
        found = {"applies": wording.truth}
        found["state"] = states[0] if len(states) == 1 else "cannot-tell"
        if len(states) > 1:
            found["could_be"] = states
            if standing.waits:
                found["waits_for"] = sorted(standing.waits)
        if is_shown(standing):
            found["due"] = hull(standing.due, str)
        if standing.outside:
            found["outside"] = True
            self.outside |= standing.outside
        if found["state"] == "overdue" and not standing.boundless:
            found["overdue_days"] = hull(standing.overdue, int, ("least", "most"))
        if found["state"] == "done":
            if FIRST_DAY not in standing.done:
                found["done"] = hull(standing.done, str)
            if standing.dated:
                found["in_time"] = truth_of(standing.in_time)
                if found["in_time"] != "true" and not standing.boundless and FIRST_DAY not in standing.done:
                    found["late_days"] = hull(standing.late, int, ("least", "most"))
        needs = sorted(e for e in item.get("needs", []) if not self.happened.recorded(e))
        if needs:
            found["needs"] = needs
        found["also"] = self.also(wording)
        return found

    def also(self, wording):
        """The further counts that are shown: [label, due or None, does it lie outside the table]."""
        shown = []
        for count in wording.item.get("also", []):
            late = count.get("when_late")
            if late is None or any(self.may_be_late(book, late) for book, _ in wording.places):
                shown.append([count["label"], *self.due_of_count(wording, count)])
        return shown

    def may_be_late(self, book, action):
        """Is the action late by the rules of one stretch, or may it be?"""
        name = book.replacing("actions", action)
        here = [(w, s) for w, s in self.standing.items() if any(other is book for other, _ in w.places)]
        own = [s for w, s in here if w.item["id"] == name]
        return any("overdue" in standing.states or False in standing.in_time for standing in own)

    def due_of_count(self, wording, count):
        """The range of days on which a further count ends, or None; whether it lies outside the table."""
        standing = Standing(self.case.as_of)
        for book, days in wording.places:
            for root in roots(count["clock"], book, self.case):
                dated(standing, root, {}, days, self.case, self.happened)
        self.outside |= standing.outside
        return hull(standing.due, str) if is_shown(standing) else None, bool(standing.outside)

    def next_action(self):
        """Of those that surely apply: the longest overdue, then what comes at once, then by the review's urgency.

        What may have been done already comes behind what surely was not; what has no date before what has one.
        """
        found = []
        books = [book for book, _, _ in reversed(self.said.kinds)]  # as the latest day has it
        actions = {a: i for book in reversed(books) for a, i in book.actions.items()}
        reviews = {r: i for book in reversed(books) for r, i in book.reviews.items()}
        order = list(dict.fromkeys(a for book in books for a in book.actions))
        sure = {w.item["id"]: s for w, s in self.standing.items() if w.truth == "true"}
        for place, action in enumerate(a for a in order if a in sure):
            standing, item = sure[action], actions[action]
            states = standing.states
            if states == {"done"} or "not-yet-due" in states:
                continue
            at_once = item.get("clock", {}).get("unit") == "as-soon-as-possible"
            overdue = "due" not in states
            urgency = URGENCIES.index(reviews[item["review"]]["urgency"])
            kind = 0 if overdue else 1 if at_once else 2
            due = str(min(standing.due)) if is_shown(standing) else ""
            found.append((kind, "done" in states or len(states) > 1, 0 if overdue else urgency, due, place, action))
        return min(found)[-1] if found else None


PLACES = {"calendar.outside": "calendar", "calendar.no-such-day": ""}


def is_shown(standing):
    """Is the day something is due shown? Not where a clock may run from a day that is not given, or is unbounded."""
    bounds = {FIRST_DAY, LAST_DAY}
    return bool(standing.due) and not standing.hidden and not standing.outside and not standing.due & bounds


def rules_of(said):
    """The rules of all stretches, by id."""
    return {r["id"]: r for book, _, _ in said.kinds for r in book.rules}


def truth_of(seen):
    """true, false or unknown, from what was seen."""
    return "unknown" if len(seen) == 2 else "true" if seen == {True} else "false"


def hull(values, written, names=("earliest", "latest")):
    """The least and greatest of some days or numbers."""
    return {names[0]: written(min(values)), names[1]: written(max(values))}


def main():
    serve("reviews", answer, "reviews_selftest")


if __name__ == "__main__":
    main()
