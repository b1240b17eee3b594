"""Compares the library with the membership oracle on random cases over the bundled packs.

    python3 tests/membership_differential.py [cases] [seed]

Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/oracle"), str(ROOT / "tests")]

import audits_differential  # noqa: E402
from membership_cases import random_request  # noqa: E402
from merge import bundled_documents  # noqa: E402
from reviews_differential import run  # noqa: E402

LIBRARY = ["target/release/examples/answers"]
ORACLE = [sys.executable, "tests/oracle/membership.py"]


def picked(item, keys):
    """Some keys of an item, those that it has."""
    return {key: item[key] for key in keys if key in item}


def ours(answer):
    """The library's answer in the oracle's words."""
    if "error" in answer:
        return {"error": answer["error"]["code"]}
    words = {"membership": membership_of, "seat": seat_of, "meeting": meeting_of, "authority": authority_of}
    found = words[answer["answer"]](answer)
    found["problems"] = sorted([p["code"], p["at"]] for p in answer.get("problems", []))
    return found | {"open_settings": [s["setting"] for s in answer.get("open_settings", [])]}


def accountable_of(rows):
    """[who, by] of each row."""
    return [[r["who"], r["by"]] for r in rows]


PARTNER = ("held_by", "organisation", "leads", "delegates", "leads_could_be", "delegates_could_be")


def membership_of(answer):
    """An answer to `membership`."""
    partners = {p["partner"]: picked(p, PARTNER) for p in answer["partners"]}
    partners = {p: {"leads": [], "delegates": [], **one} for p, one in partners.items()}
    missing = {m["organisation"]: m["needs"] for m in answer.get("missing", [])}
    organisations = {o["organisation"]: organisation_of(o, missing) for o in answer.get("organisations", [])}
    found = {"partners": partners, "organisations": organisations}
    lists = {"bodies": "body", "seats": "seat", "relations": "relation", "capacities": "id"}
    lists |= {"accountability": "id", "disputes": "dispute"}
    if "bodies" in answer:
        structure = {}
        for name, key in lists.items():
            rows = answer.get(name, [])
            structure[name] = {r.get("id", r.get(key)): picked(r, ("in_force",)) for r in rows}
        names = {b.get("id", b.get("body")): picked(b, ("name",)) for b in answer["bodies"]}
        structure["bodies"] = {b: {**one, **names[b]} for b, one in structure["bodies"].items()}
        found["structure"] = structure
    return found


def organisation_of(given, missing):
    """One organisation."""
    partner, agency = given["statutory_partner"], given["relevant_agency"]
    found = picked(given, ("exists", "board_member", "part_of_partner", "voice", "became", "begins"))
    found |= picked(partner, ("children", "adults", "place"))
    found |= picked(agency, ("standing", "could_be", "in_law", "named", "eligible", "entries", "paragraphs"))
    return {"entries": [], "paragraphs": [], "missing": missing.get(given["organisation"], []), **found}


def seat_of(answer):
    """An answer to `seat`."""
    found = picked(answer, ("seat", "body", "as", "outcome", "authority", "could_be", "failed", "missing"))
    found["criteria"] = [picked(c, ("criterion", "truth", "commitments")) for c in answer["criteria"]]
    found["stands_back"] = [[b["entry"], b["stands_back"]] for b in answer.get("stands_back", [])]
    return {"failed": [], "missing": [], **found, "accountable": accountable_of(answer.get("accountable", []))}


def meeting_of(answer):
    """An answer to `meeting`."""
    found = picked(answer, ("exists", "constituted", "name", "outcome", "could_be", "part", "part_could_be"))
    found |= picked(answer, ("agreed", "agreement", "agreement_could_be"))
    quorum = answer.get("quorum", {}).get("patterns", [])
    found["quorum"] = [
        picked(p, ("pattern", "constituted"))
        | {"clauses": [picked(c, ("clause", "truth", "needs", "has")) for c in p.get("clauses", [])]}
        for p in quorum
    ]
    parts = ("partner", "held_by", "represented", "people", "agrees")
    found["partners"] = [{"people": [], **picked(p, parts)} for p in answer["partners"]]
    found["people"] = [
        picked(p, ("person", "counts", "has_a_say"))
        | {"seats": [{"failed": [], "missing": [], **picked(s, SEAT)} for s in p["seats"]]}
        for p in answer["people"]
    ]
    found["seats"] = [picked(s, ("seat", "vacant", "represents")) for s in answer.get("seats", [])]
    if "part" in answer:
        for key in ENTRIES:
            found[key] = [[e["entry"], only(e["by"])] for e in answer.get(key, [])]
        found["entries"] = [[e["entry"], e["effect"], e.get("could_be", [])] for e in answer.get("entries", [])]
    keys = ("what", "setting", "partner", "number", "person", "seat", "criterion", "entry")
    found["lacking"] = [picked(row, keys) for row in answer.get("lacking", [])]
    found["missing"] = [picked(row, ("person", "seat", "needs", "entry")) for row in answer.get("missing", [])]
    return found | {"accountable": accountable_of(answer.get("accountable", []))}


SEAT = ("seat", "as", "counts", "failed", "missing")
ENTRIES = ("refer_to", "exercised_by", "decided_by", "signed_off_by")


def consultation_of(matter):
    """Who has to be consulted in a matter, where anybody has to be."""
    if "ready" not in matter:
        return {}
    rows = [[one["entry"], only(one["by"]), one["consulted"]] for one in matter["consultation"]]
    return {"consultation": rows, "ready": matter["ready"]}


def dispute_of(step):
    """A step of a disagreement."""
    return {key: only(value) for key, value in picked(step, ("by",)).items()} | picked(step, ("not_for",))


def authority_of(answer):
    """An answer to `authority`."""
    matters, matrix = {}, {}
    for matter in answer["matters"]:
        parts = ("entry", "part", "by", "in_force", "effect", "could_be", "agreement")
        matters[matter["matter"]] = {
            "deciders": [[d["entry"], only(d["by"])] for d in matter.get("deciders", [])],
            "parts": [{k: only(v) for k, v in picked(e, parts).items()} for e in matter.get("parts", [])],
            "accountable": accountable_of(matter.get("accountable", [])),
        } | consultation_of(matter)
    for row in answer["matrix"]:
        cells = {b["body"]: {"parts": [], **picked(b, ("parts", "part", "could_be"))} for b in row["bodies"]}
        matrix[row["matter"]] = cells
    disputes = {d["dispute"]: dispute_of(d) for d in answer.get("disputes", [])}
    return {"matters": matters, "matrix": matrix, "disputes": disputes}


def only(value):
    """A setting by its name alone."""
    return {"setting": value["setting"]} if isinstance(value, dict) and "setting" in value else value


def compare(seed, cases, answers, oracles):
    """1 when any answer differs from the oracle's, which is printed; 0 otherwise."""
    audits_differential.ours = ours
    for oracle in oracles:
        for key in ENTRIES:
            if key in oracle:
                oracle[key] = [[e, by] for e, by in oracle[key]]
    return audits_differential.compare(seed, cases, answers, oracles)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, documents = random.Random(seed), bundled_documents()
    packs = sorted({d["pack"] for d in documents if d.get("family") == "membership"})
    requests = [random_request(chance, documents, chance.choice(packs)) for _ in range(count)]
    answers = run(LIBRARY, requests)
    oracles = run(ORACLE, [{"bundled": True, "request": request} for request in requests])
    sys.exit(compare(seed, requests, answers, oracles))


if __name__ == "__main__":
    main()
