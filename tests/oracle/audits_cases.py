"""Random requests about audits, over any documents: agencies that come, go and merge, and what is recorded of them."""

from datetime import timedelta

from audits_case import Case
from audits_packs import random_documents
from audits_shelf import Refused
from days import day
from reviews import bundled_table
from reviews_people import blurred

TABLE = bundled_table("england-and-wales")


def random_case(chance):
    """(documents, request): a made-up pack and a case for it."""
    documents, pack = random_documents(chance)
    return documents, random_request(chance, documents, pack)


def random_request(chance, documents, pack):
    """A request over some documents."""
    shape = chance.random()
    if shape < 0.1:
        return random_returns(chance, documents, pack)
    if shape < 0.2:
        return random_report(chance, documents, pack)
    return random_audits(chance, documents, pack)


def random_audits(chance, documents, pack):
    """A request about a span of one to thirty years, most often of a few."""
    begin = chance.choice(["2015-04-01", "2018-04-01", "2019-04-01", "2019-09-01", "2020-01-01", "2021-07-13"])
    years = chance.choice([1, 2, 3, 4, 5, 5, 6, 8, 12, 30])
    request = {
        "question": "audits",
        "pack": pack,
        "as_of": f"{int(begin[:4]) + chance.randint(0, years)}-{random_month(chance)}",
    }
    request |= {"from": begin, "until": f"{int(begin[:4]) + years}{begin[4:]}"}
    request["settings"] = random_settings(chance, documents)
    request["agencies"] = random_agencies(chance, documents)
    request["happened"] = []
    for _ in range(2):  # what was late may move what comes after
        try:
            request["happened"] += random_record(chance, documents, request)
        except Refused:
            break
    request["happened"] += random_duties(chance, documents, request)
    for entry in request["happened"]:
        if chance.random() < 0.03:
            spoil(chance, entry)
    chance.shuffle(request["happened"])
    if chance.random() < 0.15:
        request["programmes"] = [chance.choice([*ids(documents, "programmes"), "no-such-audit"])]
    if chance.random() < 0.1:
        request["duties"] = False
    if chance.random() < 0.1:
        request["steps"] = False
    return request


def random_month(chance):
    """A month and a day of it."""
    return chance.choice(["01-01", "04-01", "03-31", "09-01", f"{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"])


def ids(documents, name):
    """The ids of the items of a list, in all audits editions."""
    found = [i["id"] for d in documents if d.get("family") == "audits" for i in d.get(name, [])]
    return list(dict.fromkeys(found))


def every(documents, name):
    """The items of a list, in all audits editions."""
    return [i for d in documents if d.get("family") == "audits" for i in d.get(name, [])]


def random_settings(chance, documents):
    """Values for most of what is left open."""
    chosen = {}
    for setting in every(documents, "settings"):
        if chance.random() < 0.75:
            values = [c["value"] for c in setting["choices"]]
            if setting["kind"] == "day":
                values = [chance.choice(["2017-01-15", "2018-04-01", "2019-08-31", "2020-02-29"])]
                values = [max(values[0], setting.get("not_before", ""))]
            elif setting["kind"] == "count" and (not values or chance.random() < 0.1):
                values = [setting.get("default", setting.get("min", 1)) + chance.choice([0, 1])]
            if values:
                chosen[setting["id"]] = chance.choice(values)
    return chosen


def random_agencies(chance, documents):
    """One to four agencies: joiners, leavers, mergers, schools for which a trust answers."""
    types = ids(documents, "agency_types")
    made = []
    for n in range(chance.randint(1, 4)):
        agency = {"agency": f"agency-{n}", "types": random_types(chance, types)}
        if chance.random() < 0.25:
            agency["from"] = random_turn(chance)
        if chance.random() < 0.25:
            agency["until"] = random_turn(chance)
            if agency["until"] <= agency.get("from", ""):
                del agency["until"]
        made.append(agency)
    for agency in made:
        others = [a["agency"] for a in made if a is not agency]
        if "until" in agency and others and chance.random() < 0.6:
            agency["became"] = chance.choice(others)
        elif others and chance.random() < 0.2:
            agency["answered_by"] = chance.choice(others)
    if chance.random() < 0.04:
        made.append({**chance.choice(made)})
    if chance.random() < 0.04:
        made[0][chance.choice(["became", "answered_by"])] = "somebody"
    return made


