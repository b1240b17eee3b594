"""Reads the calendars of audits back with a parser that is not ours, and holds them against the answers.

    target/venv/bin/python tests/audits_icalendar.py

Needs `target/release/examples/answers` (cargo build --release --examples) and PyPI's `icalendar`.
"""

import json
import subprocess
import sys
from pathlib import Path

from icalendar import Calendar

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
LIBRARY = ROOT / "target/release/examples/answers"
# Texts with everything that means something in iCalendar, or is cut wrongly by octets.
AWKWARD = 'Semi; comma, back\\slash, two\nlines, "quotes", ' + "é老😀" * 40


def run(cases):
    """What the library answers to each case, as data."""
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([LIBRARY], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def cases():
    """The worked example, the same with awkward labels, and every fixture that is not refused."""
    request = json.loads((FIXTURES / "audits-example/request.json").read_text("utf-8"))
    yield "example", {"packs": [], "request": request}
    labelled = [one | {"label": f"{AWKWARD} {one['agency']}"} for one in request["agencies"]]
    yield "example with awkward labels", {"packs": [], "request": request | {"agencies": labelled}}
    for path in sorted((FIXTURES / "audits").glob("*.json")):
        battery = json.loads(path.read_text("utf-8"))
        names = [FIXTURES / "packs/good" / f"{name}.json" for name in battery["packs"]]
        packs = [json.loads(name.read_text("utf-8")) for name in names]
        for fixture in battery["fixtures"]:
            if fixture["request"].get("question") == "audits" and "error" not in fixture["expect"]:
                yield fixture["name"], {"packs": packs, "request": fixture["request"]}


def asked(case, **other):
    """The case as a question for a calendar."""
    return case | {"request": case["request"] | {"question": "audits-calendar"} | other}


def dues(answer):
    """The earliest due day of everything that has one, in the order of the answer."""
    times = answer["occurrences"] + [time for duty in answer["duties"] for time in duty["occurrences"]]
    return [time["due"]["earliest"] for time in times if "due" in time]


def check(name, answer, calendar, later):
    """Holds one calendar against the answer, and against the one of a later day."""
    text = calendar["text"]
    lines = text.split("\r\n")
    assert lines[-1] == "", f"{name}: the last line does not end"
    assert all(len(line.encode()) <= 75 for line in lines), f"{name}: a line has more than 75 octets"
    assert "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", ""), f"{name}: a bare line end"
    events = Calendar.from_ical(text).walk("VEVENT")
    assert not any(event.errors for event in events), f"{name}: {[event.errors for event in events]}"
    found = [event.decoded("DTSTART").isoformat() for event in events]
    assert found == dues(answer), f"{name}: {found} is not {dues(answer)}"
    assert len(events) == calendar["events"], f"{name}: {len(events)} events, {calendar['events']} said"
    uids = [str(event["UID"]) for event in events]
    assert len(set(uids)) == len(uids), f"{name}: a UID stands twice"
    stamp = calendar["as_of"]
    assert all(event.decoded("DTSTAMP").date().isoformat() == stamp for event in events), f"{name}: DTSTAMP"
    labels = {one["agency"]: one.get("label", one["agency"]) for one in answer["agencies"]}
    phases = [one for one in answer["occurrences"] if "due" in one]
    for one, event in zip(phases, events, strict=False):
        assert labels[one["agency"]] in str(event["SUMMARY"]), f"{name}: {event['SUMMARY']}"
        assert f"/{one['agency']}@" in str(event["UID"]), f"{name}: {event['UID']}"
    # From a later day what was there is still called the same.
    after = {str(event["UID"]): int(event["SEQUENCE"]) for event in Calendar.from_ical(later["text"]).walk("VEVENT")}
    gone = [uid for uid in uids if uid not in after]
    assert not gone, f"{name}: {gone} are called otherwise from a later day"
    for event in events:
        assert after[str(event["UID"])] > int(event["SEQUENCE"]), f"{name}: {event['UID']} is not newer"


def main():
    named = list(cases())
    plain = run([case for _, case in named])
    calendars = run([asked(case) for _, case in named])
    # A month on, with the same record.
    later = run([asked(case, as_of=month_on(case["request"]["as_of"])) for _, case in named])
    bad = events = 0
    for (name, _), *answers in zip(named, plain, calendars, later, strict=True):
        try:
            check(name, *answers)
            events += answers[1]["events"]
        except AssertionError as error:
            bad += 1
            print(error)
    print(f"{events} events in {len(named)} calendars")
    print(f"test result: {'FAILED' if bad or not events else 'ok'}. {len(named) - bad} passed; {bad} failed;")
    sys.exit(1 if bad or not events else 0)


def month_on(day):
    """The first day of the next month."""
    year, month, _ = map(int, day.split("-"))
    return f"{year + month // 12:04}-{month % 12 + 1:02}-01"


if __name__ == "__main__":
    main()
