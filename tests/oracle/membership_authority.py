"""Who decides what: the entries of authority on a day, and the question `authority`."""

from functools import partial

from audits_shelf import Refused
from membership_accountable import rows
from membership_organisations import differ
from membership_shelf import dates, word

RECOMMENDS, CONSULTED = ("recommends", "considers", "proposes"), ("advises", "consulted")
PARTS = ("decides", "decides-by-law", "signs-off", "delegate", "each-decides", "recommends", "oversees", "consulted")
PARTS += ("informed", "none")
EFFECTS = ("stands", "exercised-by", "exercises", "yields")


WORDS = {True: "true", False: "false", None: "unknown"}


def all_of(truths):
    """True where all are, false where one is not, else not known."""
    truths = list(truths)
    return False if False in truths else None if None in truths else True


class Deeds:
    """The entries of one matter in one filling of the settings."""

    def __init__(self, book, matter, chosen):
        self.book, self.chosen = book, chosen
        mine = [e for e in book.lists["authority"] if e["matter"] == matter["id"]]
        self.entries = [e for e in mine if book.holds(e, chosen)] if book.holds(matter, chosen) else []

    def named(self, entry_id):
        """The entry in force that is meant by an id, or None."""
        entry_id = self.book.renamed.get(entry_id, entry_id)
        return next((e for e in self.entries if e["id"] == entry_id), None)

    def yields(self, entry):
        """Is what it yields to in force?"""
        return "yields_to" in entry and self.named(entry["yields_to"]) is not None

    def exercised(self, entry):
        """Does another in force exercise it?"""
        return any("for" in e and self.named(e["for"]) is entry for e in self.entries)

    def effect(self, entry):
        """What becomes of an entry in force."""
        if self.yields(entry):
            return "yields"
        if "for" in entry and self.named(entry["for"]) is not None:
            return "exercises"
        return "exercised-by" if self.exercised(entry) else "stands"

    def acting(self, part):
        """The entries of a part that neither yield nor are exercised by another."""
        return [e for e in self.entries if e["part"] == part and not self.yields(e) and not self.exercised(e)]

    def deciders(self):
        """Who decides; where nobody does, who signs off."""
        return self.acting("decides") or self.acting("signs-off")

    def names(self, entry, body):
        """Is it the body that an entry names? All partners are the body that they form."""
        return is_named(self.book, entry["by"], self.chosen, body)

    def names_alone(self, entry, body):
        """Is it the body that an entry names, and no other with it?"""
        if "setting" in entry["by"]:
            return self.book.value({"setting": entry["by"]["setting"]}, self.chosen) == body["id"]
        return self.names(entry, body)

    def own(self, body):
        """The entries by which a body decides or signs off."""
        found = self.deciders() + [e for e in self.acting("signs-off") if e not in self.deciders()]
        return [e for e in found if self.names(e, body)]

    def by_law(self, body):
        """The entries by which a body decides or signs off, and which are exercised through others."""
        mine = [e for e in self.entries if e["part"] in ("decides", "signs-off") and self.names(e, body)]
        return [e for e in mine if not self.yields(e) and self.exercised(e)]

    def exercising(self, body):
        """The entries through which that is exercised."""
        mine = self.by_law(body)
        return [e for e in self.entries if "for" in e and self.named(e["for"]) in mine]

    def delegable(self, body):
        """The deciding entries that may be delegated to a body."""
        to = {"body": body["id"]}
        return [e for e in self.deciders() if e.get("delegable") == "may" and to in e.get("to", [])]

    def part(self, body, delegated):
        """What a body has to do with the matter."""
        if any(e in self.deciders() for e in self.own(body)):
            return "decides"
        if any(e["part"] == "decides" for e in self.by_law(body)):
            return "decides-by-law"
        if self.own(body):
            return "signs-off"
        if self.by_law(body):
            return "decides-by-law"
        if delegated and self.delegable(body):
            return "delegate"
        if any(is_made_up_of(e["by"], body) for e in self.deciders()):
            return "each-decides"
        parts = {e["part"] for e in self.entries if self.names(e, body) or is_made_up_of(e["by"], body)}
        if parts & set(RECOMMENDS):
            return "recommends"
        if "oversees" in parts:
            return "oversees"
        if parts & set(CONSULTED):
            return "consulted"
        return "informed" if "informed" in parts else "none"

    def to_consult(self):
        """The entries of those who have to have been consulted."""
        return [e for e in self.entries if e["part"] == "consulted" and e["strength"] == "must"]

    def stand_back(self):
        """The offices that have no say in the matter."""
        return {e["by"].get("office") for e in self.entries if e["part"] == "stands-back"}


