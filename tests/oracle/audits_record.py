"""The record of a request: what is told of phases and duties, and what cannot be as told."""

from audits_shelf import first_day
from partial import range_of


class Entry:
    """One usable entry of the record, with the first and last day that it can be of."""

    def __init__(self, place, item, days):
        self.place, self.item, self.days = place, item, days
        self.agency, self.what = item.get("agency"), item["what"]


def day_range(given, as_of):
    """First and last day of a date of the record; ValueError where it is none."""
    if not isinstance(given, str) and not (isinstance(given, dict) and set(given) <= {"from", "to", "about"}):
        raise ValueError("not a date")
    return range_of(given, as_of)


class Record:
    """The entries that can be used, by what they are about."""

    def __init__(self, shelf, agencies, request, as_of):
        self.shelf, self.agencies, self.as_of = shelf, agencies, as_of
        self.problems, self.phases, self.duties = [], [], []
        for n, item in enumerate(request.get("happened", [])):
            wrong, days = [], None
            try:
                first, last = day_range(item["on"], as_of)
                days = first, min(last, as_of)
                wrong += [("audits.ahead", f"/happened/{n}/on")] if first > as_of else []
            except (ValueError, KeyError, TypeError):
                wrong.append(("audits.not-a-date", f"/happened/{n}/on"))
            if "agency" in item and item["agency"] not in agencies.known:
                wrong.append(("audits.unknown-agency", f"/happened/{n}/agency"))
            wrong += self.wrong_phase(n, item) if "programme" in item else self.wrong_duty(n, item)
            self.problems += wrong
            if not wrong:
                (self.phases if "programme" in item else self.duties).append(Entry(n, item, days))
        self.by_key = {}
        for entry in self.phases:
            i = entry.item
            key = i["programme"], i["phase"], i["year"], i["what"]
            self.by_key.setdefault(key, {}).setdefault(entry.agency, []).append(entry)

    def wrong_phase(self, n, item):
        """What cannot be of an entry about a phase, its days and its agency apart."""
        at, versions = f"/happened/{n}/", self.versions("programmes", item["programme"])
        if not versions:
            return [("audits.unknown-programme", at + "programme")]
        own = self.programme_of(item["programme"], item["year"])
        phases = [p for v in ([own] if own else versions) for p in v["phases"] if p["id"] == item["phase"]]
        if not phases:
            return [("audits.unknown-phase", at + "phase")]
        wrong = []
        if item["what"] == "waived":
            if not item.get("reason", "").strip():
                wrong.append(("audits.no-reason", at[:-1]))
        elif not any(s["done_by"] == item["what"] for s in phases[0]["steps"]):
            wrong.append(("audits.unknown-step", at + "what"))
        return wrong

    def wrong_duty(self, n, item):
        """What cannot be of an entry about a duty, its days, its period and its agency apart."""
        versions = self.versions("duties", item["duty"])
        if not versions:
            return [("audits.unknown-duty", f"/happened/{n}/duty")]
        words = {w for v in versions for w in (v.get("done_by"), v["cadence"].get("event"))}
        return [] if item["what"] in words else [("audits.unknown-step", f"/happened/{n}/what")]

    def versions(self, name, item_id):
        """An item as each edition of the pack has it, on whatever days it is in force."""
        found = []
        for first, _ in self.shelf.stretches():
            found += [i for i in self.shelf.laid(self.shelf.pack, first, first)[name] if i["id"] == item_id]
        return found

    def programme_of(self, programme, year):
        """The programme as the edition of the year has it; None where the year has none."""
        for first, last in self.shelf.stretches():
            item = self.shelf.item("programmes", programme, first)
            kind = item and self.shelf.value(item["year_kind"], first)
            if kind and first <= first_day(kind, year) <= last:
                return item
        return None  # the phases of any edition will do, to know a word from none

    def told(self, agency, programme, phase, year, what):
        """What counts for an agency: its own entries, else those of the one that answers for it, else all's."""
        found = self.by_key.get((programme, phase, year, what), {})
        for who in (agency, self.agencies.given[agency].get("answered_by"), None):
            if found.get(who) and (who is not None or None in found):
                return found[who]
        return []

    def days(self, agency, programme, phase, year, what):
        """First and last day of the earliest of what counts; None where nothing is told."""
        found = self.told(agency, programme, phase, year, what)
        return (min(e.days[0] for e in found), min(e.days[1] for e in found)) if found else None

    def words(self, agency, programme, phase, year):
        """What is told of an agency in a phase of a year: word -> first and last day."""
        keys = [k[3] for k in self.by_key if k[:3] == (programme, phase, year)]
        told = {what: self.days(agency, programme, phase, year, what) for what in dict.fromkeys(keys)}
        return {what: days for what, days in told.items() if days is not None}

    def reason(self, agency, programme, phase, year):
        """Why a phase was waived: of the entry that came first."""
        found = self.told(agency, programme, phase, year, "waived")
        return min(found, key=lambda e: (e.days, e.place)).item["reason"]
