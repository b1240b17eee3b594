"""Who is what: the standing of organisations, in every filling of what is not known of them."""

from itertools import product

from membership_shelf import Given, dates, truth, word

ASKED = ("in_area", "functions_in_area", "named", "added")
NEEDS = {"functions-in-area": "functions_in_area", "added": "added"}
STANDINGS = ("named-and-eligible", "named-only", "eligible-only", "neither")
TRUTHS = ("exists", "children", "adults", "board_member", "in_law", "named", "eligible", "part_of_partner", "voice")


class Organisation:
    """One organisation of a request (`item`: of the pack, or None)."""

    seat_kinds, seat_partner = (), None

    def __init__(self, book, given, item):
        self.book, self.given, self.item = book, given, item
        if item is None:
            self.kinds = Given(given.get("kinds"), book.kinds)
            self.yes = [k for k in book.kinds if self.kinds(k) is True]
            self.maybe = [k for k in book.kinds if self.kinds(k) is None]
        else:
            self.yes, self.maybe = [k for k in book.kinds if k in item["kinds"]], []
        items = [dates(i) for name in ("kinds", "standings", "partners") for i in book.lists[name]]
        items += [p["held_by"] for p in book.lists["partners"]] + [dates(item or {})]
        self.choices = book.choices(book.open_in(items))

    def is_known(self, key):
        """Is it known, or nothing that is asked?"""
        return key == "in_area" and self.item is not None or self.given.get(key) is not None

    def values(self, key):
        """The values that something asked about the organisation can have."""
        if key == "in_area" and self.item is not None:
            return [True]
        value = self.given.get(key)
        return [True, False] if value is None else [value]

    def features(self, kind, chosen):
        """What follows from being of a kind on the day."""
        book = self.book
        if not book.holds(book.kinds[kind], chosen):
            return frozenset()
        found = {("kind", kind)} if self.seat_kinds and kind in self.seat_kinds else set()
        found |= {("place", p["id"]) for p in book.lists["partners"] if book.held_by(p, chosen) == kind}
        whole = kind
        while whole is not None and self.seat_partner is not None:
            if book.held_by(book.partners[self.seat_partner], chosen) == whole:
                found |= {("stands", self.seat_partner)}
            whole = book.kinds[whole].get("part_of")
        above, held = kind, {book.held_by(p, chosen) for p in book.lists["partners"]}
        while "part_of" in book.kinds.get(above, {}):
            above = book.kinds[above]["part_of"]
            found |= {("part", "")} if above in held else set()
        adults = {book.held_by(p, chosen) for p in book.lists["partners"] if "adults" in p["of"]}
        found |= {("by-law", "")} if kind in adults else set()
        for standing in book.lists["standings"]:
            if book.holds(standing, chosen) and kind in standing.get("kinds", [kind]):
                found.add((standing["standing"], tuple(standing.get("needs", []))))
        return frozenset(found)

    def states(self, chosen, apart=None):
        """Every set of features that the organisation can have (`apart`: a kind left out of account)."""
        given = [
            (s["standing"], tuple(s.get("needs", [])))
            for s in self.book.lists["standings"]
            if "kinds" not in s and self.book.holds(s, chosen)
        ]
        sure = frozenset(given).union(*(self.features(k, chosen) for k in self.yes))
        return closure(sure, {self.features(k, chosen) for k in self.maybe if k != apart})

    def verdict(self, features, told, chosen):
        """Every truth in one filling."""
        book = self.book
        if not self.exists(chosen):
            return (False,) * len(TRUTHS) + ("neither", None)
        places = [p for p in book.lists["partners"] if ("place", p["id"]) in features and told["in_area"]]
        children, adults = (any(of in p["of"] for p in places) for of in ("children", "adults"))
        fits = {s: any(k == s and meets(n, told) for k, n in features) for s in ("named", "eligible", "board-member")}
        if not any(s["standing"] == "named" and book.holds(s, chosen) for s in book.lists["standings"]):
            fits["named"] = told["named"]
        named, eligible = fits["named"], fits["eligible"]
        part = ("part", "") in features and told["in_area"]
        in_law = named and eligible and not children and not adults and not part
        voice = any(k == "voice" for k, _ in features)
        truths = (True, children, adults, adults or fits["board-member"], in_law, named, eligible, part, voice)
        standing = {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}[named, eligible]
        return (*truths, STANDINGS[standing], places[0]["id"] if places else None)

    def exists(self, chosen):
        """Is the organisation in force, and some kind as which it is given?"""
        there = self.item is None or self.book.holds(self.item, chosen)
        return there and (not self.yes or any(self.book.holds(self.book.kinds[k], chosen) for k in self.yes))

    def told(self):
        """Everything that can be told of what is asked about the organisation, in order."""
        return product(*(self.values(key) for key in ASKED))

    def fillings(self):
        """Every filling of what is asked about the organisation."""
        return [dict(zip(ASKED, values)) for values in self.told()]

    def fits_seat(self, seat):
        """Every truth of the organisation being one that the seat is for."""
        self.seat_kinds, self.seat_partner = seat.get("kinds", ()), seat.get("represents")
        found = set()
        for chosen, told in product(self.choices, self.fillings()):
            for features in self.states(chosen):
                fits = True
                if "kinds" in seat:
                    fits = any(k == "kind" for k, _ in features)
                elif "standing" in seat:
                    fits = stands_as(seat["standing"], features, told)
                if "represents" in seat:
                    fits = fits and told["in_area"] and any(k == "stands" for k, _ in features)
                found.add(fits)
        return found

    def answer(self):
        """What the organisation is, in the words of the wire."""
        found = {self.verdict(f, t, c) for c in self.choices for t in self.fillings() for f in self.states(c)}
        answer = {name: truth(v[n] for v in found) for n, name in enumerate(TRUTHS)}
        answer["standing"], could_be = word((v[-2] for v in found), STANDINGS)
        answer |= {"could_be": could_be} if could_be else {}
        places = [p for p in self.book.partners if any(v[-1] == p for v in found)]
        answer |= {"place": places[0]} if places else {}
        answer |= {"entries": self.fitting("named", answer), "paragraphs": self.fitting("eligible", answer)}
        if answer["exists"] == "false":
            answer |= self.before_or_after()
        return answer | {"missing": self.missing()}

    def before_or_after(self):
        """What took its place, where it is no more; its first day, where it is not there yet."""
        book = self.book
        gone = [(i, book.kinds) for i in map(book.kinds.get, self.yes) if book.in_force(i) == "false"]
        if self.item is not None and book.in_force(self.item) == "false":
            gone = [(self.item, book.organisations)]
        became = [b for item, among in gone if book.has_ended(item) for b in book.after(item, among)]
        first = [book.first_day(item) for item, _ in gone if not book.has_ended(item)]
        first = [day_ for day_ in first if day_ is not None]
        found = {"became": list(dict.fromkeys(became))} if became else {}
        return found | ({"begins": min(first)} if first else {})

    def fitting(self, word_, answer):
        """The standings of a word that fit, or may fit, one of the kinds."""
        if answer["exists"] == "false":
            return []
        mine = [k for k in self.yes + self.maybe if self.book.in_force(self.book.kinds[k]) != "false"]
        found = [s for s in self.book.may_hold("standings") if s["standing"] == word_]
        return [s["id"] for s in found if "kinds" not in s or set(s["kinds"]) & set(mine)]

    def missing(self):
        """What alone can change a truth, the standing or the place."""
        found = []
        for kind in self.maybe:
            if any(self.differs(kind, chosen, told) for chosen in self.choices for told in self.fillings()):
                found.append(f"kinds.{kind}")
        for key in ASKED:
            if not self.is_known(key) and self.tells(key):
                found.append(key)
        return found

    def differs(self, kind, chosen, told):
        """Can it make a difference whether the organisation is of a kind?"""
        more = self.features(kind, chosen)
        return bool(more) and any(
            self.verdict(f, told, chosen) != self.verdict(f | more, told, chosen) for f in self.states(chosen, kind)
        )

    def tells(self, key):
        """Can it make a difference what the answer to a question is?"""
        for chosen in self.choices:
            for told in self.fillings():
                other = {**told, key: not told[key]}
                if any(self.verdict(f, told, chosen) != self.verdict(f, other, chosen) for f in self.states(chosen)):
                    return True
        return False