def meant(by, choice):
    """The bodies that a choice means."""
    together = {one["choice"]: one["bodies"] for one in by.get("together", [])}
    return together.get(choice, [choice])


def is_named(book, by, chosen, body):
    """Is a body named? All partners are the body that they form."""
    if by == {"partners": "all"}:
        return body["kind"] == "partners"
    if "setting" in by:
        return body["id"] in meant(by, book.value({"setting": by["setting"]}, chosen))
    return by.get("body", by.get("members")) == body["id"]


def is_made_up_of(by, body):
    """Are those named, by a capacity, those whom a body is made up of?"""
    return "capacity" in by and body.get("capacity") == by["capacity"]


def may_name(book, by, body):
    """Is a body, or may it be, one that is named, or one that is made up of those named?"""
    return is_made_up_of(by, body) or any(is_named(book, by, c, body) for c in book.choices(book.open_in(by)))


def by_words(book, by):
    """Who acts, with a setting that is not open taken for the body or the bodies that it gives."""
    if "setting" not in by:
        return by
    if book.is_open(by["setting"]):
        return {"setting": by["setting"]}
    bodies = meant(by, book.value({"setting": by["setting"]}, {}))
    return {"body": bodies[0]} if len(bodies) == 1 else {"bodies": bodies}


class Authority:
    """The question `authority`."""

    def __init__(self, book, request):
        self.book, self.request = book, request
        for key, code in (("matter", "request.unknown-matter"), ("body", "request.unknown-body")):
            if key in request and request[key] not in (book.matters if key == "matter" else book.bodies):
                raise Refused(code)
        self.settings = book.open_in(
            [dates(i) for name in ("matters", "authority", "bodies", "disputes") for i in book.lists[name]]
        )
        self.days = book.choices(self.settings)

    def answer(self):
        """The answer, in the words of the wire."""
        book, wanted = self.book, self.request.get("matter")
        matters = [m for m in book.may_hold("matters") if wanted in (None, m["id"])]
        found = {
            "matters": {m["id"]: self.matter(m) for m in matters},
            "matrix": {m["id"]: {b["id"]: self.cell(m, b) for b in self.bodies()} for m in matters},
            "disputes": {d["id"]: self.dispute(d) for d in self.disputes()},
        }
        return found | {"open_settings": self.open_settings(matters), "problems": self.problems(matters)}

    def bodies(self):
        """The bodies in the columns."""
        return [b for b in self.book.may_hold("bodies") if self.request.get("body") in (None, b["id"])]

    def disputes(self):
        """The steps of a disagreement."""
        matter = self.book.matters.get(self.request.get("matter"))
        steps = self.book.may_hold("disputes")
        if matter is None:
            return steps
        leaders = [d for d in steps if d["between"] != "practitioners"]
        leaders = [d for d in leaders if matter["id"] not in d.get("not_for", [])]
        return [d for d in leaders if set(self.sides(d) or matter["of"]) & set(matter["of"])]

    def dispute(self, dispute):
        """A step: who takes it, and, where no matter is asked for, in which it is none."""
        found = {"by": by_words(self.book, dispute["by"])} if "by" in dispute else {}
        return found | (
            {"not_for": dispute["not_for"]} if dispute.get("not_for") and "matter" not in self.request else {}
        )

    def sides(self, dispute):
        """Whose matters a step can be taken in: as it says, or else as the body that takes it is."""
        body = self.book.bodies.get(dispute.get("by", {}).get("body"), {})
        return dispute.get("of") or body.get("of", [])

    def shown(self, matter):
        """The entries of a matter that are shown."""
        book, body = self.book, self.request.get("body")
        mine = [e for e in book.may_hold("authority") if e["matter"] == matter["id"]]
        return [e for e in mine if body is None or may_name(book, e["by"], book.bodies[body])]

    def matter(self, matter):
        """One matter: its deciders and its entries."""
        book, ways = self.book, [Deeds(self.book, matter, chosen) for chosen in self.days]
        deciders = [e for e in book.lists["authority"] if any(e in d.deciders() for d in ways)]
        parts = []
        for entry in self.shown(matter):
            one = {"entry": entry["id"], "part": entry["part"], "by": by_words(book, entry["by"])}
            one["in_force"] = book.in_force(entry)
            one["effect"], could_be = word((d.effect(entry) for d in ways if entry in d.entries), EFFECTS)
            one |= {"could_be": could_be} if could_be else {}
            asked = self.agreement(entry)
            if asked is not None:
                one["agreement"] = asked if book.open_in(asked) else book.value(asked, {})
            parts.append(one)
        return self.consultation(ways) | {
            "deciders": [[e["id"], by_words(book, e["by"])] for e in deciders],
            "parts": parts,
            "accountable": rows(book, [s for e in deciders for s in sources(book, e)], matter),
        }

    def agreement(self, entry):
        """What an entry asks for, or else the one body that decides or signs off by it."""
        by = by_words(self.book, entry["by"])
        body = self.book.bodies.get(by.get("body"), {}) if entry["part"] in ("decides", "signs-off") else {}
        return entry.get("agreement", body.get("agreement"))

    def consultation(self, ways):
        """Who has to be consulted before the matter is decided, and whether all of them were."""
        given, asked = self.request.get("consulted", {}), [d.to_consult() for d in ways]
        there = [e for e in self.book.lists["authority"] if any(e in some for some in asked)]
        if not there:
            return {}
        said = {e["id"]: given.get(e["id"]) for e in there}
        ready = {all_of(said[e["id"]] for e in some) for some in asked}
        return {
            "consultation": [[e["id"], by_words(self.book, e["by"]), WORDS[said[e["id"]]]] for e in there],
            "ready": WORDS[ready.pop() if len(ready) == 1 else None],
        }

    def problems(self, matters):
        """Consultations given that there are none of."""
        mine = [e for e in self.book.may_hold("authority") if e["matter"] in [m["id"] for m in matters]]
        asked = [e["id"] for e in mine if e["part"] == "consulted"]
        given = self.request.get("consulted", {})
        return sorted(("membership.unknown-consultation", f"/consulted/{name}") for name in given if name not in asked)

    def cell(self, matter, body):
        """What a body has to do with a matter."""
        book = self.book
        mine = [e for e in book.lists["authority"] if e["matter"] == matter["id"]]
        settings = self.settings + [s for s in book.open_in([e["by"] for e in mine]) if s not in self.settings]
        parts, words = [], []
        for chosen in book.choices(settings):
            deeds = Deeds(book, matter, chosen)
            parts.append(deeds.part(body, True))
            mine_now = [e for e in deeds.entries if deeds.names(e, body) or is_made_up_of(e["by"], body)]
            words += [e for e in mine_now if not deeds.yields(e)]
        part, could_be = word(parts, PARTS)
        found = {"parts": list(dict.fromkeys(e["part"] for e in mine if e in words)), "part": part}
        return found | ({"could_be": could_be} if could_be else {})

    def open_settings(self, matters):
        """The settings on which something shown hangs."""
        book = self.book
        shown = [e for m in matters for e in self.shown(m)]
        items = [[e["by"], self.agreement(e), dates(e)] for e in shown]
        items += [dates(i) for i in [*matters, *self.bodies(), *self.disputes()]]
        items += [d.get("by") for d in self.disputes()]
        told = [self.matter(m) for m in matters]
        deciders = [book.authority[d[0]]["by"] for one in told for d in one["deciders"]]
        named = deciders + [book.authority[c[0]]["by"] for one in told for c in one.get("consultation", [])]
        named += [e["by"] for e in shown] + [d["by"] for d in self.disputes() if "by" in d]
        bodies = [b for by in named for b in self.called(by)]
        names = {s for b in bodies for s in book.open_in(b.get("names")) if differ(book, s, partial(book.name, b))}
        return [s for s in book.settings if s in names or s in book.open_in(items, deciders)]

    def called(self, by):
        """The bodies that are called by their names where somebody is told in words."""
        if "setting" in by:
            choices = [c["value"] for c in self.book.settings[by["setting"]]["choices"]]
            choices = choices if self.book.is_open(by["setting"]) else [self.book.value(by, {})]
            return [self.book.bodies[b] for c in choices for b in meant(by, c)]
        name = by.get("body", by.get("members"))
        return [self.book.bodies[name]] if name else []


def sources(book, entry):
    """Whom an entry names, and whom the one names that it exercises, for accountability."""
    return named(book, entry["by"]) + exercised(book, entry)


def exercised(book, entry):
    """Whom the entry names that this one exercises, for accountability."""
    other = book.renamed.get(entry.get("for"), entry.get("for"))
    return named(book, book.authority[other]["by"]) if other in book.authority else []


def named(book, by):
    """Those whom `by` names or, by a setting, can name, as accountability names them."""
    given, by = by, by_words(book, by)
    if "setting" in by:
        choices = [c["value"] for c in book.settings[by["setting"]]["choices"]]
        return [{"body": b} for b in dict.fromkeys(b for c in choices for b in meant(given, c))]
    if "bodies" in by:
        return [{"body": b} for b in by["bodies"]]
    if "partners" in by:
        return [{"body": b["id"]} for b in book.may_hold("bodies") if b["kind"] == "partners"]
    return [by] if set(by) & {"body", "office", "capacity", "partner"} else []
