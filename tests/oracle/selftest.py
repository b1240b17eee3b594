"""Checks of the oracle itself: the date rules by hand, merging by hand, and the modes against each other."""

import random
import time
from datetime import date, timedelta

import brute
from days import LAST_DAY, answer_range, before_by, months_before
from domains import Case
from merge import RuleBook, amended_list, consent_key
from oracle import answer
from small_cases import pack, random_case
from truth import test

AS_OF = date(2026, 11, 23)


def run(cases=4_000, seed=1):
    """Every check; returns the exit code."""
    started = time.monotonic()
    for check in (
        check_spans,
        check_ages,
        check_partial_dates,
        check_tests,
        check_unknown_dates,
        check_exactness,
        check_settings,
        check_missing,
        check_merging,
    ):
        check()
    tally = compare_modes(cases, seed)
    print(f"{tally} in {time.monotonic() - started:.0f} s: all agree")
    return 0


def same(got, wanted, what=""):
    """Stop where two things differ."""
    if got != wanted:
        raise SystemExit(f"selftest: {what}\n   got {got!r}\nwanted {wanted!r}")


# --- by hand: dates -------------------------------------------------------------------------------


def check_spans():
    """Going back to a day that does not exist gives the last day of that month."""
    same(months_before(date(2025, 3, 31), 1), date(2025, 2, 28))
    same(months_before(date(2024, 3, 31), 1), date(2024, 2, 29))
    same(months_before(date(2025, 1, 31), 2), date(2024, 11, 30))
    same(months_before(date(2025, 1, 15), 1), date(2024, 12, 15))
    same(months_before(date(2025, 12, 31), 12), date(2024, 12, 31))
    same(before_by(date(2024, 2, 29), {"years": 1}), date(2023, 2, 28))
    same(before_by(date(2024, 2, 29), {"years": 4}), date(2020, 2, 29))
    same(before_by(date(2025, 3, 1), {"weeks": 1}), date(2025, 2, 22))
    same(before_by(date(2025, 3, 1), {"days": 1}), date(2025, 2, 28))


def age_at_least(born, as_of, age):
    return test({"fact": "b", "age_at_least": age}, born, None, as_of)


def age_under(born, as_of, age):
    return test({"fact": "b", "age_under": age}, born, None, as_of)


def check_ages():
    """29 February, month ends, birthdays, and the unborn."""
    leap = date(2008, 2, 29)
    same(age_at_least(leap, date(2026, 2, 28), 18), False, "29 Feb, the day before")
    same(age_at_least(leap, date(2026, 3, 1), 18), True, "29 Feb, 1 March")
    same(age_at_least(leap, date(2024, 2, 28), 16), False)
    same(age_at_least(leap, date(2024, 2, 29), 16), True, "29 Feb in a leap year")
    same(age_at_least(date(2008, 2, 28), date(2024, 2, 29), 16), True)
    same(age_at_least(date(2007, 3, 1), date(2024, 2, 29), 17), False)
    same(age_at_least(date(2006, 2, 28), date(2024, 2, 28), 18), True)
    same(age_under(date(2008, 11, 23), AS_OF, 18), False, "eighteenth birthday")
    same(age_under(date(2008, 11, 24), AS_OF, 18), True, "the day before it")
    same(age_at_least(date(2026, 1, 31), date(2026, 2, 28), {"months": 1}), False)
    same(age_at_least(date(2026, 1, 31), date(2026, 3, 1), {"months": 1}), True)
    same(age_at_least(date(2026, 2, 28), date(2026, 3, 31), {"months": 1}), True)
    same(age_under(AS_OF, AS_OF, 0), False, "born today is born")
    same(age_under(AS_OF + timedelta(days=1), AS_OF, 0), True, "not yet born")
    for age in (0, 1, 18, {"days": 0}, {"weeks": 3}):
        same(age_at_least(date(2027, 1, 1), AS_OF, age), False, "an unborn child is under every age")
    same(age_at_least(AS_OF, AS_OF, {"days": 0}), True)