def stands_as(standing, features, told):
    """Has an organisation a standing? Nobody is added to the board who is a member by law."""
    if standing == "board-member" and told["in_area"] and ("by-law", "") in features:
        return False
    return any(k == standing and meets(n, told) for k, n in features)


def meets(needs, told):
    """Are the needs of a standing met?"""
    return all(told[NEEDS[need]] for need in needs)


def closure(sure, more):
    """Every union of a set with some of others."""
    found = {sure}
    for features in more:
        found |= {one | features for one in found}
    return found


class Membership:
    """The question `membership`."""

    def __init__(self, book, request):
        self.book, self.request, self.problems = book, request, []

    def answer(self):
        """The answer, in the words of the wire."""
        book, organisations = self.book, {}
        for n, given in enumerate(self.request.get("organisations", [])):
            at, name = f"/organisations/{n}", given["organisation"]
            if name in organisations:
                self.problems.append(["membership.twice", f"{at}/organisation"])
            elif name not in book.organisations and "kinds" not in given:
                self.problems.append(["membership.unknown-organisation", f"{at}/organisation"])
            else:
                organisations[name] = self.organisation(given, at)
        found = {"partners": self.partners(), "organisations": organisations}
        if self.request.get("structure"):
            found["structure"] = self.structure()
        return found | {"open_settings": self.open_settings(organisations), "problems": sorted(self.problems)}

    def organisation(self, given, at):
        """One organisation, and what is wrong with it."""
        book, item = self.book, self.book.organisations.get(given["organisation"])
        if item is None:
            for kind, place in Given(given["kinds"]).places(given["kinds"], f"{at}/kinds"):
                if kind not in book.kinds:
                    self.problems.append(["membership.unknown-kind", place])
                elif book.in_force(book.kinds[kind]) == "false":
                    self.problems.append([book.gone(book.kinds[kind]), place])
        found = Organisation(book, given, item).answer()
        if found["part_of_partner"] == "true":
            self.problems.append(["membership.part-of-partner", at])
        return found

    def partners(self):
        """The places of the statutory partners, and who holds them."""
        book, found = self.book, {}
        for partner in book.lists["partners"]:
            kind = book.held_by(partner)
            one = {"held_by": kind}
            named = [o["id"] for o in book.may_hold("organisations") if kind in o["kinds"]]
            one |= {"organisation": named[0]} if named else {}
            held = book.may_hold("capacities")
            for key, word_ in (("leads", "lead"), ("delegates", "delegate")):
                anew = [c for c in held if any(chosen_anew(c, other) for other in held)]
                one[key] = offices_of([c for c in held if c not in anew], word_, partner)
                could_be = offices_of(anew, word_, partner)
                one |= {f"{key}_could_be": could_be} if could_be else {}
            found[partner["id"]] = one
        return found

    def leading(self, chosen):
        """The leads and delegates of every partner, in one filling of the settings."""
        held = [c for c in self.book.lists["capacities"] if self.book.holds(c, chosen)]
        return str([offices_of(held, word_, p) for p in self.book.lists["partners"] for word_ in ("lead", "delegate")])

    def structure(self):
        """Everything of the structure that is, or may be, in force."""
        book = self.book
        lists = ("bodies", "seats", "relations", "capacities", "accountability", "disputes")
        found = {name: {i["id"]: {"in_force": book.in_force(i)} for i in book.may_hold(name)} for name in lists}
        for body in found["bodies"]:
            names = {book.name(book.bodies[body], c) for c in book.choices(book.open_in(book.bodies[body]))}
            found["bodies"][body] |= {"name": names.pop()} if len(names) == 1 else {}
        return found

    def open_settings(self, organisations):
        """The settings that can change a truth, a name, or what is in force."""
        book, settings = self.book, set()
        lists = ("bodies", "seats", "relations", "capacities", "accountability", "disputes")
        for item in [i for name in lists for i in book.lists[name]] if self.request.get("structure") else []:
            for setting in book.open_in(dates(item), item.get("names")):
                if differ(
                    book, setting, lambda c, item=item: (book.holds(item, c), book.name({"label": ""} | item, c))
                ):
                    settings.add(setting)
        if self.request.get("structure"):
            settings |= set(book.open_in([step.get("by") for step in book.may_hold("disputes")]))
        settings |= {s for s in book.open_in(*map(dates, book.lists["capacities"])) if differ(book, s, self.leading)}
        for name in organisations:
            item = book.organisations.get(name, {})
            settings |= set(book.open_in(dates(item)))
        return [s for s in book.settings if s in settings]


def chosen_anew(capacity, other):
    """Does another item say that each chooses anew who is this?"""
    same = capacity["capacity"] == other["capacity"] and bool(set(capacity["of"]) & set(other["of"]))
    return (
        bool(other.get("others")) and same and other.get("partner", capacity.get("partner")) == capacity.get("partner")
    )


def offices_of(capacities, word_, partner):
    """The offices that are something for a partner."""
    mine = [c for c in capacities if c["capacity"] == word_ and c.get("partner") == partner["id"]]
    return list(dict.fromkeys(c["office"] for c in mine if "office" in c))


def differ(book, setting, says):
    """Can a setting alone change what is said?"""
    others = [s for s in book.settings if book.is_open(s) and book.settings[s]["kind"] == "day" and s != setting]
    for chosen in book.choices(others):
        if len({says({**chosen, setting: value}) for value in book.domain(setting, 0)}) > 1:
            return True
    return False
