"""What the yearly report has to contain, and what of it is there."""

from audits_record import day_range
from audits_shelf import Refused, Shelf
from days import day

LAW = {"statute", "statutory-guidance"}


def annual_report(documents, request):
    """The answer to a request about the yearly report."""
    shelf, as_of = Shelf(documents, request), day(request["as_of"])
    if not shelf.has(as_of):
        raise Refused("request.no-edition")
    report = request.get("report", "annual-report")
    if shelf.item("reports", report, as_of) is None:
        raise Refused("request.unknown-report")
    every, needed = [], {}
    for part in shelf.lists(as_of)["report_parts"]:
        needed[part["id"]] = asked_for(part, shelf, as_of)
        if needed[part["id"]] != "false":
            every.append(part)
    dated = {p["id"] for p in shelf.lists(as_of)["report_parts"] if p["report"] == report}
    mine = [p for p in every if p["report"] == report]
    said = {p["id"]: presence(p["id"], every, request["parts"]) for p in mine}
    lacking = {p: "false" for p in said if said[p]["present"] == "true"}
    for p in said:
        both = needed[p], said[p]["present"]
        lacking.setdefault(p, "true" if both == ("true", "false") else "unknown")
        if needed[p] == "unknown":
            said[p]["required"] = "unknown"
    open_settings = sorted({p["active"]["setting"] for p in mine if needed[p["id"]] == "unknown"})
    return {
        "parts": said,
        "missing": sorted(p for p, t in lacking.items() if t == "true"),
        "unknown": sorted(p for p, t in lacking.items() if t == "unknown"),
        "complete": "false" if "true" in lacking.values() else "unknown" if "unknown" in lacking.values() else "true",
        **({"open_settings": open_settings} if open_settings else {}),
        "omissions": sorted(omissions(mine, every)),
        "problems": problems(request, as_of)
        + sorted(["audits.unknown-part", f"/parts/{part}"] for part in request["parts"] if part not in dated),
    }


def asked_for(part, shelf, as_of):
    """Has a part to be there? It may hang on a setting."""
    if "active" not in part:
        return "true"
    word = shelf.value({"setting": part["active"]["setting"]}, as_of)
    return "unknown" if word is None else "true" if word == part["active"]["is"] else "false"


def presence(part, every, given):
    """Is a part there, itself or in one that covers it?"""
    covering = [p["id"] for p in every if part in p.get("covers", [])]
    answers = [given.get(p) for p in (part, *covering)]
    present = "true" if True in answers else "unknown" if None in answers else "false"
    return {"present": present, "covered_by": sorted(p for p in covering if given.get(p) is True)}


def omissions(mine, every):
    """Parts of the law that no part of the local arrangements covers."""
    local = [p for p in every if p["basis"] == "local-arrangements"]
    covered = {c for p in local for c in p.get("covers", [])}
    return [p["id"] for p in mine if local and p["basis"] in LAW and p["id"] not in covered]


def problems(request, as_of):
    """The day of publication may be no date."""
    try:
        if "published" in request and day_range(request["published"], as_of)[0] > as_of:
            return [["audits.ahead", "/published"]]
    except (ValueError, TypeError):
        return [["audits.not-a-date", "/published"]]
    return []
