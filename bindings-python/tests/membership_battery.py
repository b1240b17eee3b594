"""Reads the fixtures of membership and says how an answer differs from what is expected."""

WORDS = ("exists", "constituted", "part", "outcome", "agreed", "agreement", "authority")
LISTS = ("could_be", "part_could_be", "failed", "missing", "lacking")
OF_ROWS = {
    "represented": ("partners", "partner", "represented"),
    "partner_agrees": ("partners", "partner", "agrees"),
    "held_by": ("partners", "partner", "held_by"),
    "counts": ("people", "person", "counts"),
    "says": ("people", "person", "has_a_say"),
}
OF_PARTNER = ("children", "adults", "place")
OF_AGENCY = ("in_law", "named", "eligible", "standing", "could_be", "entries", "paragraphs")
OF_ORGANISATION = ("exists", "board_member", "part_of_partner", "voice", "became", "begins")


def differences(expect, answer):
    """Each way in which the answer is not as expected."""
    if "error" in answer and "error" not in expect:
        yield f"refused: {answer['error']}"
        return
    for key, expected in expect.items():
        for what, wanted, got in compared(answer, key, expected):
            if wanted != got:
                yield f"{what}: expected {wanted}, got {got}"


def compared(answer, key, expected):
    """What is expected of one key and what the answer has, each with a name."""
    if key in WORDS:
        return [(key, expected, answer.get(key))]
    if key in LISTS:
        return [(key, expected, answer.get(key, []))]
    if key in OF_ROWS:
        rows, name, part = OF_ROWS[key]
        there = by_id(answer[rows], name)
        return [(f"{key} {one}", word, there.get(one, {}).get(part)) for one, word in expected.items()]
    match key:
        case "clauses":
            return clauses(answer, expected)
        case "lacking_include":
            return [(key, [], [row for row in expected if row not in answer["lacking"]])]
        case "refer_to" | "exercised_by" | "decided_by" | "signed_off_by" | "entries":
            return [(key, expected, [decider["entry"] for decider in answer.get(key, [])])]
        case "stands_back":
            return [(key, expected, [[one["entry"], one["stands_back"]] for one in answer.get(key, [])])]
        case "disputes":
            return [(key, expected, [step["dispute"] for step in answer[key]])]
        case "grounds" | "called" | "names":
            there = of_rows(answer, key)
            return [(f"{key} {one}", wanted, there.get(one)) for one, wanted in expected.items()]
        case "delegates":
            there = {one["partner"]: [one[key], one.get("delegates_could_be", [])] for one in answer["partners"]}
            return [(f"{key} {one}", wanted, there.get(one)) for one, wanted in expected.items()]
        case "relations_include":
            there = [[one[part] for part in ("body", "how", "with", "in_force")] for one in answer["relations"]]
            return [(key, [], [row for row in expected if row not in there])]
        case "accountable_by":
            return [(key, sorted(expected), sorted({one["by"] for one in answer.get("accountable", [])}))]
        case "conflicts":
            return [(key, sorted(expected), sorted(one["conflict"] for one in answer.get(key, [])))]
        case "ready" | "answerable" | "consultation":
            there = by_id(answer["matters"], "matter")
            return [(f"{key} {m}", word, of_matter(there.get(m, {}), key)) for m, word in expected.items()]
        case "deciders":
            there = by_id(answer["matters"], "matter")
            return [(f"{key} {m}", ids, entries(there.get(m, {}).get(key, []))) for m, ids in expected.items()]
        case "effects":
            parts = [part for matter in answer["matters"] for part in matter["parts"]]
            there = by_id(parts, "entry")
            return [(f"{key} {entry}", word, there.get(entry, {}).get("effect")) for entry, word in expected.items()]
        case "matrix":
            return matrix(answer, expected)
        case "organisations":
            return organisations(answer, expected)
        case "open_settings":
            return [(key, sorted(expected), sorted(one["setting"] for one in answer.get(key, [])))]
        case "problems":
            return [(key, pairs(expected), pairs(answer.get(key, [])))]
        case "error":
            return [(key, expected, {name: answer.get(key, {}).get(name) for name in expected})]
    raise KeyError(f"unknown expectation {key}")


def of_rows(answer, key):
    """Where entries stand, what those who decide are called, and the names of bodies, by their ids."""
    if key == "grounds":
        return {one["entry"]: [one["strength"], one["basis"], one["evidence"]] for one in answer["entries"]}
    if key == "names":
        return {one["id"]: one.get("name", one.get("name_could_be")) for one in answer["bodies"]}
    deciders = [one for matter in answer.get("matters", []) for one in matter["deciders"]]
    return {one["entry"]: one["who"] for one in [*deciders, *answer.get("refer_to", [])]}


def by_id(items, key):
    """Items by one of their keys."""
    return {item[key]: item for item in items}


def of_matter(matter, key):
    """Who answers for a matter, who has to be consulted, and whether all of them were."""
    if key == "answerable":
        return sorted({one["by"] for one in matter.get("accountable", [])})
    if key == "consultation":
        return [[one["entry"], one["consulted"]] for one in matter.get(key, [])]
    return matter.get(key)


def entries(deciders):
    """The ids of the entries by which somebody decides."""
    return [decider["entry"] for decider in deciders]


def pairs(problems):
    """Problems without their words, in an order."""
    return sorted((problem["code"], problem["at"]) for problem in problems)


def clauses(answer, expected):
    """All clauses of the patterns named: the truth, how many are needed, how many there are."""
    there = by_id(answer["quorum"]["patterns"], "pattern")
    for pattern, wanted in expected.items():
        rows = there[pattern]["clauses"] if pattern in there else []
        got = {row["clause"]: [row["truth"], row["needs"].get("most"), row["has"].get("most")] for row in rows}
        yield f"clauses {pattern}", wanted, got


def matrix(answer, expected):
    """What bodies have to do with matters; a list where it could be several things."""
    there = by_id(answer["matrix"], "matter")
    for matter, bodies in expected.items():
        cells = by_id(there[matter]["bodies"], "body") if matter in there else {}
        for body, wanted in bodies.items():
            cell = cells.get(body, {})
            yield f"matrix {matter} {body}", wanted, cell.get("could_be", cell.get("part"))


def organisations(answer, expected):
    """Parts of organisations, wherever in the answer they stand."""
    there, missing = by_id(answer["organisations"], "organisation"), by_id(answer["missing"], "organisation")
    for name, parts in expected.items():
        for key, wanted in parts.items():
            got = part(there[name], missing.get(name, {}), key, wanted) if name in there else None
            yield f"organisation {name} {key}", wanted, got


def part(organisation, missing, key, wanted):
    """One part of an organisation; a list that is not there is empty."""
    nothing = [] if isinstance(wanted, list) else None
    if key == "missing":
        return missing.get("needs", nothing)
    if key in OF_PARTNER:
        return organisation["statutory_partner"].get(key, nothing)
    if key in OF_AGENCY:
        return organisation["relevant_agency"].get(key, nothing)
    if key in OF_ORGANISATION:
        return organisation.get(key, nothing)
    raise KeyError(f"unknown expectation {key} of an organisation")
