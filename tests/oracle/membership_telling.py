"""What is told of a meeting in one filling."""

from membership_quorum import (
    Count,
    agreeing,
    can_agree,
    clauses,
    has_agreed,
    is_met,
    number_of,
    people_of,
    with_a_say,
)

OUTCOMES = ("must-refer", "not-yet", "may-decide", "may-sign-off", "each-decides", "may-recommend")
OUTCOMES += ("may-oversee", "may-be-consulted", "may-be-informed")
AGREEMENTS = ("all-partners", "majority-of-partners", "majority-of-members", "not-said")
DECIDING = ("decides", "decides-by-law", "signs-off", "delegate")
LEADS_TO = {"recommends": "may-recommend", "oversees": "may-oversee", "consulted": "may-be-consulted"}
LEADS_TO |= {"informed": "may-be-informed"}


class Telling:
    """The part of a meeting that tells of one filling."""

    def under(self, chosen):
        """What the settings of a filling come to: exists, pattern, part and agreement, numbers, hats, consultations."""
        if id(chosen) not in self.kept_under:
            book, body = self.book, self.body
            deeds = self.deeds(chosen) if self.matter else None
            parts = {d: deeds.part(body, d) if deeds else None for d in (True, False)}
            agreements = {}
            for part, entries in (("decides", "own"), ("decides-by-law", "by_law"), ("signs-off", "own")):
                own = getattr(deeds, entries)(body) if deeds else []
                agreements[part] = book.value(self.agreement_asked(own), chosen) if own else None
            agreements["delegate"] = book.value(body.get("agreement"), chosen) if deeds else None
            numbers = tuple(sorted((k, v) for k, v in chosen.items() if k in book.settings and isinstance(v, int)))
            hats = book.value(body.get("hats", "one"), chosen)
            asked = tuple(e["id"] for e in deeds.to_consult()) if deeds else ()
            found = book.holds(body, chosen), self.pattern(chosen), parts, agreements, numbers, hats, asked
            self.kept_under[id(chosen)] = chosen, found
        return self.kept_under[id(chosen)][1]

    def agreement_asked(self, own):
        """What the first of the body's own entries asks, or else the body itself."""
        return own[0].get("agreement", self.body.get("agreement"))

    def tell(self, brings, size, more, chosen):
        """Everything answered in one filling."""
        exists, pattern, parts, agreements, numbers, hats, asked = self.under(chosen)
        part = parts[more["delegated"]]
        agreement = agreements.get(part)
        consulted = part not in DECIDING or all(more["consulted", e] for e in asked)
        rest = pattern and pattern["id"], part, agreement, numbers, hats, consulted
        key = brings, size, more["chair_allows"], more["quorate"], more["enough"], exists, *rest
        if key not in self.told:
            rest = exists, pattern, part, agreement, hats, consulted
            self.told[key] = self.tell_anew(brings, size, more, chosen, *rest)
        return self.told[key]

    def is_quorate(self, brings, met, more):
        """Is the quorum met?"""
        if met:
            return is_met(met)
        if self.body["kind"] == "unit":
            return number_of(brings, lambda one: one.counts or one.say) > 0
        return more["quorate"]

    def tell_anew(self, brings, size, more, chosen, exists, pattern, part, agreement, hats, consulted):
        """The same, where it was not told before."""
        value, met = lambda ref: self.book.value(ref, chosen), {}
        if pattern is not None:
            met = clauses(pattern, brings, size, more["chair_allows"], self.partner_ids, hats, value)
        quorate = exists and self.is_quorate(brings, met, more)
        found = {"exists": exists, "constituted": quorate, "clauses": met, "part": part}
        count = Count(people_of(brings, pattern), self.partner_ids, hats)
        says = with_a_say(brings, self.partner_ids, hats)
        agree = agreeing(brings, self.partner_ids, hats)
        found["partners"] = {p: (count.has(p), says.has(p), agree.has(p)) for p in self.partner_ids}
        found["outcome"] = found["agreed"] = None
        if self.matter:
            if not exists or part == "none":
                outcome = "must-refer"
            elif part == "each-decides":
                outcome = "each-decides"
            elif not found["constituted"]:
                outcome = "not-yet"
            elif part in DECIDING:
                able = consulted and can_agree(agreement, brings, self.partner_ids, hats)
                able_to = "may-sign-off" if part == "signs-off" else "may-decide"
                outcome = able_to if able else "not-yet"
            else:
                outcome = LEADS_TO[part]
            found["outcome"] = outcome
            if part in DECIDING:
                found["agreement"] = agreement or "not-said"
                found["agreed"] = has_agreed(agreement, brings, self.partner_ids, hats, more["enough"])
        found["chair"] = any(one.chair for one, _ in brings.ones)
        of_people = part in DECIDING and agreement not in ("all-partners", "majority-of-partners")
        found["nobody_says"] = of_people and quorate and number_of(brings, lambda one: one.say) == 0
        found["somebody"] = any(one.member for one, _ in brings.ones)
        helped = False
        if pattern and "chair_may" in pattern and not found["constituted"] and exists:
            there = any(one.chair for one, _ in brings.ones) and any(one.member for one, _ in brings.ones)
            helped = there and not more["chair_allows"]
        found["allowing_helps"] = helped
        return found
