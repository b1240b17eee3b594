"""The membership edition of one day: its lists put together, its settings, and what may be in force."""

from datetime import timedelta
from itertools import product

from audits_shelf import Refused, fits
from days import day
from merge import amended_list, in_force

LISTS = ["settings", "subjects", "conflicts", "kinds", "organisations", "partners", "standings", "bodies", "relations"]
LISTS += ["offices", "capacities", "seats", "tests", "patterns", "matters", "authority", "accountability", "disputes"]
COMMITMENTS = ("policy", "resourcing", "practice")


class Book:
    """What the pack says on the day of a request, and what the request sets."""

    def __init__(self, documents, request):
        self.editions = [d for d in documents if d.get("family") == "membership"]
        if not self.of(request["pack"]):
            raise Refused("request.unknown-pack")
        self.as_of = day(request["as_of"])
        if self.on(request["pack"]) is None:
            raise Refused("request.no-edition")
        self.renamed = {}
        self.lists = self.laid(request["pack"])
        self.settings = {s["id"]: s for s in self.lists["settings"]}
        self.set = {name: value for name, value in request.get("settings", {}).items() if value is not None}
        self.check_settings()
        for name in LISTS:
            setattr(self, name, self.settings if name == "settings" else {i["id"]: i for i in self.lists[name]})

    def of(self, pack):
        """The editions of one pack."""
        return [e for e in self.editions if e["pack"] == pack]

    def on(self, pack):
        """The edition of a pack in force on the day, or None."""
        return max((e for e in self.of(pack) if in_force(e, self.as_of)), key=lambda e: e["from"], default=None)

    def earlier(self, edition):
        """The edition that this one amends."""
        (found,) = [e for e in self.of(edition["pack"]) if e["from"] == edition["amends"]]
        return found

    def base_of(self, edition):
        """The pack underneath; an amending edition that names none keeps the earlier edition's."""
        while "extends" not in edition and "amends" in edition:
            edition = self.earlier(edition)
        return edition.get("extends")

    def amended(self, edition):
        """The edition's own lists, with those of the earlier edition it starts from."""
        lists = {name: list(edition.get(name, [])) for name in LISTS}
        if "amends" not in edition:
            return lists
        older, drops = self.amended(self.earlier(edition)), set(edition.get("drops", []))
        return {name: amended_list(name, older[name], lists[name], drops) for name in LISTS}

    def laid(self, pack):
        """The lists of a pack with those of its base underneath."""
        edition = self.on(pack)
        upper, base = self.amended(edition), self.base_of(edition)
        if base is None:
            return upper
        lower = self.laid(base)
        return {name: self.laid_over(lower[name], upper[name]) for name in LISTS}

    def laid_over(self, lower, upper):
        """A list of the base with that of the pack above it; what is not in force replaces nothing."""
        result = list(lower)
        for item in upper:
            ids = [other["id"] for other in result]
            if "overrides" in item:
                dated = {k: v for k, v in item.items() if k in ("from", "until") and isinstance(v, str)}
                if in_force(dated, self.as_of):
                    result[ids.index(item["overrides"])] = item
                    self.renamed[item["overrides"]] = item["id"]
            elif item["id"] in ids:
                result[ids.index(item["id"])] = item
            else:
                result.append(item)
        return result

    def check_settings(self):
        """Refuses what no setting of the day can be."""
        for name, value in self.set.items():
            if name not in self.settings:
                raise Refused("request.unknown-setting")
            if not fits(self.settings[name], value):
                raise Refused("request.bad-setting")

    def is_open(self, setting):
        """Has the setting neither a value nor a published one?"""
        return self.set.get(setting, self.settings[setting].get("default")) is None

    def value(self, ref, chosen):
        """What a number, word or day is, where `chosen` gives the settings that are open."""
        if not isinstance(ref, dict) or "setting" not in ref:
            return ref
        if self.is_open(ref["setting"]):
            return chosen[ref["setting"]]
        return self.set.get(ref["setting"], self.settings[ref["setting"]].get("default"))

    def domain(self, setting, most):
        """The values that stand for all that an open setting could have; numbers up to `most`."""
        item = self.settings[setting]
        if item["kind"] == "choice":
            return [c["value"] for c in item["choices"]]
        if item["kind"] == "count":
            return list(range(item.get("min", 1), max(item.get("min", 1), most) + 1))
        days = [str(self.as_of), str(self.as_of + timedelta(days=1))]
        return [d for d in days if d >= item.get("not_before", "")] or [item["not_before"]]

    def open_in(self, *things):
        """The open settings that items refer to, in pack order."""
        named = {name for thing in things for name in references(thing)}
        return [name for name in self.settings if name in named and self.is_open(name)]

    def choices(self, settings, most=9):
        """Every way in which open settings can be set."""
        return [dict(zip(settings, values)) for values in product(*(self.domain(s, most) for s in settings))]

    def holds(self, item, chosen=None):
        """Is the item in force on the day?"""
        dated = {key: self.value(item[key], chosen or {}) for key in ("from", "until") if key in item}
        return in_force(dated, self.as_of)

    def in_force(self, item):
        """The truth of the item being in force."""
        return truth(self.holds(item, chosen) for chosen in self.choices(self.open_in(dates(item))))

    def may_hold(self, name):
        """The items of a list that are, or may be, in force."""
        return [item for item in self.lists[name] if self.in_force(item) != "false"]

    def has_ended(self, item):
        """Is the first day on which it no longer is in force surely past?"""
        choices = self.choices(self.open_in(dates(item)))
        return "until" in item and all(self.value(item["until"], c) <= str(self.as_of) for c in choices)

    def first_day(self, item):
        """The first day of an item that is not there yet, where it is known."""
        if "from" not in item or self.open_in(item["from"]):
            return None
        first = self.value(item["from"], {})
        return first if first > str(self.as_of) else None

    def after(self, item, among):
        """Those that took the place of an item, in turn, and are or may be there on the day."""
        found = []
        for one in item.get("became", []):
            if self.in_force(among[one]) != "false":
                found.append(one)
            elif self.has_ended(among[one]):
                found += self.after(among[one], among)
        return found

    def gone(self, item, what="kind"):
        """The problem with a kind, or an office, that there is not on the day."""
        return f"membership.{what}-ended" if self.has_ended(item) else f"membership.{what}-not-yet"

    def name(self, body, chosen):
        """The name of a body on the day."""
        names = [n["name"] for n in body.get("names", []) if self.holds(n, chosen)]
        return names[0] if names else body["label"]

    def held_by(self, partner, chosen=None):
        """The kind that holds a partner's place on the day, or None."""
        return next((h["kind"] for h in partner["held_by"] if self.holds(h, chosen)), None)