def check_partial_dates():
    """A date that is not known to the day is an interval."""
    span = lambda text: answer_range(text, AS_OF)
    same(span("2019"), (date(2019, 1, 1), date(2019, 12, 31)))
    same(span("2024-02"), (date(2024, 2, 1), date(2024, 2, 29)))
    same(span("2019-03-04"), (date(2019, 3, 4), date(2019, 3, 4)))
    same(span({"about": "2019-03-04"}), (date(2019, 2, 25), date(2019, 3, 11)))
    same(span({"about": "2019-03"}), (date(2019, 2, 1), date(2019, 4, 30)))
    same(span({"about": "2019-01"}), (date(2018, 12, 1), date(2019, 2, 28)))
    same(span({"about": "2023-12"}), (date(2023, 11, 1), date(2024, 1, 31)))
    same(span({"about": "2019"}), (date(2018, 1, 1), date(2020, 12, 31)))
    same(span({"expected": "2026-12-01"}), (date(2026, 7, 28), date(2026, 12, 29)))
    same(span({"unborn": True}), (date(2026, 11, 24), LAST_DAY))
    same(span({"from": "2020-01-02"}), (date(2020, 1, 2), LAST_DAY))
    same(span({"to": "2020-01-02"}), (date(1800, 1, 1), date(2020, 1, 2)))


def check_tests():
    """The edges of the comparisons."""
    on = lambda c, d: test({"fact": "d", **c}, date.fromisoformat(d), None, date(2025, 3, 31))
    same(
        [on({"within_last": {"months": 1}}, d) for d in ("2025-02-27", "2025-02-28", "2025-03-31", "2025-04-01")],
        [False, True, True, False],
    )
    same([on({"at_least_ago": {"months": 1}}, d) for d in ("2025-02-28", "2025-03-01")], [True, False])
    same([on({"before": "2020-01-01"}, d) for d in ("2019-12-31", "2020-01-01")], [True, False])
    same([on({"on_or_after": "2020-01-01"}, d) for d in ("2019-12-31", "2020-01-01")], [False, True])
    chosen = frozenset({"a", "b"})
    counts = lambda c: test({"fact": "m", **c}, chosen, None, AS_OF)
    same(
        [
            counts({"includes": "a"}),
            counts({"includes": "c"}),
            counts({"includes_at_least": 2}),
            counts({"includes_at_least": 2, "of": ["b", "c"]}),
            counts({"includes_at_least": 0, "of": ["c"]}),
        ],
        [True, False, True, False, True],
    )


# --- by hand: small packs -------------------------------------------------------------------------


def ask(document, facts, as_of="2026-11-23", settings=None):
    """The answer, checked to be the same in both modes (and day by day, where that is possible)."""
    case = {
        "packs": document if isinstance(document, list) else [document],
        "request": {
            "question": "thresholds",
            "pack": "p",
            "subject": "child",
            "as_of": as_of,
            "facts": facts,
            "settings": settings or {},
        },
    }
    found = answer(case, "brute")
    same(answer(case, "split"), found, f"split and brute differ: {case}")
    same(answer(case, "brute", dense=True), found, f"day by day differs: {case}")
    return found


def truth_for(condition, facts, as_of="2026-11-23"):
    """The truth of one condition."""
    return ask(pack([({"define": True}, condition)]), facts, as_of)["rules"]["r0"]


def check_unknown_dates():
    """Partial dates give true, false or unknown, exactly."""
    under = {"fact": "born", "age_under": 18}
    leap = {"fact": "born", "age_at_least": 18}
    for facts, as_of, wanted in [
        ({"born": "2008"}, "2026-11-23", "unknown"),
        ({"born": "2009"}, "2026-11-23", "true"),
        ({"born": "2007"}, "2026-11-23", "false"),
        ({"born": "2008-12"}, "2026-11-23", "true"),
        ({"born": {"about": "2008-11-30"}}, "2026-11-23", "unknown"),
        ({"born": {"about": "2008-12-01"}}, "2026-11-23", "true"),
        ({"born": {"unborn": True}}, "2026-11-23", "true"),
        ({}, "2026-11-23", "unknown"),
        ({"born": {"expected": "2027-01-01"}}, "2026-11-23", "true"),
        ({"born": {"state": "declined"}}, "2026-11-23", "unknown"),
    ]:
        same(truth_for(under, facts, as_of), wanted, f"{facts} on {as_of}")
    same(truth_for(leap, {"born": "2008-02"}, "2026-02-28"), "unknown")
    same(truth_for(leap, {"born": "2008-02"}, "2026-03-01"), "true")
    between = {"all": [{"fact": "born", "before": "2010-01-10"}, under]}  # no day of change lies inside
    same([truth_for(between, {}), truth_for(between, {"born": {"to": "2008-11-23"}})], ["unknown", "false"])
    not_born = {"fact": "born", "age_under": 0}
    same(truth_for(not_born, {"born": {"expected": "2026-10-26"}}), "false", "four weeks after is today: born")
    same(truth_for(not_born, {"born": {"expected": "2026-10-27"}}), "unknown", "may be born tomorrow")
    same(truth_for(not_born, {"born": {"expected": "2027-03-29"}}), "unknown", "18 weeks before is today")
    same(truth_for(not_born, {"born": {"expected": "2027-03-30"}}), "true", "18 weeks before is tomorrow")


