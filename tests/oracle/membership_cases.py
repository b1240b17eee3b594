"""Random membership requests over any documents, and over small packs made up for them."""

from membership_made import random_pack

DAYS = ["2021-11-10", "2022-06-30", "2022-07-01", "2023-12-14", "2023-12-15", "2020-01-01"]


def random_case(chance):
    """(documents, request): a made-up pack and a request."""
    documents = [random_pack(chance)]
    return documents, random_request(chance, documents, "p")


def ids(documents, name):
    """The ids of a list in all membership editions."""
    found = [i["id"] for d in documents if d.get("family") == "membership" for i in d.get(name, [])]
    return list(dict.fromkeys(found))


def every(documents, name):
    """The items of a list in all membership editions, the later ones counting."""
    return list({i["id"]: i for d in documents if d.get("family") == "membership" for i in d.get(name, [])}.values())


def random_request(chance, documents, pack):
    """A request over some documents."""
    request = {"pack": pack, "as_of": chance.choice(DAYS), "settings": random_settings(chance, documents, pack)}
    shape = chance.choice(["meeting"] * 5 + ["seat"] * 3 + ["membership", "authority"])
    request = {"question": shape, **request}
    makers = {"meeting": random_meeting, "seat": random_seat, "membership": random_membership}
    if shape in makers:
        return request | makers[shape](chance, documents, pack)
    matter = chance.choice(known(documents, "matters", pack))["id"]
    request |= chance.choice([{}, {"matter": matter}]) | random_consulted(chance, documents, pack, matter, 0.6)
    body = chance.choice(known(documents, "bodies", pack))["id"]
    return request | ({"body": body} if chance.random() < 0.2 else {})


def known(documents, name, pack):
    """The items of a list that a pack has."""
    mine = {pack, *(d["extends"] for d in documents if d["pack"] == pack and "extends" in d)}
    return every([d for d in documents if d["pack"] in mine], name)


def random_settings(chance, documents, pack):
    """Values for nearly everything that is left open."""
    chosen = {}
    for item in known(documents, "settings", pack):
        if chance.random() < 0.9:
            values = {"choice": [c["value"] for c in item["choices"]], "count": [1, 2, 3]}
            chosen[item["id"]] = chance.choice(
                values.get(item["kind"], [item.get("not_before", "2021-01-01"), "2023-01-01"])
            )
    return chosen


def random_truth(chance, share=0.75):
    """A truth given, most often true."""
    return True if chance.random() < share else chance.choice([False, None])


def random_tests(chance, documents, pack):
    """What is told of the tests."""
    made = {}
    for test in known(documents, "tests", pack):
        if chance.random() < 0.9:
            made[test["id"]] = random_truth(chance)
            if test.get("by_commitment") and chance.random() < 0.5:
                made[test["id"]] = {c: random_truth(chance) for c in ("policy", "resourcing", "practice")}
    return made


def random_seat(chance, documents, pack):
    """One person and one seat, now and then one that is for those who are the lead of a partner, or the like."""
    seats = known(documents, "seats", pack)
    some = [s for s in seats if "capacities" in s]
    seat = chance.choice(some if some and chance.random() < 0.4 else seats)
    person = {"tests": random_tests(chance, documents, pack)} | random_offices(chance, documents, pack, seat)
    person |= random_capacities(chance, seat)
    kinds = [chance.choice(known(documents, "kinds", pack))["id"], *chance.choice([[], [], ["guild"]])]
    person |= {"kinds": kinds} if chance.random() < 0.7 else {}
    for key in ("in_area", "functions_in_area", "added"):
        person |= {key: random_truth(chance, 0.6)} if chance.random() < 0.7 else {}
    made = {"seat": seat["id"], "as": chance.choice(["holder", "deputy"]), "person": person}
    if chance.random() < 0.7:
        made["matter"] = chance.choice(known(documents, "matters", pack))["id"]
    return made


