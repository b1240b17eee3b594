"""Is a meeting properly constituted, and what may it do: the question `meeting`."""

from itertools import product

from audits_shelf import Refused
from membership_accountable import rows
from membership_authority import EFFECTS, PARTS, Deeds, by_words, exercised, may_name, sources
from membership_differing import Differing
from membership_parse import Parsed
from membership_people import MANY, NOTHING, Empty, Further, Person, added
from membership_places import Group, Places
from membership_quorum import people_of
from membership_seat import NEEDS
from membership_shelf import COMMITMENTS, Given, dates, truth, word
from membership_telling import AGREEMENTS, DECIDING, OUTCOMES, Telling
from membership_tests import atom_name, tested

CLAUSES = ("partners", "members", "chair", "chair_may")
CRITERIA = ("present", "interest", "stands-back", "in-force", "seat-listed", "standing", "deputy-allowed", "in-place")
NO_END = 10_000


class Meeting(Telling, Differing):
    """A meeting of one body, in every filling of what is not known."""

    def __init__(self, book, request):
        self.book, self.request, self.kept_deeds = book, request, {}
        if request["body"] not in book.bodies:
            raise Refused("request.unknown-body")
        if "matter" in request and request["matter"] not in book.matters:
            raise Refused("request.unknown-matter")
        if len(request["people"]) > 64:
            raise Refused("request.too-many")
        self.body, self.matter = book.bodies[request["body"]], book.matters.get(request.get("matter"))
        parsed = Parsed(book, request, self.body)
        self.problems, self.seats = parsed.problems, parsed.seats
        self.halves = None
        self.interests, self.vacant = Given(request.get("interests")), Given(request.get("vacant"))
        self.interests_open = not self.interests.exact or parsed.interest_of_nobody
        self.no_others = request.get("no_others") is True
        of = (self.matter or self.body)["of"]
        self.partners = [p for p in book.lists["partners"] if set(p["of"]) & set(of) and book.held_by(p)]
        self.partner_ids = tuple(p["id"] for p in self.partners)
        self.entries = [e for e in book.lists["authority"] if self.matter and e["matter"] == self.matter["id"]]
        self.choices = self.first_choices(parsed)
        self.people = [Person(self, given, sittings) for given, sittings in parsed.people]
        self.places = Places(self.people)
        named = {one.seat["id"] for _, sittings in parsed.people for one in sittings}
        self.named = named
        self.held = {one.seat["id"] for _, sittings in parsed.people for one in sittings if one.role == "holder"}
        self.unnamed = [s for s in self.seats.values() if s["id"] not in named]
        self.empties = [Empty(self, s) for s in self.unnamed if not s.get("each") and s["part"] != "attends"]
        self.listed = self.body["members"] == "listed" and not any(s.get("each") for s in self.seats.values())
        self.each = parsed.each
        self.find_members()
        self.find_vacant_taken()
        self.groups = [Group(self.places, people) for people in self.places.groups()]
        self.components = [*self.groups, *self.empties]
        if not self.listed and not self.no_others:
            most = None if self.members is None else max(0, self.members - self.base(self.choices[0]))
            self.components.append(Further(self, self.further_seats(), most))
        self.bringing, self.told, self.kept_under, self.kept_both, self.kept_together = {}, {}, {}, {}, {}
        self.kept_pairs = {}
        self.fillings = [(first, self.whole(first, second)) for first in self.choices for second in self.second(first)]
        self.globals = self.every_global()

    def has_interest(self, person):
        """Has a person who is given an interest: True, False or None?"""
        found = self.interests(person)
        return None if found is False and self.interests.exact and self.interests_open else found

    def every_global(self):
        """Every filling of what is given of the meeting as a whole."""
        request, consulted = self.request, self.request.get("consulted", {})
        values = {key: truths_of(request.get(key)) for key in ("chair_allows", "delegated")}
        patterns = [self.pattern(chosen) or {} for _, chosen in self.fillings]
        if not any("chair_may" in pattern for pattern in patterns):
            values["chair_allows"] = [False]
        if not any({"body": self.body["id"]} in entry.get("to", []) for entry in self.entries):
            values["delegated"] = [False]
        values["quorate"] = [True, False] if "quorum" not in self.body and self.body["kind"] != "unit" else [True]
        values["enough"] = [True, False] if self.matter and self.may_be_silent() else [True]
        for entry in self.entries:
            if entry["part"] == "consulted" and entry["strength"] == "must":
                values["consulted", entry["id"]] = truths_of(consulted.get(entry["id"]))
        return [dict(zip(values, found)) for found in product(*values.values())]

    def may_be_silent(self):
        """Can it be that nobody says how the body agrees on what it decides?"""
        return "agreement" not in self.body

    # What the pack says, under some settings.

    def first_choices(self, parsed):
        """Every way of setting what decides who counts."""
        book, deputies = self.book, any(one.role == "deputy" for _, s in parsed.people for one in s)
        things = [dates(self.body), self.body.get("names")]
        things += [[dates(s), s.get("decides"), s.get("deputy") if deputies else None] for s in self.seats.values()]
        things += [[dates(t), t.get("extent") if deputies else None] for t in book.lists["tests"]]
        things += [dates(e) for e in self.entries] + [dates(self.matter or {})]
        if self.matter and not (self.interests.exact and not self.interests.yes):
            things.append(self.body.get("interests"))
        substitutes = any("substitutes" in p for p in book.lists["patterns"])
        if substitutes and any(s.get("beside") for s in self.seats.values()):
            things.append(self.body.get("quorum"))
        needs = [set(self.matter["commits"])] if self.matter else NEEDS if deputies else [set(COMMITMENTS)]
        self.first = book.open_in(things)
        return [{**chosen, "needs": frozenset(n)} for chosen in book.choices(self.first) for n in needs]

    def second(self, first):
        """Every way of setting what is asked of the meeting, beside the first."""
        book = self.book
        deciding = [e for e in self.entries if e["part"] in ("decides", "signs-off")]
        rest = book.open_in(self.body.get("hats"), self.body.get("agreement") if self.matter else None)
        rest += book.open_in([[e["by"], e.get("agreement")] for e in deciding])
        rest += book.open_in([e["by"] for e in self.entries if e not in deciding and e["by"] not in rest])
        rest = [s for s in dict.fromkeys(rest) if s not in first]
        most = max(len(self.people) + len(self.empties), len(self.partners)) + 1
        for chosen in book.choices(rest):
            for quorum in book.choices([s for s in book.open_in(self.body.get("quorum")) if s not in first]):
                pattern = self.pattern({**first, **chosen, **quorum})
                numbers = [s for s in book.open_in(pattern or {}) if s not in {**chosen, **quorum}]
                for numbered in book.choices(numbers, most):
                    yield {**chosen, **quorum, **numbered}

    def whole(self, first, second):
        """All settings of one filling together."""
        return {**first, **second}

    def pattern(self, chosen):
        """The pattern that is set, or None where the body has no quorum."""
        return self.book.patterns.get(self.book.value(self.body.get("quorum"), chosen))

    def interest_effect(self, chosen):
        """What follows from an interest (where nobody can have one, nothing)."""
        if any(s not in chosen for s in self.book.open_in(self.body.get("interests"))):
            return "declared-only"
        return self.book.value(self.body.get("interests", "declared-only"), chosen)

    def seat_holds(self, seat, chosen):
        """Are the seat and its body in force?"""
        return self.book.holds(seat, chosen) and self.book.holds(self.body, chosen)

    def stands_back(self, seat, chosen):
        """Does the seat's office stand back in the matter?"""
        return bool(self.matter) and seat.get("office") in self.deeds(chosen).stand_back() - {None}

    def decides(self, seat, chosen):
        """Has the seat's holder a say?"""
        return self.book.value(seat.get("decides", "no" if seat["part"] == "attends" else "yes"), chosen) in (
            "yes",
            True,
        )

    def deeds(self, chosen):
        """The entries of the matter."""
        if id(chosen) not in self.kept_deeds:
            self.kept_deeds[id(chosen)] = chosen, Deeds(self.book, self.matter, chosen)
        return self.kept_deeds[id(chosen)][1]

    def listed_or_stands_in(self, seat, chosen):
        """Is a seat one of the body's, or one whose kinds may stand for a partner, where all of its are listed?"""
        if not seat.get("beside"):
            return True
        if not any("substitutes" in pattern for pattern in self.book.lists["patterns"]):
            return False
        substitutes = (self.pattern(chosen) or {}).get("substitutes", [])
        by = [k for s in substitutes if s["for"] in self.partner_ids for k in s["by"]]
        return bool(set(by) & set(seat.get("kinds", [])))

    # How many seats there are.

    def base(self, chosen):
        """The number of seats that are named."""
        there = [s for s in self.seats.values() if tested(s, self.body) and self.book.holds(s, chosen)]
        there = [s for s in there if self.listed_or_stands_in(s, chosen)]
        return sum(len(self.each.get(s["id"], [])) if s.get("each") else 1 for s in there)

    def find_members(self):
        """The number of members that is given, if it can be."""
        self.members = self.request.get("members")
        if self.members is not None and self.members < max(self.base(c) for c in self.choices):
            self.problems.append(["membership.too-few-members", "/members"])
            self.members = None

    def find_vacant_taken(self):
        """Seats said to be vacant in which somebody sits who was present."""
        for name, at in self.vacant.places(self.request.get("vacant"), "/vacant"):
            sits = name in self.held or [
                p for p in self.people if p.known["present"] is True and name in [s["id"] for s, _ in p.sittings]
            ]
            if sits and "/no/" not in at:
                self.problems.append(["membership.vacant-taken", at])

    def further_seats(self):
        """As what further members may sit."""
        if self.body["members"] == "listed":
            return [s for s in self.seats.values() if s.get("each") and s["part"] != "attends"]
        one = {"any": True, "one": True}
        found = [{**one, "id": "", "part": "member", "represents": p} for p in self.partner_ids]
        return [*found, {**one, "id": "", "part": "chair"}, {"any": True, "id": "", "part": "member"}]

    def sizes(self, brings, chosen):
        """Every (number of seats, number of those that are not vacant)."""
        base = self.base(chosen)
        given = [s for s in self.seats.values() if self.vacant(s["id"]) is True and s["id"] in self.named - self.held]
        given = [
            s for s in given if tested(s, self.body) and s["id"] not in brings.filled and self.seat_holds(s, chosen)
        ]
        vacant = brings.vacant + len(given)
        if self.members is not None:
            numbers = [self.members]
        else:
            least = base + brings.further
            # Half of as many seats as are asked for where everybody given counts, and of more than anybody could fill.
            most = max(least + 1, 2 * (len(self.people) + len(self.empties) + brings.further))
            some = range(least, most + 1) if self.may_ask_halves() else (least, least + 1)
            numbers = [base] if self.listed else [*some, NO_END]
        found = []
        for number in numbers:
            more = max(0, number - base - brings.further)
            for empty in {0} if self.vacant.exact else {0, more}:
                found.append((number, number - vacant - empty))
        return list(dict.fromkeys(found))

    def may_ask_halves(self):
        """Can it be that half of the seats are asked for?"""
        if self.halves is None:
            patterns = [self.pattern(chosen) or {} for _, chosen in self.fillings]
            self.halves = any("half_of" in pattern.get("members", {}) for pattern in patterns)
        return self.halves

    # Every filling.

    def brings(self, component, first):
        """Everything that a component can bring."""
        key = id(component), id(first)
        if key not in self.bringing:
            self.bringing[key] = component.all(first)
        return self.bringing[key]

    def together(self, first, apart=None):
        """Everything that the components (but one) can bring together."""
        key = id(first), id(apart)
        if key not in self.kept_together:
            found = {NOTHING}
            for component in self.components:
                if component is not apart:
                    found = {added(one, other) for one in found for other in self.brings(component, first)}
            self.kept_together[key] = found
        return self.kept_together[key]

    def every(self):
        """(settings, what is told) of every filling."""
        for first, chosen in self.fillings:
            for brings in self.together(first):
                for size in self.sizes(brings, first):
                    for more in self.globals:
                        yield chosen, self.tell(brings, size, more, chosen)

    # The answer.

    def answer(self):
        """The answer, in the words of the wire."""
        told = [(chosen, t) for chosen, t in {(id(t), id(c)): (c, t) for c, t in self.every()}.values()]
        alone = [t for t in {id(t): t for _, t in told}.values()]
        found = {"exists": truth(t["exists"] for t in alone), "constituted": truth(t["constituted"] for t in alone)}
        names = {self.book.name(self.body, c) for c in self.choices}
        found |= {"name": names.pop()} if len(names) == 1 else {}
        found["quorum"] = self.quorum(told)
        found["partners"] = [self.partner(p, alone) for p in self.partners]
        found["people"] = [self.person(p) for p in self.people]
        found["seats"] = [self.empty(s) for s in self.unnamed if any(self.book.holds(s, c) for c in self.choices)]
        if self.matter:
            found["part"], could_be = word((t["part"] for t in alone), PARTS)
            found |= {"part_could_be": could_be} if could_be else {}
            found["outcome"], could_be = word((t["outcome"] for t in alone), OUTCOMES)
            found |= {"could_be": could_be} if could_be else {}
            agreed = [t["agreed"] for t in alone if t["part"] in DECIDING]
            if agreed:
                asked = (t["agreement"] for t in alone if t["part"] in DECIDING)
                found["agreement"], could_be = word(asked, AGREEMENTS)
                found |= {"agreement_could_be": could_be} if could_be else {}
                found["agreed"] = truth(agreed)
            parts, outcomes = {t["part"] for t in alone}, {t["outcome"] for t in alone}
            elsewhere = "must-refer" in outcomes or parts - {*DECIDING, "each-decides"}
            found["refer_to"] = self.refer_to() if elsewhere else []
            found["exercised_by"] = self.exercised_by()
            found["decided_by"] = self.decided_by(found["exercised_by"]) if parts & set(DECIDING) else []
            found["signed_off_by"] = self.signed_off_by()
            found["entries"] = self.behind(found)
        from membership_lacking import Lacking

        found["lacking"] = Lacking(self, found, told).answer()
        deciding = self.may_decide() if self.matter else True
        found["accountable"] = self.accountable(alone) if deciding else []
        found |= self.differing(alone)
        return found | {"problems": sorted(self.problems)}

    def quorum(self, told):
        """The pattern that is set, or every one that could be."""
        if "quorum" not in self.body:
            return []
        by_pattern = {}
        for chosen, one in told:
            by_pattern.setdefault(self.pattern(chosen)["id"], []).append(one)
        found = []
        for pattern in [p for p in self.order_of_patterns() if p in by_pattern]:
            ones, rows_ = by_pattern[pattern], []
            for clause in [c for c in CLAUSES if c in ones[0]["clauses"]]:
                values = [t["clauses"][clause] for t in ones]
                rows_.append(
                    {
                        "clause": clause,
                        "truth": truth(v[0] for v in values),
                        "needs": spread(v[1] for v in values),
                        "has": spread(v[2] for v in values),
                    }
                )
            found.append({"pattern": pattern, "constituted": truth(t["constituted"] for t in ones), "clauses": rows_})
        for row in found:
            asked = self.book.patterns[row["pattern"]]
            for clause in row["clauses"]:
                if self.book.open_in(asked.get(clause["clause"])):
                    clause["needs"].pop("most", None)
        return found

    def order_of_patterns(self):
        """The patterns in the order of the setting's choices, or of the pack."""
        quorum = self.body["quorum"]
        if isinstance(quorum, dict):
            return [c["value"] for c in self.book.settings[quorum["setting"]]["choices"]]
        return list(self.book.patterns)

    def partner(self, partner, told):
        """How a statutory partner is represented."""
        name = partner["id"]
        return {
            "partner": name,
            "held_by": self.book.held_by(partner),
            "represented": truth(one for t in told for one in t["partners"][name][0]),
            "people": [p.id for p in self.people if self.may_stand_for(p, name)],
            "agrees": truth(one for t in told for one in t["partners"][name][2]),
        }

    def may_stand_for(self, person, partner):
        """May somebody stand for a partner, in some filling?"""
        patterns = {id(self.pattern(c)): self.pattern(c) for _, c in self.fillings}.values()
        ones = [o for f, c, blocked in self.cases(person) for o, _ in person.brings(f, c, blocked).ones]
        return any(partner in people for p in patterns for one in set(ones) for people in [self.stood(one, p)])

    def stood(self, one, pattern):
        """The partners that somebody may stand for."""
        return {p for people in people_of(NOTHING._replace(ones=((one, 1),)), pattern) for p in people}

    def cases(self, person):
        """Every filling of a person, with every choice of settings, and where others sit before."""
        blockings = self.places.blockings(person)
        return [(f, c, blocked) for c in self.choices for f in person.fillings for blocked in blockings]

    def person(self, person):
        """Whether somebody counts, seat by seat."""
        seats, sittings, cases = [], range(len(person.sittings)), self.cases(person)
        for n in sittings:
            seat, role = person.sittings[n]
            states = [(f, c, b, person.state(f, c, n, b), person.sitting(f, c, n, b)[1]) for f, c, b in cases]
            known = [name for name in self.criteria() if all(name in s[3] for s in states)]
            failed = [name for name in known if not any(s[3][name] for s in states)]
            missing = self.missing_of(person, states)
            row = {"seat": seat["id"], "as": role, "counts": truth(s[4] for s in states)}
            seats.append(row | {"failed": failed, "missing": missing})
        return {
            "person": person.id,
            "seats": seats,
            "counts": truth(any(person.sitting(*case[:2], n, case[2])[1] for n in sittings) for case in cases),
            "has_a_say": truth(any(person.sitting(*case[:2], n, case[2])[2] for n in sittings) for case in cases),
        }

    def criteria(self):
        """What is looked at of somebody in a seat, in order."""
        return [*CRITERIA, *self.book.tests]

    def missing_of(self, person, states):
        """What alone can change whether somebody counts in a seat."""
        groups = {}
        for filling, chosen, blocked, _, counts in states:
            needs = chosen["needs"] if not self.matter else frozenset()
            others = tuple(v for k, v in chosen.items() if k != "needs")
            parts = {**filling, "in-place": blocked, "matter": needs}
            for name in parts:
                rest = tuple(v for k, v in parts.items() if k != name)
                groups.setdefault((name, rest, others), set()).add(counts)
        changing = {name for (name, _, _), values in groups.items() if len(values) > 1}
        before = [n for n in person.unknown if n in ("present", "interest") or n[0] == "standing"]
        order = [*before, "in-place", *[n for n in person.unknown if n not in before], "matter"]
        return [said(n) for n in order if n in changing] if changing else []

    def empty(self, seat):
        """A seat nobody is named for."""
        vacant = {True: "true", False: "false", None: "unknown"}[self.vacant(seat["id"])]
        represents = {"represents": seat["represents"]} if "represents" in seat else {}
        return {"seat": seat["id"], "vacant": vacant, **represents}

    def all_deeds(self):
        """The entries of the matter, in every filling of the settings."""
        chosen = {tuple(sorted((k, v) for k, v in c.items() if k != "needs")): c for _, c in self.fillings}
        return [self.deeds(c) for c in chosen.values()]

    def refer_to(self):
        """The deciders."""
        ways = self.all_deeds()
        return [[e["id"], by_words(self.book, e["by"])] for e in self.entries if any(e in d.deciders() for d in ways)]

    def exercised_by(self):
        """The entries through which what the body decides by law is exercised."""
        ways = [d for d in self.all_deeds() if not d.own(self.body)]
        there = [e for e in self.entries if any(e in d.exercising(self.body) for d in ways)]
        return [[e["id"], by_words(self.book, e["by"])] for e in there]

    def decided_by(self, through):
        """The deciders beside this body, or together with it."""
        ways = self.all_deeds()
        others = [[e for e in d.deciders() if not d.names_alone(e, self.body)] for d in ways]
        there = [e for e in self.entries if any(e in some for some in others)]
        gone = [t[0] for t in through] + [e["id"] for d in ways for e in d.delegable(self.body)]
        return [[e["id"], by_words(self.book, e["by"])] for e in there if e["id"] not in gone]

    def signed_off_by(self):
        """The entries that sign off, but for one of this body."""
        ways = self.all_deeds()
        there = [e for e in self.entries if any(e in d.acting("signs-off") for d in ways)]
        there = [e for e in there if not all(d.names(e, self.body) for d in ways)]
        return [[e["id"], by_words(self.book, e["by"])] for e in there]

    def behind(self, found):
        """The entries that are, or may be, of this body or delegated to it, or named, and those that they exercise."""
        ways, renamed = self.all_deeds(), self.book.renamed
        mine = [e for e in self.entries if may_name(self.book, e["by"], self.body)]
        mine += [e for e in self.entries if any(e in d.delegable(self.body) for d in ways)]
        names = {r[0] for key in ("refer_to", "exercised_by", "decided_by", "signed_off_by") for r in found[key]}
        mine += [e for e in self.entries if e["id"] in names]
        mine += [e for e in self.entries if e["part"] == "stands-back"]
        has_a_part = {found["part"], *found.get("part_could_be", [])} - {"none", "cannot-tell"}
        mine += [e for e in self.entries if has_a_part and e["part"] == "consulted" and e["strength"] == "must"]
        names |= {e["id"] for e in mine} | {renamed.get(e["for"], e["for"]) for e in mine if "for" in e}
        rows_ = []
        for entry in [e for e in self.entries if e["id"] in names and any(e in d.entries for d in ways)]:
            effect, could_be = word((d.effect(entry) for d in ways if entry in d.entries), EFFECTS)
            rows_.append([entry["id"], effect, could_be or []])
        return rows_

    def may_decide(self):
        """May the body's part be one in which something is decided, whatever was delegated?"""
        parts = {deeds.part(self.body, delegated) for deeds in self.all_deeds() for delegated in (True, False)}
        return bool(parts & {*DECIDING, "each-decides"})

    def accountable(self, told):
        """Who stays answerable."""
        found = [{"body": self.body["id"]}]
        for person in self.people:
            for n, (seat, _) in enumerate(person.sittings):
                counts = any(person.sitting(f, c, n, blocked)[1] for f, c, blocked in self.cases(person))
                found += [{"office": seat["office"]}] if "office" in seat and counts else []
        for deeds in self.all_deeds() if self.matter else []:
            for entry in deeds.own(self.body):
                found += exercised(self.book, entry)
            if any(t["part"] == "delegate" for t in told):
                found += [s for e in deeds.delegable(self.body) for s in sources(self.book, e)]
        return rows(self.book, found, self.matter)


def truths_of(value):
    """The values of a truth given."""
    return [True, False] if value is None else [value]


def said(atom):
    """The name of something not known of a person."""
    return atom if isinstance(atom, str) else atom_name(atom)


def spread(values):
    """The least and the most; no most where there is no end."""
    values = list(values)
    least, most = min(values), max(values)
    return {"least": least} if most >= MANY // 2 else {"least": least, "most": most}
