"""What would have to change before a meeting may do what it is for."""

from membership_people import MANY
from membership_shelf import truth
from membership_telling import DECIDING

PARTNERS = ("all-partners", "majority-of-partners")


class Lacking:
    """The rows of `lacking`, in the order of the table."""

    def __init__(self, meeting, found, told):
        self.meeting, self.found, self.told = meeting, found, told

    def answer(self):
        """All rows; none where nothing is lacking."""
        found = self.found
        if found["constituted"] == "true" and found.get("outcome") not in ("not-yet", "cannot-tell"):
            return []
        return [
            row
            for rows in (self.unset, self.too_few, self.partners, self.clauses, self.people, self.rest)
            for row in rows()
        ]

    def unset(self):
        """The body, and its pattern."""
        meeting = self.meeting
        if self.found["exists"] != "true":
            yield {"what": "body"}
        for setting in meeting.book.open_in(meeting.body.get("quorum")):
            yield {"what": "pattern", "setting": setting}
        if "quorum" not in meeting.body and meeting.body["kind"] != "unit":
            yield {"what": "pattern"}

    def too_few(self):
        """A pattern that no meeting can meet: it asks for more partners, or members, than there are."""
        meeting = self.meeting
        short = []
        for chosen, _ in self.told:
            pattern = meeting.pattern(chosen) or {}
            reach = meeting.base(chosen) if meeting.listed else meeting.members
            for what, asked, there in (
                ("partners", pattern.get("partners", "all"), len(meeting.partner_ids)),
                ("members", pattern.get("members", {}).get("at_least", "all"), reach),
            ):
                if asked == "all" or there is None or meeting.book.open_in(asked):
                    continue
                over = meeting.book.value(asked, chosen) - there
                if over > 0:
                    short.append((what, over, {"setting": asked["setting"]} if isinstance(asked, dict) else {}))
        for wanted in ("partners", "members"):
            for what, over, setting in sorted((s for s in short if s[0] == wanted), key=lambda one: -one[1])[:1]:
                yield {"what": what} | setting | {"number": over}

    def agreements(self):
        """Every agreement that may be asked."""
        meeting = self.meeting
        for deeds in meeting.all_deeds() if meeting.matter else []:
            own = deeds.own(meeting.body) or deeds.by_law(meeting.body)
            if own:
                yield meeting.book.value(meeting.agreement_asked(own), deeds.chosen)
            elif self.may_be_delegate(deeds):
                yield meeting.book.value(meeting.body.get("agreement"), deeds.chosen)

    def may_be_delegate(self, deeds):
        """May the decision have been delegated to the body?"""
        given = self.meeting.request.get("delegated")
        return given is not False and deeds.part(self.meeting.body, True) == "delegate"

    def partners(self):
        """Partners that are not surely represented, or for whom nobody surely has a say."""
        patterns = [self.meeting.pattern(c) for c, _ in self.told]
        by_pattern = any(p and "partners" in p for p in patterns)
        by_agreement = any(a in PARTNERS for a in self.agreements())
        for partner in self.meeting.partner_ids:
            there, say = (
                truth(one for _, t in self.told for one in t["partners"][partner][n]) == "true" for n in (0, 1)
            )
            if by_pattern and not there or by_agreement and not say:
                yield {"what": "partner", "partner": partner} | self.elsewhere(partner)

    def elsewhere(self, partner):
        """Somebody there who could stand for a partner and counts for another."""
        meeting = self.meeting
        for person in meeting.people:
            for chosen in {id(c): c for c, _ in self.told}.values():
                if meeting.book.value(meeting.body.get("hats", "one"), chosen) != "each":
                    if any(self.stands_between(person, partner, chosen)):
                        return {"person": person.id}
        return {}

    def stands_between(self, person, partner, chosen):
        """For each of their fillings: could somebody stand for a partner and for another as well?"""
        meeting = self.meeting
        for filling, first, blocked in meeting.cases(person):
            for one, _ in person.brings(filling, first, blocked).ones:
                stood = meeting.stood(one, meeting.pattern(chosen)) & set(meeting.partner_ids)
                yield partner in stood and len(stood) > 1

    def clauses(self):
        """People, the chair, and what the chair allows."""
        members = [t["clauses"]["members"] for _, t in self.told if "members" in t["clauses"]]
        short = max([needs - has for _, needs, has in members], default=0)
        short = max(short, int(self.may_lack_somebody()))
        if short > 0:
            asked = [p["members"] for p in (self.meeting.pattern(c) for c, _ in self.told) if p and "members" in p]
            known = short < MANY // 2 and not self.meeting.book.open_in(asked)
            yield {"what": "people"} | ({"number": short} if known else {})
        chair = [t["chair"] for c, t in self.told if "chair" in t["clauses"] or self.by_chair_alone(c)]
        if not all(chair):
            yield {"what": "chair"}
        if self.meeting.request.get("chair_allows") is not True and any(t["allowing_helps"] for _, t in self.told):
            yield {"what": "chair_allows"}
        if any(t["nobody_says"] for _, t in self.told):
            yield {"what": "say"}

    def by_chair_alone(self, chosen):
        """Is the pattern met in no other way than that the chair lets the matter go ahead?"""
        return set(self.meeting.pattern(chosen) or {}) & {"partners", "members", "chair", "chair_may"} == {"chair_may"}

    def may_lack_somebody(self):
        """Where it is enough that somebody counts, may nobody?"""
        if "quorum" not in self.meeting.body:
            return self.meeting.body["kind"] == "unit" and not all(t["constituted"] for _, t in self.told)
        return any(self.by_chair_alone(c) and not t["somebody"] for c, t in self.told)

    def people(self):
        """Tests that are not surely met, and interests."""
        for what in ("test", "interest"):
            for person in self.meeting.people:
                if person.known["present"] is False:
                    continue
                yield from self.tests(person) if what == "test" else self.interest(person)

    def tests(self, person):
        """The criteria that somebody does not surely meet."""
        meeting = self.meeting
        for n, (seat, _) in enumerate(person.sittings):
            states = [person.state(f, c, n, blocked) for f, c, blocked in meeting.cases(person)]
            for name in ("in-force", "seat-listed", "standing", "deputy-allowed", *meeting.book.tests):
                if any(name in s and not s[name] for s in states):
                    yield {"what": "test", "person": person.id, "seat": seat["id"], "criterion": name}

    def interest(self, person):
        """An interest that takes, or may take, somebody out."""
        meeting = self.meeting
        effects = {meeting.interest_effect(c) for c in meeting.choices} - {"declared-only"}
        if meeting.matter and effects and person.known["interest"] is not False:
            yield {"what": "interest", "person": person.id}

    def rest(self):
        """The delegation, and whose agreement is needed."""
        meeting = self.meeting
        if not meeting.matter:
            return
        ways = meeting.all_deeds()
        if meeting.request.get("delegated") is not True:
            for entry in meeting.entries:
                for deeds in ways:
                    mine = deeds.own(meeting.body) or deeds.by_law(meeting.body)
                    if entry in deeds.delegable(meeting.body) and not mine:
                        yield {"what": "delegation", "entry": entry["id"]}
                        break
        own = [e for d in ways for e in d.own(meeting.body) or d.by_law(meeting.body)]
        asked = [e.get("agreement") for e in own]
        if "agreement" in meeting.body and self.agrees_as_ever(ways):
            asked.append(meeting.body["agreement"])
        for setting in meeting.book.open_in(asked):
            yield {"what": "agreement", "setting": setting}
        yield from self.consultations(ways)

    def agrees_as_ever(self, ways):
        """Does the body agree as it says itself, in some way?"""
        for deeds in ways:
            own = deeds.own(self.meeting.body) or deeds.by_law(self.meeting.body)
            if own and "agreement" not in own[0] or not own and self.may_be_delegate(deeds):
                return True
        return False

    def consultations(self, ways):
        """Those who have to have been consulted, and were not, as far as is known."""
        meeting = self.meeting
        if not any(t["part"] in DECIDING for _, t in self.told):
            return
        given = meeting.request.get("consulted", {})
        for entry in meeting.entries:
            if any(entry in deeds.to_consult() for deeds in ways) and given.get(entry["id"]) is not True:
                yield {"what": "consultation", "entry": entry["id"]}
