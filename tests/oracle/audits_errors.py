"""What is wrong with the phases, and with what is recorded of them."""

from audits_schedule import may_fall
from days import day


class Errors:
    """The phase errors of one place, and the problems of the entries that are about phases."""

    def __init__(self, case):
        self.case = case

    def of(self, place):
        """The codes of what is wrong with a place; each only where it surely is so."""
        rows = {
            "challenge-without-assessment": self.unassessed,
            "earlier-unfinished": self.unfinished,
            "two-running": self.two_running,
            "skipped": self.skipped,
            "joined-mid-cycle": self.joined,
            "left-mid-cycle": self.left,
            "merged": self.merged,
            "early": self.early,
        }
        return [f"audits.{name}" for name, test in rows.items() if test(place)]

    def unassessed(self, place):
        """Done, while the phase it needs was not, by then."""
        done = place.told.get(place.main["done_by"])
        if "needs" not in place.phase or done is None or self.case.needed(place, place.agency) is None:
            return False
        needed = place.needed_places()
        if any("waived" in p.told for p in needed):
            return False
        days = [p.told[p.main["done_by"]] for p in needed if p.main["done_by"] in p.told]
        return all(first > done[1] for first, _ in days)

    def two_running(self, place):
        """Two assessments, and no challenge between."""
        return self.unchallenged(place) or self.again(place)

    def unchallenged(self, place):
        """Done, as the same phase of the cycle before was, and what needs that one was not by then."""
        done = place.told.get(place.main["done_by"])
        mine, cycles = self.case.cycle(place), self.case.schedule(place.programme, place.agency)
        years = [y for y, at in cycles.items() if y < place.year and at[0] == place.phase["id"] and at[1] != mine]
        at = {y: self.case.place(place.programme, place.phase["id"], y, place.agency) for y in years}
        years = [y for y in years if at[y].takes_part()]
        if done is None or not years:
            return False
        before = at[max(years)]
        if "waived" in before.told or before.main["done_by"] not in before.told:
            return False
        for later in self.case.places_of_cycle(before):
            needs = later.phase.get("needs") == place.phase["id"]
            if not needs or later.year >= place.year or not later.takes_part():
                continue
            if not (self.case.in_span(later.begins) or later.told):
                return False
            told = later.told.get(later.main["done_by"])
            return "waived" not in later.told and (told is None or told[0] > done[1])
        return False

    def again(self, place):
        """Not done, and the phase it needs was done, and is recorded once more for the year of this one."""
        if place.is_settled() or "needs" not in place.phase or self.case.needed(place, place.agency) is None:
            return False
        needed = place.needed_places()
        if any("waived" in p.told for p in needed) or not any(p.is_settled() for p in needed):
            return False
        words = self.case.record.words(place.agency, place.programme, place.phase["needs"], place.year)
        item = self.case.shelf.item("programmes", place.programme, place.begins)
        phase = next(p for p in item["phases"] if p["id"] == place.phase["needs"])
        return next(s for s in phase["steps"] if s.get("main"))["done_by"] in words

    def unfinished(self, place):
        """The same phase of an earlier cycle is still not done when this one opens."""
        opens = [w.opens for w in place.ways]
        if self.case.as_of < max(opens):
            return False
        for year, at in self.case.schedule(place.programme, place.agency).items():
            if year >= place.year or at[0] != place.phase["id"] or at[1] == self.case.cycle(place):
                continue
            earlier = self.case.place(place.programme, place.phase["id"], year, place.agency)
            if not earlier.takes_part() or not (self.case.in_span(earlier.begins) or earlier.told):
                continue
            done = earlier.told.get(earlier.main["done_by"])
            if "waived" not in earlier.told and (done is None or done[0] > max(opens)):
                return True
        return False

    def skipped(self, place):
        """The year is over, and nothing is recorded."""
        if place.taken_on is not None and place.taken_on > place.ends:
            return False
        told = self.passes_on(place) is not None or self.left(place) or self.joined(place)
        return self.case.as_of > place.ends and not place.told and not told

    def joined(self, place):
        """It came after the phase that this one needs had opened, and has nothing to be challenged on."""
        if place.is_ready() or "waived" in place.told:
            return False
        needed = self.case.needed(place, place.agency)
        if needed is None or needed.takes_part():
            return False
        opened = max(needed.opening_days)
        came = place.came_after(opened)
        return came is not None and came <= self.case.as_of

    def left(self, place):
        """It left with the phase open and not done."""
        gone = not place.is_settled() and all(w.gone(self.case.as_of) for w in place.ways)
        return gone and self.passes_on(place) is None

    def merged(self, place):
        """It was taken over in mid-cycle."""
        until, cycle = self.passes_on(place), self.case.places_of_cycle(place)
        later = [p for p in cycle if p.year > place.year]
        if until is None or any(p.takes_part() and self.case.in_span(p.begins) for p in later):
            return False
        to_do = any(p.takes_part() and not p.is_settled() for p in cycle)
        return to_do or any(min(p.opening_days) >= until for p in later)

    def passes_on(self, place):
        """The day on which an agency that is given took this one over, in the years of the cycle; or None."""
        item, agencies = self.case.agencies.given[place.agency], self.case.agencies
        if item.get("became") not in agencies.given or not agencies.ended(place.agency, self.case.as_of):
            return None
        until = day(item["until"])
        return until if until < self.case.cycle_end(place) else None

    def early(self, place):
        """The main step was done before the phase opened."""
        done = place.told.get(place.main["done_by"])
        return done is not None and done[1] < min(w.opens for w in place.ways)

    def problems(self):
        """(code, place) of the entries that fit no phase, no agency or no window."""
        found, waiting = [], {}
        for entry in self.case.record.phases:
            code, key = self.misfit(entry)
            if code == "not-planned":
                waiting.setdefault(entry.item["programme"], entry.place)
            elif code:
                found.append((f"audits.{code}", f"/happened/{entry.place}/{key}"))
            if self.is_both(entry):
                found.append(("audits.waived-and-done", f"/happened/{entry.place}/what"))
        return found + [("audits.not-planned", f"/happened/{place}") for place in waiting.values()]

    def is_both(self, entry):
        """Is it the waiver of a phase whose main step is recorded as done?"""
        if entry.what != "waived":
            return False
        i, case = entry.item, self.case
        for a in case.agencies.counted_for(entry.agency):
            if case.schedule(i["programme"], a).get(i["year"], (None,))[0] != i["phase"]:
                continue
            place = case.place(i["programme"], i["phase"], i["year"], a)
            told = case.record.told(a, i["programme"], i["phase"], i["year"], "waived")
            first = min(told, key=lambda e: (e.days, e.place), default=None)
            if place.takes_part() and place.main["done_by"] in place.told and first is entry:
                return True
        return False

    def misfit(self, entry):
        """(code, key) of what does not fit in an entry, or (None, None)."""
        i, case = entry.item, self.case
        who = case.agencies.counted_for(entry.agency)
        fits = [a for a in who if case.schedule(i["programme"], a).get(i["year"], (None,))[0] == i["phase"]]
        if not fits and case.schedule(i["programme"]).get(i["year"], (None,))[0] != i["phase"]:
            maybe = may_fall(case, i["programme"], i["phase"], i["year"])
            return ("not-planned", None) if maybe else ("no-phase", "year")
        places = [case.place(i["programme"], i["phase"], i["year"], a) for a in fits]
        places = [p for p in places if p.takes_part()]
        if not places and entry.agency is not None:
            return "not-a-member", "agency"
        if any(self.is_before(entry, p) for p in places):
            return "before-window", "on"
        return None, None

    def is_before(self, entry, place):
        """Does an entry that counts for a place lie before it opens, though its step comes after the opening?"""
        steps = [s["done_by"] for s in place.phase["steps"]]
        told = self.case.record.told(place.agency, place.programme, place.phase["id"], place.year, entry.what)
        if entry.what == "waived" or entry not in told:
            return False
        if "opened" in steps and steps.index(entry.what) <= steps.index("opened"):
            return False
        return entry.days[1] < min(w.opens for w in place.ways)
