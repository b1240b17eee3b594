"""An independent oracle for audits answers: plain, slow, standard library only.

    python3 tests/oracle/audits.py < cases.jsonl > answers.jsonl
    python3 tests/oracle/audits.py --selftest [number of cases] [seed]

A case is as for oracle.py. AUDITS.md beside this file says how open points were read.
"""

import argparse
import json
import sys

from audits_case import Case
from audits_duties import Duties, numbers, span_of, timed
from audits_errors import Errors
from audits_report import annual_report
from audits_returns import audit_returns
from audits_shelf import Refused, first_day
from days import FIRST_DAY
from oracle import read_bundled
from reviews import bundled_table


def answer(case):
    """The answer to one case."""
    request = case["request"]
    documents = list(case.get("packs", [])) + (read_bundled() if case.get("bundled") else [])
    if request["question"] == "audit-returns":
        return audit_returns(documents, request)
    if request["question"] == "annual-report":
        return annual_report(documents, request)
    calendar = request.get("calendar", "england-and-wales")
    table = bundled_table(calendar) if isinstance(calendar, str) else calendar
    return Answer(Case(documents, request, table)).worded()


class Answer:
    """Everything that is answered to an audits request."""

    def __init__(self, case):
        self.case, self.errors = case, Errors(case)
        self.programmes = case.programmes()
        self.places = [p for programme in self.programmes for p in self.places_of(programme)]
        self.duties = Duties(case) if case.request.get("duties", True) else None

    def places_of(self, programme):
        """The places of a programme in the span, by year and agency."""
        found = []
        order = list(self.case.agencies.given)
        for agency in order:
            for year, (phase, _) in self.case.schedule(programme, agency).items():
                if phase is not None and self.case.in_span(self.begins(programme, year)):
                    found.append(self.case.place(programme, phase, year, agency))
        found.sort(key=lambda p: (p.year, order.index(p.agency)))
        return [p for p in found if p.takes_part()]

    def begins(self, programme, year):
        """The first day of a year of a programme."""
        return first_day(self.case.kind_of(programme, year), year)

    def worded(self):
        """The answer, in the words of the wire."""
        programmes = {p: self.programme(p) for p in self.programmes}
        duties = self.duties.worded() if self.duties else {}
        agencies = {a: {p: self.case.agencies.owes(a, p) for p in self.programmes} for a in self.case.agencies.given}
        occurrences = [self.occurrence(p) for p in self.places]
        errors = [[c, p.programme, p.phase["id"], p.year, p.agency] for p in self.places for c in self.errors.of(p)]
        return {
            "programmes": programmes,
            "agencies": agencies,
            "occurrences": occurrences,
            "duties": duties,
            "phase_errors": sorted(errors),
            "next": self.next_thing(),
            "coming": self.next_thing(ahead=True),
            "problems": self.problems(),
            "open_settings": sorted({s for i in [*programmes.values(), *duties.values()] for s in i["not_set"]}),
            "conflicts": self.conflicts(programmes, duties, agencies),
        }

    def programme(self, programme):
        """A programme's keys and its years in the span."""
        case, (item, latest) = self.case, self.programmes[programme]
        found, missing = {}, []
        for first, _ in case.stretches_of_span():
            version = case.shelf.item("programmes", programme, first)
            if version is not None:
                missing += case.shelf.open_in(refs_of(version), first)
        for key in ("cycle_years", "year_kind", "anchor", "slippage"):
            value = case.shelf.value(item[key], latest)
            if value is not None:
                found[key] = value
        found["not_set"] = sorted(set(missing))
        found["years"] = []
        for year, (phase, _) in sorted(case.schedule(programme).items()):
            begins = self.begins(programme, year)
            if case.in_span(begins):
                after = first_day(case.kind_of(programme, year), year + 1)
                found["years"].append([year, str(begins), str(after), phase])
        return found

    def occurrence(self, place):
        """How a phase of a year stands for an agency."""
        case, ways, main = self.case, place.ways, place.main
        found = {"programme": place.programme, "phase": place.phase["id"], "year": place.year, "agency": place.agency}
        found |= {"owed": place.owed(), "opens": span_of([w.opens for w in ways])}
        dues, standings = [w.dues[main["id"]] for w in ways], sorted({w.standing() for w in ways})
        if None not in dues:
            found["due"] = span_of(dues)
        if None in dues and any(dues) and "escalated" in standings:  # a day outside the table may have passed just so
            standings = sorted({*standings, "overdue"})
        found["standing"] = standings[0] if len(standings) == 1 else "cannot-tell"
        if len(standings) > 1:
            found["could_be"] = standings
        if None not in dues and set(standings) <= {"overdue", "escalated"}:
            found["overdue_days"] = numbers((case.as_of - d).days for d in dues)
        if main["done_by"] in place.told:
            found |= done_parts(ways, main)
            found.pop("late_days", None)
        if "waived" in place.told:
            reason = case.record.reason(place.agency, place.programme, place.phase["id"], place.year)
            found["waived"] = reason
        if case.request.get("steps", True):
            found["steps"] = [s for s in (self.step(place, step) for step in place.phase["steps"]) if s]
        return found

    def step(self, place, step):
        """How one step stands; None where it is not listed."""
        states = {w.state(step, w.standing()) for w in place.ways}
        if None in states:
            return None
        found = {"step": step["id"], "state": states.pop() if len(states) == 1 else "cannot-tell"}
        dues = [w.dues[step["id"]] for w in place.ways]
        if None not in dues:
            found["due"] = span_of(dues)
        if found["state"] == "overdue":
            found["overdue_days"] = numbers((self.case.as_of - d).days for d in dues)
        if found["state"] == "done":
            found |= {k: v for k, v in done_parts(place.ways, step).items() if k != "in_time"}
        return found

    def next_thing(self, ahead=False):
        """What to do next: the longest overdue, else what is due first; or what is due first on `as_of` or after."""
        found = []
        for place in self.places:
            if {w.standing() for w in place.ways} & {"waived", "left", "blocked"}:
                continue
            steps = place.phase["steps"]
            done = [n for n, step in enumerate(steps) if "chases" not in step and self.was_done(place, step)]
            # What a later step was done without is not what comes next.
            for step in steps[max(done, default=-1) + 1 :]:
                said = self.step(place, step)
                if said and "due" in said and said["state"] != "done" and "chases" not in step:
                    about = {"programme": place.programme, "phase": place.phase["id"], "step": step["id"]}
                    about |= {"agency": place.agency, "year": place.year}
                    found.append((about, said))
        for duty, said in (self.duties.worded() if self.duties else {}).items():
            for o in said["occurrences"]:
                if "due" in o and o["state"] != "done":
                    found.append(({"duty": duty} | ({"agency": o["agency"]} if "agency" in o else {}), o))
        if ahead:
            today = self.case.as_of.isoformat()
            found = [f for f in found if f[1]["due"]["earliest"] >= today]
        if not found:
            return None
        about, said = min(found, key=lambda f: (f[1]["state"] != "overdue", f[1]["due"]["earliest"]))
        return {**about, "due": said["due"], "state": said["state"]}

    def was_done(self, place, step):
        """Was a step done?"""
        return (self.step(place, step) or {}).get("state") == "done"

    def problems(self):
        """[code, place] of everything that cannot be as given."""
        case, found = self.case, list(self.case.agencies.problems + self.case.record.problems)
        known = {i["id"] for first, _ in case.shelf.stretches() for i in case.shelf.lists(first)["programmes"]}
        for n, programme in enumerate(case.request.get("programmes", [])):
            if programme not in known:
                found.append(("audits.unknown-programme", f"/programmes/{n}"))
        found += self.errors.problems()
        duties = self.duties or Duties(case)
        duties.strangers()
        found += duties.problems
        found += [("calendar.outside", "/calendar")] if case.outside else []
        return sorted([list(p) for p in set(found)])

    def conflicts(self, programmes, duties, agencies):
        """The conflicts between documents that touch the answer."""
        touched = {*programmes, *duties} | {s[3] for by in agencies.values() for owes in by.values() for s in owes}
        found = set()
        for first, _ in self.case.stretches_of_span():
            for conflict in self.case.shelf.lists(first)["conflicts"]:
                if set(conflict["touches"]) & touched:
                    found.add(conflict["id"])
        return sorted(found)