def dates(item):
    """The days between which an item is in force."""
    return {key: item[key] for key in ("from", "until") if key in item}


def references(thing):
    """The settings to which something refers."""
    if isinstance(thing, list):
        return [name for part in thing for name in references(part)]
    if not isinstance(thing, dict):
        return []
    if isinstance(thing.get("setting"), str):
        return [thing["setting"]]
    return [name for part in thing.values() for name in references(part)]


def truth(values):
    """`true` where it is so in every filling, `false` where in none, else `unknown`."""
    found = set(values)
    if found == {True}:
        return "true"
    return "unknown" if True in found else "false"


def word(values, order):
    """(the one word of every filling, or `cannot-tell`; what it could be, in the order of the table)."""
    found = set(values)
    if len(found) == 1:
        return found.pop(), None
    return "cannot-tell", [w for w in order if w in found]


class Given:
    """A list given: exactly those, or some of which it is known and others of which it is not."""

    def __init__(self, value, known=None):
        """`known`: the names that there are; a list with another in it does not hold everything."""
        self.exact = isinstance(value, list) and (known is None or all(name in known for name in value))
        self.is_list = isinstance(value, list)
        self.yes = value if self.is_list else (value or {}).get("yes", [])
        self.no = [] if self.is_list else (value or {}).get("no", [])

    def __call__(self, name):
        """True, False or None: is it one of them?"""
        if name in self.yes:
            return True
        return False if self.exact or name in self.no else None

    def places(self, value, at):
        """(name, place) of everything named."""
        if self.is_list:
            return [(name, f"{at}/{n}") for n, name in enumerate(value)]
        return [(n, f"{at}/{key}/{i}") for key in ("yes", "no") for i, n in enumerate((value or {}).get(key, []))]
