"""The shape of a request: keys that are missing or not known, and words of closed lists."""

from audits_shelf import Refused
from days import day

REQUIRED = {
    "membership": ["pack", "as_of"],
    "seat": ["pack", "as_of", "seat", "as", "person"],
    "meeting": ["pack", "as_of", "body", "people"],
    "authority": ["pack", "as_of"],
}
OPTIONAL = {
    "membership": ["structure", "organisations"],
    "seat": ["matter"],
    "meeting": [
        "matter",
        "extra_seats",
        "no_others",
        "vacant",
        "interests",
        "members",
        "chair_allows",
        "delegated",
        "consulted",
    ],
    "authority": ["matter", "body", "consulted"],
}


def check(request):
    """Refuses a request that has not the shape of its question."""
    question = request.get("question")
    if question not in REQUIRED:
        raise Refused("request.unknown-question")
    known = {"question", "settings", "record", *REQUIRED[question], *OPTIONAL[question]}
    if set(request) - known:
        raise Refused("json.unknown-key")
    if any(key not in request for key in REQUIRED[question]):
        raise Refused("json.missing-key")
    try:
        day(request["as_of"])
    except ValueError as wrong:
        raise Refused("json.not-a-day") from wrong
    if question == "seat" and request["as"] not in ("holder", "deputy"):
        raise Refused("json.unknown-word")
    for person in request.get("people", []):
        if not {"person", "seats"} <= set(person):
            raise Refused("json.missing-key")