def done_parts(ways, step):
    """When a step was done, and whether in time."""
    dones, dues = [w.done(step) for w in ways], [w.dues[step["id"]] for w in ways]
    found = {} if FIRST_DAY in dones else {"done": span_of(dones)}
    if None in dues:
        return found
    return found | timed(zip(dones, dues))


def refs_of(programme):
    """The numbers and words of a programme that a setting may give."""
    found = [programme[key] for key in ("cycle_years", "year_kind", "anchor", "slippage")]
    return found + [s["due"]["n"] for p in programme["phases"] for s in p["steps"] if "due" in s]


def main():
    parser = argparse.ArgumentParser(description="Oracle for audits answers: JSON lines in, JSON lines out.")
    parser.add_argument("--selftest", nargs="*", type=int, metavar="N", help="number of cases, seed")
    options = parser.parse_args()
    if options.selftest is not None:
        import audits_selftest

        sys.exit(audits_selftest.run(*options.selftest))
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(answered_or_error(line), ensure_ascii=False), flush=True)


def answered_or_error(line):
    """The answer to a line, or {"error": why not}."""
    try:
        return answer(json.loads(line))
    except Refused as refused:
        return {"error": str(refused)}
    except (ValueError, KeyError, TypeError, OverflowError, StopIteration) as problem:
        return {"error": f"{type(problem).__name__}: {problem}"}


if __name__ == "__main__":
    main()
