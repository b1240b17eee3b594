"""Pack documents put together into the one rule book that applies on a day."""

import json
from pathlib import Path

from days import day

BUNDLED = Path(__file__).resolve().parents[2] / "core" / "packs"
LISTS = ["sources", "facts", "settings", "subjects", "levels", "rules", "consent", "steps", "consistency", "conflicts"]
REPEATABLE = {"facts", "subjects", "sources"}  # may be repeated word for word
REPLACEABLE = {"rules", "consent", "steps"}  # may name what they override


def bundled_documents():
    """Every pack document that lies in core/packs."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(BUNDLED.rglob("*.json"))]


def key_of(name, item):
    """What makes two items of a list the same: the id, for levels subject and number."""
    return (item["subject"], item["number"]) if name == "levels" else item["id"]


def in_force(item, as_of):
    """Is an edition or a rule in force on the day? `until` is the first day it is not."""
    if "from" in item and as_of < day(item["from"]):
        return False
    return "until" not in item or as_of < day(item["until"])


def editions_of(documents, pack):
    """The thresholds editions of a pack."""
    return [d for d in documents if d["pack"] == pack and d.get("family") == "thresholds"]


def amended(documents, edition):
    """The edition's own lists, with those of the earlier edition it starts from (if any)."""
    lists = {name: list(edition.get(name, [])) for name in LISTS}
    if "amends" not in edition:
        return lists
    (earlier,) = [e for e in editions_of(documents, edition["pack"]) if e["from"] == edition["amends"]]
    older, drops = amended(documents, earlier), set(edition.get("drops", []))
    return {name: amended_list(name, older[name], lists[name], drops) for name in LISTS}


def amended_list(name, older, newer, drops):
    """Older items, replaced where a newer one has the same key, less drops; then the new ones."""
    replacing = {key_of(name, item): item for item in newer}
    kept = [
        replacing.pop(key_of(name, item), item)
        for item in older
        if item.get("id") not in drops or key_of(name, item) in replacing
    ]
    return kept + [item for item in newer if key_of(name, item) in replacing]


def edition_on(documents, pack, as_of):
    """The one edition of a pack that is in force on the day."""
    found = [e for e in editions_of(documents, pack) if in_force(e, as_of)]
    if len(found) != 1:
        raise ValueError(f"{len(found)} editions of {pack} in force on {as_of}")
    return found[0]


def extends_of(documents, edition):
    """The pack underneath; an amending edition that names none keeps the earlier edition's."""
    while "extends" not in edition and "amends" in edition:
        (edition,) = [e for e in editions_of(documents, edition["pack"]) if e["from"] == edition["amends"]]
    return edition.get("extends")


def lists_on(documents, pack, as_of):
    """(lists, renamed, doubts) of a pack on a day, the packs it extends included.

    `renamed` leads from the id of an overridden rule to the id of the rule that replaced it.
    Rules out of force that day are left in, marked by `in_force` later.
    """
    edition = edition_on(documents, pack, as_of)
    upper, base = amended(documents, edition), extends_of(documents, edition)
    if base is None:
        return upper, {}, []
    lower, renamed, doubts = lists_on(documents, base, as_of)
    merged = {name: extended_list(name, lower[name], upper[name], as_of, renamed, doubts) for name in LISTS}
    return merged, renamed, doubts


def extended_list(name, lower, upper, as_of, renamed, doubts):
    """A list of the base with that of the pack above it."""
    if name == "levels":
        return upper or lower
    result = list(lower)
    for item in upper:
        place = position(name, result, item)
        if place is None:
            result.append(item)
        elif "overrides" in item and not in_force(item, as_of):
            doubts.append(f"{item['id']} overrides, but is itself not in force: left out, the base's rule stands")
        else:
            if name == "rules":
                renamed[result[place]["id"]] = item["id"]
            result[place] = item
    return result