def check_exactness():
    """What Kleene logic leaves open and looking at every filling does not."""
    y0, y1 = {"fact": "y0"}, {"fact": "y1"}
    same(truth_for({"any": [y0, {"not": y0}]}, {}), "true")
    same(truth_for({"any": [{"all": [y0, y1]}, {"all": [{"not": y0}, y1]}]}, {"y1": True}), "true")
    same(truth_for({"any": [{"fact": "n", "at_most": 2}, {"fact": "n", "at_least": 3}]}, {}), "true")
    same(truth_for({"all": [{"fact": "n", "at_most": 2}, {"fact": "n", "at_least": 3}]}, {}), "false")
    same(truth_for({"fact": "n", "exactly": 2}, {"n": {"from": 3}}), "false")
    same(truth_for({"at_least": 2, "of": [y0, {"not": y0}, y1]}, {"y1": True}), "true")
    same([truth_for({"at_least": n, "of": [y0]}, {}) for n in (0, 1, 2)], ["true", "unknown", "false"])
    found = ask(pack([({"level": 3}, {"all": [y0, y1]}), ({"level": 2}, {"not": y0}), ({"level": 2}, {"not": y1})]), {})
    same((found["at_least"], found["at_most"], found["missing"]), (2, 3, ["y0", "y1"]), "never level 1")


def check_settings():
    """A setting that is not set is at least its least value; a default sets it."""
    setting = {"id": "s", "kind": "count", "min": 2}
    when = {"fact": "n", "at_least": {"setting": "s"}}
    document = pack([({"level": 2}, when)], settings=[setting])
    found = lambda n, settings=None, doc=document: (
        lambda a: (a["at_least"], a["at_most"], a["missing"], a["open_settings"])
    )(ask(doc, {"n": n}, settings=settings))
    same(found(1), (1, 1, [], []), "below the least value")
    same(found(2), (1, 2, [], ["s"]))
    same(found({"from": 0, "to": 1}), (1, 1, [], []))
    same(found(None), (1, 2, ["n"], ["s"]))
    same(found(None, {"s": 4}), (1, 2, ["n"], []))
    same(found({"from": 4}, {"s": 4}), (2, 2, [], []))
    same(found(3, None, pack([({"level": 2}, when)], settings=[{**setting, "default": 3}])), (2, 2, [], []))


def check_missing():
    """Prompts, strengths and definitions do not count; routes, applies and consent do."""
    y = [{"fact": f"y{n}"} for n in range(4)]
    for then in ({"prompt": {}}, {"protective": {}}, {"define": True}, {"level": 1}):
        same(ask(pack([(then, y[0])]), {})["missing"], [], str(then))
    same(ask(pack([({"route": {"id": "x"}}, y[0])]), {})["missing"], ["y0"])
    same(ask(pack([({"level": 2}, y[0]), ({"level": 3}, y[1]), ({"level": 4}, y[2])]), {"y1": True})["missing"], ["y2"])
    same(ask(pack([], applies=y[3]), {})["missing"], ["y3"])
    consent = [{"id": "c", "subject": "child", "for": {"level": 3}, "unless": y[2]}]
    found = ask(pack([], consent=consent), {})
    same((found["missing"], found["consent"]), ([], {"level-3": "unknown"}), "level 3 is out of reach")
    found = ask(pack([({"level": 3}, y[1])], consent=consent), {"y1": True})
    same((found["missing"], found["consent"]), (["y2"], {"level-3": "unknown"}))


