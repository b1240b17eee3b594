"""The agencies of a request: which are there, of what types they are on a day, and what they owe."""

from days import FIRST_DAY, LAST_DAY, ONE_DAY, day
from merge import in_force

FIRMNESS = ["statute", "contract", "invitation", "out-of-scope"]


class Agencies:
    """The agencies as given, less what cannot be."""

    def __init__(self, shelf, request):
        self.shelf, self.request = shelf, request
        self.problems, self.given = [], {}
        for n, agency in enumerate(request.get("agencies", [])):
            if agency["agency"] in self.given:
                self.problems.append(("audits.twice", f"/agencies/{n}/agency"))
            else:
                self.given[agency["agency"]] = {**agency, "place": n}
        self.types = {a: self.types_of(item) for a, item in self.given.items()}
        for item in self.given.values():
            if "became" in item and item["became"] not in self.given:
                self.problems.append(("audits.unknown-agency", f"/agencies/{item['place']}/became"))
                del item["became"]
        for item in self.given.values():
            self.look_at(item)
        self.known = set(self.given) | {i["answered_by"] for i in self.given.values() if "answered_by" in i}

    def look_at(self, item):
        """What cannot be of an agency by itself."""
        at, seen, other = f"/agencies/{item['place']}", [], item
        while "became" in other and other["became"] not in seen:
            seen.append(other["became"])
            other = self.given[other["became"]]
        if item["agency"] in seen:
            self.problems.append(("audits.circle", f"{at}/became"))
        if not item["types"]:
            self.problems.append(("audits.no-type", f"{at}/types"))
        for key, one in [("", item), *((f"/types/{n}", t) for n, t in enumerate(item["types"]) if isinstance(t, dict))]:
            if "from" in one and "until" in one and one["until"] <= one["from"]:
                self.problems.append(("audits.no-days", f"{at}{key}/until"))

    def types_of(self, item):
        """[(type, first, last)] of an agency, as they are said of it."""
        found = []
        for n, given in enumerate(item["types"]):
            at = f"/agencies/{item['place']}/types/{n}"
            given = {"type": given} if isinstance(given, str) else given
            first, last = ends_of(given)
            if not any(self.declared(given["type"], begin) for begin, _ in self.shelf.stretches()):
                self.problems.append(("audits.unknown-type", at))
                continue
            if any(t == given["type"] and f <= last and u >= first for t, f, u in found):
                self.problems.append(("audits.overlapping-types", at))  # it counts all the same
            found.append((given["type"], first, last))
            if self.cut_off(item, given["type"], first, last):
                self.problems.append(("audits.type-ended", at))
        return found

    def declared(self, kind, edition_day):
        """Is there such a type in the edition of the day, on whatever days it can be?"""
        return any(t["id"] == kind for t in self.shelf.laid(self.shelf.pack, edition_day, edition_day)["agency_types"])

    def cut_off(self, item, kind, first, last):
        """Is there a day of the span on which the agency is said to be of a type that is not, or not yet, there?"""
        begin, end = ends_of(item)
        first = max(first, begin, day(self.request["from"]))
        last = min(last, end, day(self.request["until"]) - ONE_DAY)
        looked_at = [d for d in {first, *self.shelf.turns} if first <= d <= last and self.shelf.has(d)]
        return any(self.shelf.item("agency_types", kind, d) is None for d in looked_at)

    def exists(self, agency, when):
        """Does the agency exist on the day?"""
        return in_force({k: v for k, v in self.given[agency].items() if k in ("from", "until")}, when)

    def types_on(self, agency, edition_day, when):
        """The types that an agency has on a day, of those that can be on it."""
        if not self.exists(agency, when):
            return []
        can_be = [t["id"] for t in self.shelf.lists(edition_day, when)["agency_types"]]
        return [t for t, first, last in self.types[agency] if first <= when <= last and t in can_be]

    def owed(self, agency, programme, edition_day, when):
        """(what is owed, id of the obligation or None) on a day."""
        lists = self.shelf.lists(edition_day, when)
        found = [
            (FIRMNESS.index(o["owed"]), n, o["id"])
            for n, kind in enumerate(self.types_on(agency, edition_day, when))
            for o in lists["obligations"]
            if o["programme"] == programme and kind in o["types"]
        ]
        return (FIRMNESS[min(found)[0]], min(found)[2]) if found else ("out-of-scope", None)

    def is_in_scope(self, agency, programme, edition_day, when):
        """Does the agency exist, and owe something, on a day?"""
        return self.exists(agency, when) and self.owed(agency, programme, edition_day, when)[0] != "out-of-scope"

    def ended(self, agency, as_of):
        """Has the agency ended by the day?"""
        return "until" in self.given[agency] and day(self.given[agency]["until"]) <= as_of

    def taken_over_by(self, agency, as_of):
        """The agencies that this one took over by the day, directly or through others."""
        found = [agency]
        for other in found:
            for a, item in self.given.items():
                if item.get("became") == other and self.ended(a, as_of) and a not in found:
                    found.append(a)
        return found[1:]

    def ever_taken_over_by(self, agency):
        """agency -> first day on which this one had taken it over, directly or through others."""
        found = {}
        for a, item in self.given.items():
            at, on, seen = item, None, set()
            while "until" in at and at.get("became") in self.given and at["became"] not in seen:
                on = max(on or FIRST_DAY, day(at["until"]))
                seen.add(at["became"])
                if at["became"] == agency:
                    found[a] = on
                at = self.given[at["became"]]
        return found

    def place_of(self, agency):
        """The agencies whose place this one took when it began."""
        begins = self.given[agency].get("from")
        taken = self.ever_taken_over_by(agency)
        return [] if begins is None else [a for a, on in taken.items() if on <= day(begins)]

    def counted_for(self, agency):
        """The agencies for which an entry of this one may count: itself, and those for which it answers."""
        own = [a for a in self.given if agency in (a, None)]
        return own + [a for a, item in self.given.items() if item.get("answered_by") == agency and agency is not None]

    def turns(self, agency):
        """The days on which something of an agency may change."""
        found = {d for t in self.types[agency] for d in (t[1], t[2] + ONE_DAY if t[2] < LAST_DAY else LAST_DAY)}
        found |= {day(self.given[agency][key]) for key in ("from", "until") if key in self.given[agency]}
        return found - {FIRST_DAY, LAST_DAY}

    def owes(self, agency, programme):
        """[(owed, from or None, until or None, by)]: the stretches of the span in which it is the same."""
        begin, end = day(self.request["from"]), day(self.request["until"])
        turns = sorted({begin} | {d for d in {*self.turns(agency), *self.shelf.turns} if begin <= d < end})
        found = []
        for first, after in zip(turns, [*turns[1:], end]):
            there = self.shelf.has(first) and self.shelf.item("programmes", programme, first) is not None
            if there and self.exists(agency, first):
                said = self.owed(agency, programme, first, first)
                if found and found[-1][0] == said and found[-1][2] == first:
                    found[-1][2] = after
                else:
                    found.append([said, first, after])
        return [[s[0], str(f) if f > begin else None, str(u) if u < end else None, s[1]] for s, f, u in found]


def ends_of(item):
    """First and last day of something with `from` and `until`."""
    last = day(item["until"]) - ONE_DAY if "until" in item else LAST_DAY
    return day(item["from"]) if "from" in item else FIRST_DAY, last
