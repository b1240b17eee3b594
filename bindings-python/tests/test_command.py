"""The command `safeguarding-rules`: sentences and JSON, files and standard input, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import safeguarding_rules as sr

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CASE = FIXTURES / "cases/bruise-on-a-baby.json"
MEETING = FIXTURES / "meetings/two-directors-are-one-council.json"
SMALL = FIXTURES / "packs/good/small.json"
AUDITS = {
    "pack": "walsall", "as_of": "2024-06-01", "from": "2023-04-01", "until": "2025-04-01", "duties": False,
    "settings": {"s11_anchor": 2021, "s11_year_kind": "financial", "s11_slippage": "fixed-parity"},
    "agencies": [{"agency": "hospital", "types": ["nhs-trust"]}],
}  # fmt: skip


def answer(request):
    return sr.answer(json.dumps(request)) + "\n"


def words(request):
    return sr.Catalogue().answer_in_words(json.dumps(request)).rstrip() + "\n"


def test_a_story_in_sentences(run):
    code, out, err = run("assess", CASE)
    assert (code, err) == (0, "") and "level 4" in out.lower()


def test_stories_as_the_examples_of_the_library_tell_them(run):
    for story in sorted((FIXTURES / "cases").glob("*.json"))[:4]:
        code, out, err = run("assess", story)
        assert (code, err) == (0, "") and out.strip()


def test_a_request_as_json_is_byte_for_byte_the_answer(run):
    request = {**json.loads(MEETING.read_text(encoding="utf-8"))["request"]}
    assert run("meeting", MEETING, "--json") == (0, answer(request), "")
    assert run("meeting", "-", given=request) == (0, words(request), "")


def test_the_question_may_be_left_out_and_pack_and_day_given_apart(run):
    request = {"subject": "child", "facts": {"injury_non_mobile": True}}
    whole = {"question": "thresholds", **request, "pack": "walsall", "as_of": "2024-05-01"}
    given = ("assess", "-", "--json", "--pack", "walsall", "--as-of", "2024-05-01")
    assert run(*given, given=request) == (0, answer(whole), "")


def test_reviews(run):
    story = sorted((FIXTURES / "incidents").glob("*.json"))[0]
    code, out, err = run("reviews", story)
    assert (code, err) == (0, "") and len(out) > 200


def test_a_schedule_as_sentences_calendar_and_picture(run):
    asked = {"question": "audits", **AUDITS}
    assert run("schedule", "-", given=AUDITS) == (0, words(asked), "")
    assert run("schedule", "-", "--json", given=AUDITS) == (0, answer(asked), "")
    calendar = json.loads(answer({**asked, "question": "audits-calendar"}))["text"]
    assert run("schedule", "-", "--ics", given=AUDITS) == (0, calendar, "")
    picture = json.loads(answer({**asked, "question": "audits-timeline"}))["svg"]
    assert run("schedule", "-", "--svg", given=AUDITS)[1] == picture
    assert json.loads(run("schedule", "-", "--svg", "--json", given=AUDITS)[1])["svg"] == picture
    assert run("schedule", "-", "--svg", "--ics", given=AUDITS)[0] == 2


@pytest.mark.parametrize(
    "given, code, at",
    [
        ({"pack": "walsall", "subject": "child", "as_of": "2024-05-01", "facts": {"x": True}}, "case.unknown-fact", "/facts/x"),
        ({}, "json.missing-key", "the whole text"),
        (b"{", "json.syntax", "the whole text"),
        (b"\xff", "json.not-utf8", "the whole text"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_on_standard_error(run, given, code, at):
    left, out, err = run("assess", "-", given=given)
    assert (left, out) == (1, "") and err.startswith(f"{code} at {at}: ")


@pytest.mark.parametrize(
    "arguments, given",
    [
        ((), None),
        (("assess",), None),
        (("no-such-command",), None),
        (("assess", "no-such-file.json"), None),
        (("assess", "-"), [1]),
        (("meeting", "-"), {"question": "thresholds"}),
    ],
)
def test_wrong_use(run, arguments, given):
    code, out, err = run(*arguments, given=given)
    assert (code, out) == (2, "") and err


def test_packs_are_listed_and_checked(run):
    assert run("packs", "list", "--json") == (0, sr.Catalogue().packs() + "\n", "")
    assert "walsall reviews: incident" in run("packs", "list")[1]
    assert "small" in run("packs", "list", "--with", SMALL)[1]
    assert run("packs", "check", SMALL) == (0, "1 texts, no problem\n", "")
    assert run("packs", "check", "-", "--alone", "--json", given=SMALL.read_bytes()) == (0, '{"problems":[]}\n', "")
    bad = sorted((FIXTURES / "packs/bad").glob("*.json"))[0]
    code, out, err = run("packs", "check", bad, SMALL)
    assert (code, err) == (1, "") and out.startswith(f"/0: {bad}\n/1: {SMALL}\n")
    code, out, _ = run("packs", "check", bad, "--json")
    assert code == 1 and json.loads(out)["problems"][0]["code"].startswith(("pack.", "json."))


def test_a_pack_of_ones_own(run):
    request = {
        "pack": "small",
        "subject": "person",
        "as_of": "2024-05-01",
        "facts": {"at_risk": True, "home": "shared"},
    }
    code, out, _ = run("assess", "-", "--json", "--with", SMALL, given=request)
    assert code == 0 and json.loads(out)["level"]["at_least"] == 3


def test_the_installed_command_and_the_module():
    command = Path(sys.executable).with_name("safeguarding-rules")
    for begin in ([command] if command.exists() else [], [sys.executable, "-m", "safeguarding_rules"]):
        if begin:
            done = subprocess.run([*begin, "assess", "-", "--json"], input="{}", capture_output=True, text=True)
            assert (done.returncode, done.stdout) == (1, "") and "json.missing-key" in done.stderr