def check_merging():
    """Amending, dropping, extending, overriding, and rules in force for part of an edition."""
    item = lambda i, **more: {"id": i, **more}
    same(
        amended_list("rules", [item("a"), item("b"), item("c")], [item("d"), item("b", new=1)], {"c"}),
        [item("a"), item("b", new=1), item("d")],
    )
    base = {
        **pack([({"level": 2}, {"fact": "y0"}), ({"level": 3}, {"rule": "r0"})]),
        "pack": "base",
        "until": "2020-01-01",
    }
    later = {"pack": "base", "family": "thresholds", "from": "2020-01-01", "amends": "2000-01-01", "drops": ["r1"]}
    top = {
        "pack": "p",
        "family": "thresholds",
        "from": "2000-01-01",
        "extends": "base",
        "rules": [
            {"id": "own", "overrides": "r0", "subject": "child", "then": {"level": 4}, "when": {"fact": "y1"}},
            {
                "id": "late",
                "subject": "child",
                "then": {"prompt": {}},
                "when": {"all": []},
                "from": "2022-01-01",
                "until": "2023-01-01",
            },
        ],
    }
    documents = [base, later, top]
    found = ask(documents, {"y0": True}, "2019-12-31")
    same(
        (found["rules"], found["at_least"]), ({"own": "unknown", "r1": "unknown"}, 1), "references follow the override"
    )
    same(ask(documents, {}, "2020-01-01")["rules"], {"own": "unknown"}, "the amended base")
    same(
        [ask(documents, {}, d)["prompts"] for d in ("2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01")],
        [[], ["late"], ["late"], []],
    )


# --- the modes against each other -----------------------------------------------------------------


def compare_modes(cases, seed):
    """Random small packs and cases; says what was compared."""
    chance = random.Random(seed)
    tally = {"cases": 0, "unknown rules": 0, "missing": 0, "open settings": 0, "ranges": 0}
    while tally["cases"] < cases:
        document, request = random_case(chance)
        case = {"packs": [document], "request": request}
        book = RuleBook([document], "p", "child", date.fromisoformat(request["as_of"]))
        if brute.filling_count(Case(book, request).domains()) > 600:
            continue
        found = answer(case, "brute")
        same(answer(case, "split"), found, f"split and brute differ: {case}")
        if brute.filling_count(Case(book, request).domains(dense=True)) <= 1_500:
            same(answer(case, "brute", dense=True), found, f"day by day differs: {case}")
        if tally["cases"] % 4 == 0:
            sample_fillings(case, found, chance)
        tally["cases"] += 1
        tally["unknown rules"] += list(found["rules"].values()).count("unknown")
        tally["missing"] += len(found["missing"])
        tally["open settings"] += len(found["open_settings"])
        tally["ranges"] += found["at_least"] != found["at_most"]
    return ", ".join(f"{n} {what}" for what, n in tally.items())


def sample_fillings(case, found, chance):
    """Any filling at all, drawn from far more values than the modes look at, keeps to the answer."""
    request = case["request"]
    book = RuleBook(case["packs"], request["pack"], request["subject"], date.fromisoformat(request["as_of"]))
    whole = Case(book, request)
    for _ in range(20):
        filling = {v: random_value(v, whole, values, chance) for v, values in whole.domains().items()}
        truths = brute.truths_in(filling, book)
        level = brute.outcome(truths, book)[0]
        same(found["at_least"] <= level <= found["at_most"], True, f"{case}\n{filling}")
        for rule, truth in found["rules"].items():
            same(truth in ("unknown", str(truths["rule", rule]).lower()), True, f"{rule}: {case}\n{filling}")
        for variable in filling:
            name = variable[1]
            if name in found["missing"] or name in found["open_settings"]:
                continue
            other = {**filling, variable: random_value(variable, whole, whole.domains()[variable], chance)}
            # Consent may differ where its level is out of the range; only what is shown counts.
            shown = {
                consent_key(c)
                for c in book.consent_shown(
                    (found["at_least"], found["at_most"]), {("rule", r): t for r, t in found["rules"].items()}
                )
            }
            counted = [consent_key(c) in shown for c in book.consent]
            one, two = (brute.outcome(t, book) for t in (brute.truths_in(other, book), truths))
            same(one[:3], two[:3], f"{name} matters: {case}\n{filling}\n{other}")
            same(
                [c for c, n in zip(one[3], counted) if n],
                [c for c, n in zip(two[3], counted) if n],
                f"{name} matters to consent: {case}\n{filling}\n{other}",
            )


def random_value(variable, whole, values, chance):
    """Any value between the least and the greatest that the modes look at."""
    low, high = values[0], values[-1]
    if len(values) > 1 and isinstance(low, date):
        return low + timedelta(days=chance.randint(0, (high - low).days))
    if len(values) > 1 and type(low) is int:
        return chance.randint(low, high + 3) if whole_open(variable, whole) else chance.randint(low, high)
    return chance.choice(values)


def whole_open(variable, whole):
    """Has a count or setting no upper bound?"""
    answered = whole.answer(variable[1]) if variable[0] == "fact" else None
    return not (isinstance(answered, dict) and "to" in answered)
