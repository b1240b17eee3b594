"""The tests of a person in a seat: which are asked, and when they are met."""

from membership_shelf import COMMITMENTS


def tested(seat, body):
    """Has whoever sits in a seat of the body to meet the tests?"""
    if seat["part"] == "attends":
        return False
    member = seat["part"] == "member" and body["kind"] != "outside"
    return member or any(key in seat for key in ("represents", "standing", "kinds"))


def asked(book, seat, role, body, chosen):
    """The tests asked of a holder or deputy in a seat."""
    found = []
    for test in book.lists["tests"]:
        there = "bodies" not in test or body["id"] in test["bodies"]
        here = tested(seat, body) or test.get("untested")
        if role in test["asked_of"] and there and here and book.holds(test, chosen):
            found.append(test)
    return found


def shared(book, seat, body, chosen):
    """The tests that holder and deputy of a seat share."""
    return [t for t in asked(book, seat, "holder", body, chosen) if "deputy" in t["asked_of"]]


def told(tests, test, commitment=None):
    """What is told of a test, or of one commitment of it: True, False or None."""
    value = tests.get(test["id"])
    if isinstance(value, dict) and "met" not in value:
        value = value.get(commitment)
    if isinstance(value, dict):
        value = value.get("met")
    if isinstance(value, dict):
        value = value.get(commitment)
    return value


def atoms(test):
    """What has to be known of a test: (test, commitment) for each commitment, or (test, None)."""
    return [(test["id"], c) for c in COMMITMENTS] if test.get("by_commitment") else [(test["id"], None)]


def atom_name(atom):
    """The name of such a thing in `missing`."""
    return f"{atom[0]}.{atom[1]}" if isinstance(atom[1], str) else atom[0]


def met(book, test, role, values, needs, chosen):
    """Does the person meet the test, in a filling?"""
    if not test.get("by_commitment"):
        return values[test["id"], None]
    wanted = COMMITMENTS
    if role == "deputy" and book.value(test.get("extent", "all"), chosen) == "of-the-matter":
        wanted = needs
    return all(values[test["id"], c] for c in wanted)


def unknown_atoms(book, tests, sittings, choices):
    """The unknown things among the tests asked in some seats, in pack order; and the known ones with their values."""
    wanted = {}
    for seat, role, body in sittings:
        for chosen in choices:
            wanted |= {t["id"]: t for t in asked(book, seat, role, body, chosen)}
    unknown, known = [], {}
    for test in book.lists["tests"]:
        for atom in atoms(test) if test["id"] in wanted else []:
            value = told(tests, test, atom[1])
            if value is None:
                unknown.append(atom)
            else:
                known[atom] = value
    return unknown, known