def position(name, lower, item):
    """The place of the base's item that this one replaces or repeats; None where it is new."""
    ids = [other["id"] for other in lower]
    if name in REPLACEABLE and "overrides" in item:
        return ids.index(item["overrides"])
    if item["id"] not in ids:
        return None
    if name in REPEATABLE and lower[ids.index(item["id"])] == item:
        return ids.index(item["id"])
    raise ValueError(f"{name}: {item['id']} is in the base too, and is not said to override it")


class RuleBook:
    """What applies on a day to one subject: the merged lists, in the shape the modes need."""

    def __init__(self, documents, pack, subject, as_of):
        lists, self.renamed, self.doubts = lists_on(documents, pack, as_of)
        self.as_of, self.subject = as_of, subject
        self.facts = {f["id"]: f for f in lists["facts"]}
        self.settings = {s["id"]: s for s in lists["settings"]}
        self.all_rules = {r["id"]: r for r in lists["rules"]}
        mine = {
            name: [i for i in lists[name] if i["subject"] == subject]
            for name in ["levels", "rules", "consent", "steps", "consistency"]
        }
        self.levels = mine["levels"]
        self.rules = [r for r in mine["rules"] if in_force(r, as_of)]
        self.consistency = mine["consistency"]
        self.consent = [c for c in mine["consent"] if "unless" in c]
        self.steps = mine["steps"]
        found = [s for s in lists["subjects"] if s["id"] == subject]
        if len(found) != 1:
            raise ValueError(f"{len(found)} subjects {subject}")
        self.applies = found[0]["applies"]
        self.route_rules = self._route_rules()

    def _route_rules(self):
        """Route id -> the one rule that leads to it."""
        routes = {}
        for rule in self.rules:
            if "route" in rule["then"]:
                if rule["then"]["route"]["id"] in routes:
                    raise ValueError(f"two rules for route {rule['then']['route']['id']}")
                routes[rule["then"]["route"]["id"]] = rule
        return routes

    def level_rules(self):
        """(level, rule) for each rule that leads to a level."""
        return [(r["then"]["level"], r) for r in self.rules if "level" in r["then"]]

    def referred(self, rule_id):
        """The condition meant by {"rule": id}: that of the rule replacing it, if there is one.

        A rule that is not in force that day counts as false (and the case as doubtful).
        """
        while rule_id in self.renamed and self.renamed[rule_id] != rule_id:
            rule_id = self.renamed[rule_id]
        rule = self.all_rules[rule_id]
        if in_force(rule, self.as_of):
            return rule["when"]
        doubt = f"a condition refers to {rule_id}, which is not in force: taken as false"
        if doubt not in self.doubts:
            self.doubts.append(doubt)
        return {"any": []}

    def route_and_applies(self):
        """The conditions on which `missing` rests, levels and consent apart."""
        return [r["when"] for r in self.route_rules.values()] + [self.applies]

    def consent_shown(self, levels, verdicts):
        """The consent rules that count for `missing`: of a level in the range, or of a route not false."""

        def counts(item):
            if "level" in item["for"]:
                return levels[0] <= item["for"]["level"] <= levels[1]
            return verdicts["rule", self.route_rules[item["for"]["route"]]["id"]] != "false"

        return [c for c in self.consent if counts(c)]

    def all_conditions(self):
        """Every condition whose truth is answered."""
        return (
            [r["when"] for r in self.rules]
            + [self.applies]
            + [c["unless"] for c in self.consent]
            + [c["never"] for c in self.consistency]
        )


def consent_key(item):
    """How a consent rule is named in the answer."""
    return f"level-{item['for']['level']}" if "level" in item["for"] else f"route:{item['for']['route']}"


def walk(condition, book):
    """Every fact test inside a condition, referred rules included (a test may come twice)."""
    if "fact" in condition:
        yield condition
    elif "rule" in condition:
        yield from walk(book.referred(condition["rule"]), book)
    else:
        for part in parts_of(condition):
            yield from walk(part, book)


def parts_of(condition):
    """The parts of a combined condition."""
    if "not" in condition:
        return [condition["not"]]
    for key in ("all", "any", "of"):
        if key in condition:
            return condition[key]
    raise ValueError(f"not a condition: {condition!r}")