def random_offices(chance, documents, pack, seat):
    """The posts of somebody, most often of the partner that the seat represents."""
    there = known(documents, "offices", pack)
    mine = [o for o in there if "represents" in seat and o.get("partner") == seat["represents"]]
    one = chance.choice(mine if mine and chance.random() < 0.6 else there)["id"]
    other = chance.choice(there)["id"]
    offices = [[], [seat.get("office", "nobody")], [one], [one, other], ["nobody"], [one, "nobody"]]
    offices += [{"yes": [one], "no": []}, {"yes": [], "no": []}, {"yes": [], "no": [one, other]}]
    offices += [{"yes": [one], "no": [o["id"] for o in there if o["id"] != one]}]
    return {"offices": chance.choice(offices)} if chance.random() < 0.9 else {}


def random_capacities(chance, seat):
    """What somebody is said to be for a partner: most often where the seat is for that, in words of the format or not."""
    if chance.random() > (0.85 if "capacities" in seat else 0.15):
        return {}
    words = ["lead", "delegate", "signatory", "chair", "guest"]
    one = chance.choice([*seat.get("capacities", words) * 3, *words])
    other = chance.choice(words)
    lists = [[], [one], [one], [one, other], {"yes": [one]}, {"yes": [one], "no": [other]}, {"yes": [], "no": [one]}]
    return {"capacities": chance.choice([*lists, {"yes": [other], "no": [w for w in words[:2] if w != other]}])}


def random_meeting(chance, documents, pack):
    """A meeting of a body: deputies, several hats, vacancies, interests, attendance not known."""
    kinds = ["partners", "group", "subgroup", "board"] * 3 + ["unit", "forum"]
    bodies = [b for b in known(documents, "bodies", pack) if b["kind"] != "outside"]
    wanted = chance.choice(kinds)
    body = chance.choice([b for b in bodies if b["kind"] == wanted] or bodies)
    mine = [s for s in known(documents, "seats", pack) if s["body"] == body["id"]]
    made = {"body": body["id"]}
    if chance.random() < 0.3 or not mine:
        made["extra_seats"] = [random_extra(chance, documents, pack, n) for n in range(chance.choice([1, 1, 2]))]
    seats = mine + [{**s, "id": s["seat"]} for s in made.get("extra_seats", [])]
    people, left = random_people(chance, documents, pack, seats)
    well = chance.random() < 0.4
    if well:
        people, left = well_attended(chance, documents, pack, seats)
    made["people"] = people
    if chance.random() < 0.85:
        made["matter"] = random_matter(chance, documents, pack, body["id"])
    if chance.random() < 0.85 or body["members"] != "listed":
        made["no_others"] = True
    if chance.random() < 0.85:
        made["vacant"] = [s for s in left if chance.random() < 0.3]
        made["vacant"] += [s["id"] for s in seats if s["id"] not in made["vacant"] and chance.random() < 0.08]
    if chance.random() < 0.9:
        made["interests"] = [p["person"] for p in people if chance.random() < (0.02 if well else 0.15)]
        made["interests"] += ["nobody"] if chance.random() < 0.04 else []
    for key in ("chair_allows", "delegated"):
        if chance.random() < 0.6:
            made[key] = chance.choice([True, False])
    if chance.random() < 0.1:
        made["members"] = chance.randint(2, 9)
    if "matter" in made and chance.random() < 0.85:
        made |= random_consulted(chance, documents, pack, made["matter"], 0.95 if well else 0.75)
    return made


def random_matter(chance, documents, pack, body):
    """A matter, most often one in which the body, or whatever is set, has a part."""
    entries = [e for e in known(documents, "authority", pack) if e["by"] == {"body": body} or "setting" in e["by"]]
    if entries and chance.random() < 0.8:
        return chance.choice(entries)["matter"]
    return chance.choice(known(documents, "matters", pack))["id"]


def well_attended(chance, documents, pack, seats):
    """Somebody who meets every test in nearly every seat, and the ids of the seats that are left."""
    people, left, tests = [], [], {t["id"]: True for t in known(documents, "tests", pack)}
    for n, seat in enumerate(seats):
        if chance.random() < 0.1:
            left.append(seat["id"])
            continue
        sitting = random_sitting(chance, documents, pack, seat["id"], 0.05)
        if chance.random() < 0.9:
            sitting.pop("organisation", None)
        person = {"person": f"p{n}", "seats": [sitting], "present": True, "agrees": random_truth(chance, 0.9)}
        people.append(person | {"tests": tests})
    return people, left