def random_turn(chance):
    """A day on which an agency comes or goes."""
    return f"{chance.randint(2017, 2024)}-{random_month(chance)}"


def random_types(chance, types):
    """One type or two, at times for some days only."""
    chosen = [chance.choice(types) for _ in range(chance.choice([1, 1, 1, 2]))]
    if chance.random() < 0.03:
        chosen.append("no-such-type")
    if chance.random() < 0.75 and len(set(chosen)) == len(chosen):
        return chosen
    found, turn = [], random_turn(chance)
    for n, kind in enumerate(chosen):
        found.append({"type": kind, "from" if n else "until": turn})
    if chance.random() < 0.15:  # the same once more, for days that overlap or adjoin or lie apart
        again = {"type": chance.choice(found)["type"], "from": random_turn(chance)}
        found.append(again | ({"until": random_turn(chance)} if chance.random() < 0.5 else {}))
        if found[-1].get("until", "9999") <= found[-1]["from"]:
            del found[-1]["until"]
    return found


def random_record(chance, documents, request):
    """What is told of phases that nothing is told of yet."""
    case = Case(documents, request, TABLE)
    told = {(e["programme"], e["phase"], e["year"]) for e in request["happened"]}
    share, made = chance.choice([0.3, 0.7, 0.9]), []
    for programme in case.programmes():
        for year, (phase, _) in case.schedule(programme).items():
            before = case.span[0].year - 3 <= year <= min(case.as_of, case.span[1]).year
            if phase is None or not before or (programme, phase, year) in told or chance.random() < 0.2:
                continue
            for agency in case.agencies.given:
                place = case.place(programme, phase, year, agency)
                if place.takes_part() and chance.random() < share:
                    made += random_entries(chance, place)
    return made


def random_entries(chance, place):
    """What is told of one agency in one phase."""
    about = {"programme": place.programme, "phase": place.phase["id"], "year": place.year}
    if chance.random() < 0.92:
        about["agency"] = place.agency
    if chance.random() < 0.08:
        when = place.begins + timedelta(days=chance.randint(-60, 300))
        return [{**about, "what": "waived", "on": str(when), "reason": "pandemic"}] if when <= place.case.as_of else []
    made, reached = [], chance.randint(0, len(place.phase["steps"]))
    late = chance.choice([-400, -30, 0, 0, 0, 1, 20, 60, 300, 420])
    for n, step in enumerate(place.phase["steps"]):
        if n > reached or chance.random() < 0.15:
            continue
        due = place.ways[0].dues[step["id"]] or place.ways[0].opens + timedelta(days=10 * n)
        when = due + timedelta(days=chance.choice([0, -1, -3, 1, late]))
        if when <= place.case.as_of or chance.random() < 0.03:
            made.append({**about, "what": step["done_by"], "on": blurred_day(chance, when)})
    return made


def blurred_day(chance, when):
    """The day as it is told, one in eight known in part."""
    while True:
        told = blurred(chance, when, 0.12)
        if isinstance(told, str) or set(told) != {"to"}:
            return told


def random_duties(chance, documents, request):
    """What is told of duties."""
    made, last = [], day(request["as_of"])
    first = min(day(request["from"]), last) - timedelta(days=200)
    for duty in every(documents, "duties"):
        cadence, share = duty["cadence"], chance.choice([0, 3, 8])
        for _ in range(chance.randint(0, share)):
            when = first + timedelta(days=chance.randint(0, (last - first).days))
            words = [duty.get("done_by"), cadence.get("event"), cadence.get("event")]
            what = chance.choice([w for w in words if w])
            entry = {"duty": duty["id"], "what": what, "on": blurred_day(chance, when)}
            if "each" in duty and chance.random() < 0.8:
                entry["agency"] = chance.choice(request["agencies"])["agency"]
            if cadence["kind"] == "periodic" and chance.random() < 0.5:
                entry["for"] = period(chance, cadence, when)
            made.append(entry)
    return made


def period(chance, cadence, when):
    """The first day of a period, most often of one that there is."""
    month = {"calendar": 1, "financial": 4, "academic": 9}.get(str(cadence["year_kind"]), 4)
    months = cadence["months"] if isinstance(cadence["months"], int) else 12
    number = (when.year * 12 + when.month - month) // months * months + month - 1 + chance.choice([0, 0, -months])
    return f"{number // 12}-{number % 12 + 1:02}-01"


