"""The audits editions of a pack: what its lists are on a day, and what the settings of a request make of them."""

from bisect import bisect_right
from datetime import date

from days import LAST_DAY, ONE_DAY, day
from merge import amended_list, in_force

LISTS = ["settings", "subjects", "conflicts", "agency_types", "programmes", "obligations", "duties"]
LISTS += ["reports", "report_parts", "scales", "standard_sets"]
YEAR_BEGINS = {"calendar": (1, 1), "financial": (4, 1), "academic": (9, 1)}


class Refused(ValueError):
    """A request that is answered by an error of this code."""


def first_day(kind, year):
    """The first day of a year of a kind."""
    return date(year, *YEAR_BEGINS[kind])


def year_of(kind, when):
    """The year of a kind in which a day lies, named by the calendar year in which it begins."""
    return when.year if when >= first_day(kind, when.year) else when.year - 1


class Shelf:
    """The audits editions among some documents, for one request."""

    def __init__(self, documents, request):
        self.editions = [d for d in documents if d.get("family") == "audits"]
        self.pack = request["pack"]
        self.set = {name: value for name, value in request.get("settings", {}).items() if value is not None}
        self.turns = self.all_turns()
        self.kept = {}
        self.check_settings()

    def of(self, pack):
        """The editions of one pack, earliest first."""
        return sorted((e for e in self.editions if e["pack"] == pack), key=lambda e: e["from"])

    def earlier(self, edition):
        """The edition that this one amends."""
        (found,) = [e for e in self.of(edition["pack"]) if e["from"] == edition["amends"]]
        return found

    def base_of(self, edition):
        """The pack underneath; an amending edition that names none keeps the earlier edition's."""
        while "extends" not in edition and "amends" in edition:
            edition = self.earlier(edition)
        return edition.get("extends")

    def on(self, pack, when):
        """The edition of a pack in force on the day, or None."""
        return next((e for e in self.of(pack) if in_force(e, when)), None)

    def all_turns(self):
        """Every day on which something of the pack or its bases may change."""
        packs, found = [self.pack], set()
        for name in packs:
            for edition in self.of(name):
                items = [item for key in LISTS for item in edition.get(key, [])]
                found |= {day(i[key]) for i in [edition, *items] for key in ("from", "until") if key in i}
                base = self.base_of(edition)
                packs += [base] if base is not None and base not in packs else []
        if not found:
            raise Refused("request.unknown-pack")
        return sorted(found)

    def stretches(self):
        """(first, last day) of each run of days without a turn on which the pack has an edition."""
        if "stretches" not in self.kept:
            ends = [turn - ONE_DAY for turn in self.turns[1:]] + [LAST_DAY]
            self.kept["stretches"] = [(f, last) for f, last in zip(self.turns, ends) if self.on(self.pack, f)]
        return self.kept["stretches"]

    def has(self, when):
        """Has the pack an edition on the day?"""
        return self.on(self.pack, when) is not None

    def amended(self, edition):
        """The edition's own lists, with those of the earlier edition it starts from."""
        lists = {name: list(edition.get(name, [])) for name in LISTS}
        if "amends" not in edition:
            return lists
        older, drops = self.amended(self.earlier(edition)), set(edition.get("drops", []))
        return {name: amended_list(name, older[name], lists[name], drops) for name in LISTS}

    def lists(self, edition_day, when=None):
        """The lists of the edition of one day, as they are in force on another (absent: on the same)."""
        when = edition_day if when is None else when
        key = bisect_right(self.turns, edition_day), bisect_right(self.turns, when)
        if key not in self.kept:
            found = self.laid(self.pack, edition_day, when)
            self.kept[key] = {name: [i for i in found[name] if in_force(i, when)] for name in LISTS}
        return self.kept[key]

    def laid(self, pack, edition_day, when):
        """The lists of a pack with those of its bases underneath."""
        edition = self.on(pack, edition_day)
        if edition is None:
            return {name: [] for name in LISTS}
        upper, base = self.amended(edition), self.base_of(edition)
        if base is None:
            return upper
        lower = self.laid(base, edition_day, when)
        return {name: laid_over(lower[name], upper[name], when) for name in LISTS}

    def item(self, name, item_id, edition_day, when=None):
        """One item of a list, or None."""
        return next((i for i in self.lists(edition_day, when)[name] if i["id"] == item_id), None)

    def value(self, ref, edition_day):
        """What a number or word is: a setting's value, its default, or None where it is open."""
        if not isinstance(ref, dict):
            return ref
        setting = self.item("settings", ref["setting"], edition_day)
        if setting is None:  # a day without an edition
            found = (self.item("settings", ref["setting"], first) for first, _ in self.stretches())
            setting = next(s for s in found if s is not None)
        return self.set.get(ref["setting"], setting.get("default"))

    def open_in(self, refs, edition_day):
        """The settings among some numbers and words that are not set."""
        found = [r["setting"] for r in refs if isinstance(r, dict) and self.value(r, edition_day) is None]
        return list(dict.fromkeys(found))

    def check_settings(self):
        """Refuses what no setting of the pack can be."""
        known = {s["id"]: s for first, _ in self.stretches() for s in self.lists(first)["settings"]}
        for name, value in self.set.items():
            if name not in known:
                raise Refused("request.unknown-setting")
            if not fits(known[name], value):
                raise Refused("request.bad-setting")
        for first, _ in self.stretches():
            for programme in self.lists(first)["programmes"]:
                years = self.value(programme["cycle_years"], first)
                if years is not None and years < len(programme["phases"]):
                    raise Refused("request.bad-setting")
            for duty in self.lists(first)["duties"]:
                months = self.value(duty["cadence"].get("months"), first)
                if duty["cadence"]["kind"] == "periodic" and months is not None and (12 % months and months % 12):
                    raise Refused("request.bad-setting")


def laid_over(lower, upper, when):
    """A list of the base with that of the pack above it; what is not in force replaces nothing."""
    result = list(lower)
    for item in upper:
        ids = [other["id"] for other in result]
        if "overrides" in item:
            if in_force(item, when):
                result[ids.index(item["overrides"])] = item
        elif item["id"] in ids:
            result[ids.index(item["id"])] = item
        else:
            result.append(item)
    return result


def fits(setting, value):
    """Can a setting have this value?"""
    if setting["kind"] == "choice":
        return value in [c["value"] for c in setting["choices"]]
    if setting["kind"] == "day":
        return isinstance(value, str) and value >= setting.get("not_before", "")
    return isinstance(value, int) and not isinstance(value, bool) and value >= setting.get("min", 1)
