"""Random cases over the bundled reviews packs: made-up incidents near the days and ages at which something changes."""

from datetime import date, timedelta

from actions import roots
from clocks import Outside, Table, deadline
from days import LAST_DAY, before_by
from merge import bundled_documents, parts_of
from reviews import bundled_table
from shelf import Shelf

PACKS = ["england", "walsall"]
FIRST, LAST = date(2011, 6, 1), date(2026, 11, 1)
GAPS = [0, 0, 1, 1, 2, 4, 5, 6, 7, 8, 10, 14, 15, 20, 21, 22, 29, 30, 31, 40, 90, 180, 184, 365, 366]


def shelves():
    """Pack -> its stretches."""
    shelf = Shelf(bundled_documents())
    return {pack: shelf.stretches(pack, "incident") for pack in PACKS}


def random_incident(chance, known):
    """A request about a made-up incident of which little, much or nearly everything is known."""
    pack = chance.choice(list(known))
    when = random_day(chance, known[pack])
    book = next(book for first, last, book in known[pack] if first <= when <= last)
    facts, settings = random_facts(chance, book, when), random_settings(chance, book)
    events, as_of = random_events(chance, book, when, settings)
    if chance.random() < 0.9:
        facts[book.incident_fact] = blurred(chance, when, 0.2)
    elif chance.random() < 0.5:
        facts[book.incident_fact] = chance.choice([None, {"state": "declined"}])
    request = {"question": "reviews", "pack": pack, "subject": "incident", "as_of": str(as_of), "facts": facts}
    request |= {"events": events, "settings": settings, "explain": "all"}
    if chance.random() < 0.3:
        request["no_other_events"] = True
    return request


def random_day(chance, stretches):
    """Any day, or one near the first day of a stretch."""
    starts = [first for first, _, _ in stretches if FIRST <= first <= LAST] + [date(2020, 2, 29), date(2025, 11, 5)]
    if chance.random() < 0.5:
        return chance.choice(starts) + timedelta(days=chance.randint(-3, 3))
    return FIRST + timedelta(days=chance.randint(0, (LAST - FIRST).days))


def blurred(chance, when, share):
    """The day as somebody writes it who may not know it quite."""
    if chance.random() >= share:
        return str(when)
    month, some = str(when)[:7], timedelta(days=chance.randint(0, 25))
    return chance.choice(
        [month, month, str(when)[:4], {"about": str(when)}, {"about": month}]
        + [{"from": str(when - some), "to": str(when + some)}, {"from": str(when - some), "to": str(when)}]
        + [{"to": str(when)}, {"from": str(when)}] * (chance.random() < 0.3)
    )


def random_facts(chance, book, when):
    """Some answers, so chosen in half of the cases that some rule is, or nearly is, true."""
    facts, share = {}, chance.choice([0.1, 0.5, 0.9, 1.0])
    for fact in book.facts.values():
        if fact["id"] != book.incident_fact and chance.random() < share:
            facts[fact["id"]] = random_answer(chance, fact, when)
    leading = [r for r in book.rules if "review" in r["then"]]
    for rule in chance.sample(leading, chance.choice([0, 1, 1, 2])):
        review = book.reviews[rule["then"]["review"]]
        for condition in (rule["when"], book.claims["scope", review["id"]]):
            make(condition, True, book, when, facts, chance)
    for fact in list(facts):
        if chance.random() < 0.04:
            facts[fact] = chance.choice([None, {"state": "declined"}, {"state": "not-applicable"}])
    return facts


def random_answer(chance, fact, when):
    """Something a person might say."""
    if fact["kind"] == "yes-no":
        return chance.random() < 0.45
    options = [o["id"] for o in fact.get("options", [])]
    if fact["kind"] == "choice":
        return chance.choice(options)
    if fact["kind"] == "choices":
        return [o for o in options if chance.random() < 0.3]
    if fact["kind"] == "count":
        return chance.randint(0, 5)
    if not fact.get("birth"):
        return blurred(chance, when + timedelta(days=chance.randint(-400, 400)), 0.4)
    born = before_by(when, {"years": chance.choice([0, 10, 16, 16, 18, 18, 25, 25, 40])})
    if chance.random() < 0.1:
        return chance.choice([{"unborn": True}, {"expected": str(when + timedelta(days=chance.randint(-40, 140)))}])
    return blurred(chance, born + timedelta(days=chance.choice([-400, -2, -1, 0, 1, 2, 30])), 0.3)