def spoil(chance, entry):
    """Something wrong with an entry."""
    wrong = [{"on": "2021-02-30"}, {"on": 7}, {"on": None}, {"agency": "nobody"}, {"what": "no-such-word"}]
    if "programme" in entry:
        wrong += [{"year": entry["year"] + 1}, {"phase": "no-such-phase"}, {"programme": "no-such-audit"}]
        wrong += [{"what": "waived"}, {"what": "waived", "reason": "x"}, {"on": "2049-01-01"}]
    else:
        wrong += [{"duty": "no.such"}, {"for": "2020-04-02"}]
    entry |= chance.choice(wrong)


def random_returns(chance, documents, pack):
    """Returns of one to three agencies."""
    scales, sets = every(documents, "scales"), every(documents, "standard_sets")
    scale, standards = chance.choice(scales), chance.choice(sets)
    request = {"question": "audit-returns", "pack": pack, "as_of": f"20{chance.randint(18, 25)}-06-15"}
    request |= {"set": standards["id"], "scale": scale["id"]}
    if chance.random() < 0.08:  # a set or a scale that there is not, or both
        request |= chance.choice([{"set": "no-such-set"}, {"scale": "no-such-scale"}, {"set": "none", "scale": "none"}])
    request |= {"overall": True} if chance.random() < 0.6 else {}
    words = [r["id"] for r in scale["ratings"]]
    request["returns"] = [
        {"agency": f"agency-{chance.randint(0, 5)}"} | random_rest(chance, standards, words)
        for _ in range(chance.randint(1, 3))
    ]
    return request


def random_rest(chance, standards, words):
    """What a return says, and what earlier cycles left open."""
    made = {"ratings": random_ratings(chance, standards, words)}
    if chance.random() < 0.6:
        made["on"] = f"20{chance.randint(17, 25)}-06-{chance.choice(['14', '15', '16'])}"
    if chance.random() < 0.5:
        made["year"] = chance.randint(2017, 2024)
    if chance.random() < 0.5:
        known = [s["id"] for s in standards["standards"]]
        names = [chance.choice([*known, *known, "old-standard"]) for _ in range(chance.randint(1, 3))]
        made["carried"] = [{"standard": s} | random_action(chance, n) for n, s in enumerate(names)]
    return made


def random_ratings(chance, standards, words):
    """Ratings of most standards."""
    made = []
    for standard in standards["standards"]:
        rating = {"standard": standard["id"]}
        for key, share in (("self", 0.85), ("peer", 0.4)):
            if chance.random() < share:
                rating[key] = chance.choice([*words, *words, *words, "purple"])
        if chance.random() < 0.6:
            rating["evidence"] = chance.randint(0, 2)
        if chance.random() < 0.1:
            rating["not_applicable"] = chance.choice(["There are no staff.", "We have none."])
        if chance.random() < 0.5:
            rating["actions"] = [random_action(chance, n) for n in range(chance.randint(1, 2))]
        if chance.random() < 0.9:
            made.append(rating)
        if chance.random() < 0.05:
            made.append({"standard": chance.choice([standard["id"], "no-such-standard"]), "self": words[0]})
    return made


def random_action(chance, n):
    """An action, open, overdue or closed."""
    action = {"action": f"a{n}"} | ({"owner": "head"} if chance.random() < 0.5 else {})
    for key in ("due", "closed"):
        if chance.random() < 0.6:
            action[key] = chance.choice([f"20{chance.randint(17, 26)}-06-{chance.choice(['14', '15', '16', '31'])}"])
    return action | ({"from": 2019} if chance.random() < 0.2 else {})


def random_report(chance, documents, pack):
    """What is in the yearly report."""
    request = {"question": "annual-report", "pack": pack, "as_of": f"20{chance.randint(17, 25)}-{random_month(chance)}"}
    parts = ids(documents, "report_parts")
    request["parts"] = {p: chance.choice([True, True, False, None]) for p in parts if chance.random() < 0.8}
    if chance.random() < 0.5:
        request["settings"] = random_settings(chance, documents)
    if chance.random() < 0.15:
        request["parts"]["no-such-part"] = True
    if chance.random() < 0.08:
        request["report"] = chance.choice(["annual-report", "no-such-report"])
    if chance.random() < 0.2:
        request["published"] = chance.choice(["2021-02-30", "2021-03"])
    return request