def random_people(chance, documents, pack, seats):
    """People in some of the seats, now and then with a deputy beside them; and the ids of the seats that are left."""
    people, left, by_id = [], [s["id"] for s in seats], {s["id"]: s for s in seats}
    for n in range(chance.randint(0, 4)):
        mine = chance.sample(left, min(len(left), chance.choice([1, 1, 1, 2])))
        if not mine:
            break
        left = [s for s in left if s not in mine or by_id[s].get("each") and chance.random() < 0.5]
        mine += [s for s in mine if by_id[s].get("each") and chance.random() < 0.3]
        person = {"person": f"p{n}", "seats": [random_sitting(chance, documents, pack, s, 0.3) for s in mine]}
        people.append(person)
        if chance.random() < 0.25:
            beside = {**random_sitting(chance, documents, pack, chance.choice(mine), 1), "as": "deputy"}
            people.append({"person": f"d{n}", "seats": [beside]})
            if chance.random() < 0.2:
                people.append({"person": f"e{n}", "seats": [beside]})
    for person in people:
        person |= {"present": random_truth(chance, 0.85), "agrees": random_truth(chance, 0.8)}
        person["tests"] = random_tests(chance, documents, pack)
    chance.shuffle(people)
    return people, [s for s in left if s not in [x["seat"] for p in people for x in p["seats"]]]


def random_sitting(chance, documents, pack, seat, share):
    """Somebody in a seat, as a deputy now and then, and now and then from an organisation."""
    made = {"seat": seat} | ({"as": "deputy"} if chance.random() < share else {})
    if chance.random() < 0.25:
        near = ["police-hare", "health of today", "walsal-council"]
        made["organisation"] = chance.choice([*ids(documents, "organisations"), "another", "yet-another", *near])
    if chance.random() < 0.15:
        made["tests"] = dict(list(random_tests(chance, documents, pack).items())[-1:])
    return made


def random_extra(chance, documents, pack, n):
    """A seat that the source does not name."""
    made = {"seat": f"extra{n}", "part": chance.choice(["member", "member", "member", "chair", "attends"])}
    if chance.random() < 0.7:
        kinds = [k["id"] for k in known(documents, "kinds", pack)]
        made["kinds"] = chance.sample(kinds, chance.choice([1, 1, 2]))
    if chance.random() < 0.4:
        made["represents"] = chance.choice(known(documents, "partners", pack))["id"]
    return made | ({"decides": chance.choice([True, False])} if chance.random() < 0.3 else {})


def random_consulted(chance, documents, pack, matter, share):
    """Whom a meeting says that it has consulted."""
    entries = [e for e in known(documents, "authority", pack) if e["matter"] == matter and e["part"] == "consulted"]
    found = {e["id"]: random_truth(chance, share) for e in entries if chance.random() < 0.85}
    found |= {"nothing": True} if chance.random() < 0.04 else {}
    return {"consulted": found} if found or chance.random() < 0.1 else {}


def random_membership(chance, documents, pack):
    """Organisations of the pack and others."""
    given = [{"organisation": o["id"]} for o in known(documents, "organisations", pack) if chance.random() < 0.4]
    kinds = [k["id"] for k in known(documents, "kinds", pack)]
    for n in range(chance.randint(1, 3)):
        some = chance.sample(kinds, chance.choice([1, 1, 2])) + chance.choice([[], [], [], ["guild"]])
        one = {"organisation": f"x{n}", "kinds": some if chance.random() < 0.7 else {"yes": some[:1], "no": some[1:]}}
        for key in ("in_area", "functions_in_area", "added", "named"):
            one |= {key: random_truth(chance, 0.5)} if chance.random() < 0.8 else {}
        given.append(one)
    return {"organisations": given} | chance.choice([{}, {"structure": True}])
