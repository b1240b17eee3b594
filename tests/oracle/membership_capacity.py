"""Is somebody one of those for whom a seat is: the lead of a partner, its delegate, and the like."""

from itertools import product

from membership_shelf import Given, dates

CAPACITIES = ("lead", "delegate", "chair", "scrutineer", "signatory")


class Capacity:
    """What a person is for the partner that a seat represents, in every filling of what is not known of it.

    Everything that is not known (which offices they hold, what they are where the pack leaves it open) is one thing:
    a filling of it is told by whether they are one of those that the seat is for, under each choice of settings.
    """

    def __init__(self, book, seat, body, person):
        self.book, self.person = book, person
        self.words, self.partner = seat["capacities"], seat["represents"]
        self.said = Given(person.get("capacities"), CAPACITIES)
        self.holds = Given(person.get("offices"), book.offices)
        self.items = [c for c in book.may_hold("capacities") if self.concerns(c, body)]
        self.of_partner = [o for o in book.may_hold("offices") if o.get("partner") == self.partner]
        self.settings = book.open_in([dates(i) for i in self.items], [dates(o) for o in self.offices()])

    def concerns(self, item, body):
        """Does an item say who is one of those that the seat is for?"""
        of_partner = item.get("partner", self.partner) == self.partner
        return of_partner and item["capacity"] in self.words and bool(set(item["of"]) & set(body["of"]))

    def offices(self):
        """The offices that can matter: those that the items name, and those of the partner."""
        named = [self.book.offices[i["office"]] for i in self.items if "office" in i]
        return named + [o for o in self.of_partner if o not in named]

    def named(self, word, chosen):
        """The offices of those who are `word`; none where it is left open who is."""
        items = [i for i in self.items if i["capacity"] == word and self.book.holds(i, chosen)]
        return [self.book.offices[i["office"]] for i in items if "office" in i]

    def is_open(self, word, chosen):
        """Is it left open who is `word`: is nobody named, or does each choose anew?"""
        items = [i for i in self.items if i["capacity"] == word and self.book.holds(i, chosen)]
        return not self.named(word, chosen) or any(i.get("others") for i in items)

    def elected(self):
        """Do they surely hold an office of the partner to which they are elected?"""
        return any(o.get("elected") and self.holds(o["id"]) for o in self.of_partner)

    def may_be_said(self, chosen, held):
        """Can they be what they are said to be, holding these offices?"""
        partners = [self.book.offices[o].get("partner") for o in self.holds.yes if o in self.book.offices]
        mine = [o for o in self.of_partner if o["id"] in held and self.book.holds(o, chosen)]
        return not self.elected() and (bool(mine) or not any(partners))

    def is_one(self, chosen, held, said):
        """Are they one of those that the seat is for, holding these offices and said to be these?"""
        for word in self.words:
            if self.is_open(word, chosen):
                if word in said and self.may_be_said(chosen, held):
                    return True
            elif any(o["id"] in held and self.book.holds(o, chosen) for o in self.named(word, chosen)):
                return True
        return False

    def fillings(self):
        """(the offices they hold, what they are said to be) in every filling."""
        offices = list(dict.fromkeys(o["id"] for o in self.offices()))
        facts = [(self.holds, o) for o in offices] + [(self.said, w) for w in self.words]
        values = [[True, False] if given(name) is None else [given(name)] for given, name in facts]
        for found in product(*values):
            held = {o for o, value in zip(offices, found) if value}
            yield held, {w for w, value in zip(self.words, found[len(offices) :]) if value}

    def truths(self, choices):
        """Whether they are one of those, under each choice of settings, in every filling."""
        return list(dict.fromkeys(tuple(self.is_one(c, *one) for c in choices) for one in self.fillings()))

    def open_under(self, word):
        """The choices of settings under which it is left open who is `word`."""
        return [c for c in self.book.choices(self.settings) if self.is_open(word, c)]


def problems(book, person, role, one):
    """What is wrong with the capacities given of a person; `one`: their `Capacity`, where the seat is for any."""
    given, found = Given(person.get("capacities")), []
    for word, at in given.places(person.get("capacities"), "/person/capacities"):
        if word not in CAPACITIES:
            found.append(["membership.unknown-capacity", at])
        elif role != "holder" or one is None or word not in one.words or not one.open_under(word):
            found.append(["membership.not-asked", at])
        elif given(word) and one.elected():
            found.append(["membership.elected", at])
    return found