def make(condition, wanted, book, when, facts, chance):
    """Answers by which the condition is, if it can easily be, as wanted."""
    if "rule" in condition:
        return make(book.referred(condition["rule"]), wanted, book, when, facts, chance)
    if "fact" not in condition:
        if "not" in condition:
            return make(condition["not"], not wanted, book, when, facts, chance)
        parts = parts_of(condition)
        if parts and ("any" in condition) == wanted:
            parts = [chance.choice(parts)]
        for part in parts:
            make(part, wanted, book, when, facts, chance)
        return None
    make_test(condition, wanted, when, facts, chance)


def make_test(c, wanted, when, facts, chance):
    """An answer by which the test comes out as wanted."""
    if set(c) == {"fact"}:
        facts[c["fact"]] = wanted
    elif "is" in c and wanted:
        facts[c["fact"]] = c["is"]
    elif "one_of" in c and wanted:
        facts[c["fact"]] = chance.choice(c["one_of"])
    elif "age_under" in c or "age_at_least" in c:
        age, under = c.get("age_under", c.get("age_at_least")), ("age_under" in c) == wanted
        bound = before_by(when, {"years": age} if isinstance(age, int) else age)
        far = timedelta(days=chance.choice([0, 1, 30, 200, 500]))
        facts[c["fact"]] = blurred(chance, bound + timedelta(days=1) + far if under else bound - far, 0.15)


def random_settings(chance, book):
    """Values for what is left open."""
    chosen = {}
    for setting in book.settings.values():
        if chance.random() < 0.4:
            options = [c["value"] for c in setting["choices"]]
            days = [None, "2025-11-05", "2026-03-19", "2026-06-01"]
            value = chance.choice(days if setting["kind"] == "day" else options)
            chosen[setting["id"]] = value
    return chosen


def random_events(chance, book, when, settings):
    """(events, as_of): a course of things, some late, some in time, some known in part or not at all."""
    days, at = {}, when
    share = chance.choice([0.1, 0.4, 0.9])
    for event in book.events.values():
        if chance.random() < share:
            begin = max([days.get(e, when) for e in event.get("after", [])] + [when])
            days[event["id"]] = begin + timedelta(days=chance.choice(GAPS))
    dues = due_days(book, when, days, settings)
    for action, due in dues.items():
        finish = book.actions[action].get("done_by")
        if finish in days and chance.random() < 0.5:
            days[finish] = due + timedelta(days=chance.choice([-1, 0, 0, 1, 2, 9]))
    near = [*days.values(), *dues.values()]
    at = chance.choice([day for day in near if day >= when] or [when]) + timedelta(
        days=chance.choice([-1, 0, 1, 2, 60])
    )
    at = max(at, when)
    if chance.random() < 0.5:
        at = max([at, *days.values()])
    return {event: written(chance, day, at) for event, day in days.items() if keeps(chance, day, at)} | {
        event: chance.choice([False, False, None, True]) for event in book.events if chance.random() < 0.06
    }, at


def due_days(book, when, days, settings):
    """Action -> a day on which it is due, with the events as they are so far."""
    case = type("Chosen", (), {"set": {k: v for k, v in settings.items() if v is not None}, "absent": set()})
    table, found = Table(bundled_table("england-and-wales")), {}
    for action in book.actions.values():
        for root in roots(action.get("clock"), book, case)[:1]:
            day = when if root.event == "incident" else days.get(root.event)
            try:
                for clock in root.clocks if day is not None else []:
                    day = deadline(day, clock, table)
            except (Outside, OverflowError):
                day = None
            if day is not None and day < LAST_DAY:
                found[action["id"]] = day
    return found


def keeps(chance, day, as_of):
    """Is the event told of? What lies ahead mostly is not."""
    return day <= as_of or chance.random() < 0.3


def written(chance, day, as_of):
    """The day as it is told, at times wrongly."""
    if chance.random() < 0.02:
        return chance.choice(["2023-02-29", 7, "soon", str(as_of + timedelta(days=400)), "2011-01-01"])
    return blurred(chance, day, 0.15)
