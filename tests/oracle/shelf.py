"""The reviews editions of a pack, put together into one rule book for each stretch of days.

A stretch is a run of days on which the same editions, and the same items inside them, are in force.
"""

from copy import copy

from days import LAST_DAY, ONE_DAY, day
from merge import amended_list, in_force, parts_of

LISTS = ["facts", "settings", "subjects", "reviews", "rules", "roles", "events", "actions", "links", "consistency"]
REPLACEABLE = {"rules", "roles", "actions", "links", "settings", "events"}  # may name what they override
YES, NO = {"all": []}, {"any": []}


class Shelf:
    """The reviews editions among some documents."""

    def __init__(self, documents):
        self.editions = [d for d in documents if d.get("family") == "reviews"]

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

    def amended(self, edition):
        """The edition's own lists, with those of the earlier edition it starts from."""
        lists = {name: list(edition.get(name, [])) for name in LISTS}
        if "amends" not in edition:
            return lists
        older, drops = self.amended(self.earlier(edition)), set(edition.get("drops", []))
        return {name: amended_list(name, older[name], lists[name], drops) for name in LISTS}

    def lists_on(self, pack, when):
        """(lists, new name of what is overridden) of a pack on a day, its bases included."""
        edition = self.on(pack, when)
        if edition is None:
            raise ValueError(f"no edition of {pack} on {when}")
        upper, base = self.amended(edition), self.base_of(edition)
        if base is None:
            return upper, {}
        lower, renamed = self.lists_on(base, when)
        renamed = dict(renamed)
        return {name: laid_over(name, lower[name], upper[name], when, renamed) for name in LISTS}, renamed

    def turns(self, pack):
        """Every day on which something of the pack or its bases may change."""
        packs, found = [pack], set()
        for name in packs:
            for edition in self.of(name):
                items = [item for key in LISTS for item in edition.get(key, [])]
                found |= {day(i[key]) for i in [edition, *items] for key in ("from", "until") if has_day(i, key)}
                base = self.base_of(edition)
                packs += [base] if base is not None and base not in packs else []
        return sorted(found)

    def stretches(self, pack, subject):
        """(first day, last day, book) of each stretch on which the pack has an edition."""
        turns = self.turns(pack)
        ends = [turn - ONE_DAY for turn in turns[1:]] + [LAST_DAY]
        return [
            (first, last, Book(*self.lists_on(pack, first), subject, first))
            for first, last in zip(turns, ends)
            if self.on(pack, first)
        ]


def has_day(item, key):
    """Is the item in force from, or until, a day? (Links and roles have no other meaning for these keys.)"""
    return isinstance(item.get(key), str) and item[key][:4].isdigit()


def laid_over(name, lower, upper, when, renamed):
    """A list of the base with that of the pack above it."""
    result = list(lower)
    for item in upper:
        ids = [other["id"] for other in result]
        if name in REPLACEABLE and "overrides" in item:
            if in_force(item, when):
                renamed[name, item["overrides"]] = item["id"]
                result[ids.index(item["overrides"])] = item
        elif item["id"] not in ids:
            result.append(item)
        elif result[ids.index(item["id"])] != item:
            raise ValueError(f"{name}: {item['id']} is in the base too, and is not said to override it")
    return result


def plain(condition):
    """The condition with a date's comparison with a setting written as a count's."""
    if isinstance(condition.get("on_or_after"), dict):
        return {"fact": condition["fact"], "at_least": condition["on_or_after"]}
    if "fact" in condition or "rule" in condition:
        return condition
    if "not" in condition:
        return {"not": plain(condition["not"])}
    key = next(k for k in ("all", "any", "of") if k in condition)
    return {**condition, key: [plain(part) for part in parts_of(condition)]}


class Book:
    """What is in force for one subject in one stretch. `as_of` is the day of the incident that is looked at."""

    def __init__(self, lists, renamed, subject, as_of):
        self.as_of, self.renamed = as_of, renamed
        if subject not in [s["id"] for s in lists["subjects"]]:
            raise ValueError(f"no subject {subject}")
        (self.applies,) = [plain(s["applies"]) for s in lists["subjects"] if s["id"] == subject]
        self.facts = {f["id"]: f for f in lists["facts"] if subject in f["subject"]}
        self.settings = {s["id"]: s for s in lists["settings"]}
        self.every_rule = {r["id"]: {**r, "when": plain(r["when"])} for r in lists["rules"]}
        mine = {n: [i for i in lists[n] if i.get("subject", subject) == subject] for n in LISTS if n != "facts"}
        self.rules = [self.every_rule[r["id"]] for r in mine["rules"] if in_force(r, as_of)]
        self.reviews = {r["id"]: r for r in mine["reviews"] if in_force(r, as_of)}
        self.events = {e["id"]: e for e in mine["events"]}
        self.actions = {a["id"]: a for a in mine["actions"] if in_force(a, as_of)}
        self.roles = [r for r in mine["roles"] if in_force(r, as_of)]
        self.links = [r for r in mine["links"] if in_force(r, as_of)]
        self.consistency = mine["consistency"]
        self.incident_fact = next((f for f in self.facts if self.facts[f].get("incident_day")), None)
        self.claims = claims(self)

    def on(self, when):
        """The same book, seen for an incident on that day."""
        seen = copy(self)
        seen.as_of = when
        return seen

    def replacing(self, name, item_id):
        """The id of the item that replaces this one, or its own."""
        while self.renamed.get((name, item_id), item_id) != item_id:
            item_id = self.renamed[name, item_id]
        return item_id

    def referred(self, rule_id):
        """The condition of a rule that another refers to; false where it is not in force."""
        rule = self.every_rule[self.replacing("rules", rule_id)]
        return rule["when"] if in_force(rule, self.as_of) else NO

    def all_conditions(self):
        """Every condition whose truth is answered."""
        return list(self.claims.values())


RANKS = ["not-available", "power", "expectation", "duty"]


def claims(book):
    """(kind, id) or ("reach", id, rank) -> the condition that makes it so."""
    found = {("applies", ""): book.applies}
    for review in book.reviews.values():
        scope = plain(review.get("scope", YES))
        found["scope", review["id"]] = scope
        for rank in (1, 2, 3):
            whens = [r["when"] for r in book.rules if r["then"].get("review") == review["id"] and rank_of(r) >= rank]
            found["reach", review["id"], rank] = {"all": [scope, {"any": whens}]}
    for action in book.actions.values():
        when = found["reach", action["review"], 1] if "when" not in action else plain(action["when"])
        found["action", action["id"]] = when
    found |= {("rule", r["id"]): r["when"] for r in book.rules}
    found |= {("role", r["id"]): plain(r.get("when", YES)) for r in book.roles}
    found |= {("link", r["id"]): plain(r.get("when", YES)) for r in book.links}
    found |= {("never", c["id"]): plain(c["never"]) for c in book.consistency}
    return found


def rank_of(rule):
    """0 for none, 1 for a power, 2 for an expectation, 3 for a duty."""
    return RANKS.index(rule["then"]["modality"])
