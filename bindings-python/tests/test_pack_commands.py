"""The commands `packs prove|compare|changes|render|why-not|coverage|mutate`: what each prints is what the library says."""

import json
from pathlib import Path

import pytest
import safeguarding_rules as sr

DAY = "2024-05-01"
SMALL = Path(__file__).resolve().parents[2] / "fixtures/packs/good/small.json"


def asked(request):
    return sr.answer(json.dumps(request)).rstrip() + "\n"


def words(request):
    return sr.Catalogue().answer_in_words(json.dumps(request)).rstrip() + "\n"


SIDES = {"before": {"pack": "england", "as_of": DAY}, "after": {"pack": "walsall", "as_of": DAY}}
OF_ONE = {"family": "thresholds", "pack": "england", "as_of": DAY, "subject": "carer"}
COMMANDS = {
    "prove": (["england", DAY, "--subject", "carer"], OF_ONE | {"question": "prove"}),
    "compare": (
        [f"england@{DAY}", f"walsall@{DAY}", "--subject", "carer"],
        SIDES | {"family": "thresholds", "question": "compare", "subject": "carer"},
    ),
    "changes": (
        [f"england@{DAY}", f"walsall@{DAY}", "--family", "membership"],
        SIDES | {"family": "membership", "question": "changes"},
    ),
    "render": (
        ["england", DAY, "--subject", "carer"],
        OF_ONE | {"question": "render", "format": "markdown"},
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_question_about_packs_in_sentences_and_as_json(run, name):
    arguments, request = COMMANDS[name]
    assert run("packs", name, *arguments) == (0, words(request), "")
    assert run("packs", name, *arguments, "--json") == (0, asked(request), "")


def test_what_was_not_worked_out_is_not_nothing():
    # The illustrative catalogue has it only with more steps than there are by default.
    assert sr.packs.prove("example-thresholds", as_of=DAY).spared is None
    assert sr.packs.prove("england", as_of=DAY).spared


@pytest.mark.parametrize("family", ["audits", "membership"])
def test_every_family_is_proved(run, family):
    request = {"question": "prove", "family": family, "pack": "england", "as_of": DAY}
    assert run("packs", "prove", "england", DAY, "--family", family) == (0, words(request), "")
    assert sr.packs.prove("england", as_of=DAY, family=family).findings == ()


CASE = {"pack": "walsall", "subject": "child", "as_of": DAY, "facts": {"injury_non_mobile": True}}


def test_what_would_change_an_outcome(run, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    request = {
        **CASE,
        "question": "why-not",
        "wanted": {"level_at_most": 3},
        "most_changes": 1,
        "fixed": ["reasonable_cause_significant_harm"],
    }
    request["steps"] = 50_000_000
    chosen = [
        "--level-at-most",
        "3",
        "--most-changes",
        "1",
        "--fixed",
        "reasonable_cause_significant_harm",
        "--steps",
        "50000000",
    ]
    assert run("packs", "why-not", file, *chosen) == (0, words(request), "")
    assert run("packs", "why-not", file, *chosen, "--json") == (0, asked(request), "")
    # A request that says all of it itself, and a case that was assessed.
    file.write_text(json.dumps(request), encoding="utf-8")
    assert run("packs", "why-not", file) == (0, words(request), "")
    file.write_text(json.dumps({**CASE, "question": "thresholds"}), encoding="utf-8")
    assert run("packs", "why-not", file, *chosen) == (0, words(request), "")


INCIDENT = {
    "pack": "walsall",
    "subject": "incident",
    "as_of": DAY,
    "facts": {"incident_date": "2024-03-23", "date_of_birth": "2024-01", "place": "this-area"},
}


@pytest.mark.parametrize(("bound", "firmness"), [("at-least", "duty"), ("at-most", "not-available")])
def test_what_would_change_a_review(run, tmp_path, bound, firmness):
    file = tmp_path / "incident.json"
    file.write_text(json.dumps(INCIDENT), encoding="utf-8")
    wanted = {f"review_{bound.replace('-', '_')}": {"review": "child-death-review", "modality": firmness}}
    request = {**INCIDENT, "question": "why-not", "family": "reviews", "wanted": wanted, "most_changes": 2}
    chosen = [f"--review-{bound}", "child-death-review", firmness, "--most-changes", "2"]
    assert run("packs", "why-not", file, *chosen) == (0, words(request), "")
    assert run("packs", "why-not", file, *chosen, "--json") == (0, asked(request), "")
    # An incident that was assessed.
    file.write_text(json.dumps({**INCIDENT, "question": "reviews"}), encoding="utf-8")
    assert run("packs", "why-not", file, *chosen) == (0, words(request), "")
    key = bound.replace("-", "_")
    case = {key: value for key, value in INCIDENT.items() if key not in ("facts", "subject")}
    ways = sr.reviews.why_not(INCIDENT["facts"], **case, review="child-death-review", **{key: firmness}, most_changes=2)
    assert ways.all and ways.ways and ways.in_words().strip() == words(request).strip()
    for way in ways.ways:
        outcome = sr.reviews.assess({**INCIDENT["facts"], **way}, **case, explain="none")
        met = next(one for one in outcome.reviews if one.review == "child-death-review")
        assert getattr(met, key) == firmness


def test_what_would_change_a_review_needs_one_bound():
    case = {key: value for key, value in INCIDENT.items() if key not in ("facts", "subject")}
    for bounds in ({}, {"at_least": "duty", "at_most": "duty"}):
        with pytest.raises(TypeError):
            sr.reviews.why_not({}, **case, review="child-death-review", **bounds)


def test_an_outcome_that_there_is_not(run, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    for chosen, code in (
        (["--level-at-least", "9"], "request.unknown-level at /wanted/level_at_least"),
        (["--route", "nowhere"], "request.unknown-route at /wanted/route"),
        (["--level-at-least", "3", "--fixed", "reasonable_cause_significant_harn"], "case.unknown-fact at /fixed/0"),
        ([], "json.missing-key"),
    ):
        ended, out, err = run("packs", "why-not", file, *chosen)
        assert ended == 1 and out == "" and code in err, err


def test_a_document_for_a_browser(run):
    code, out, err = run("packs", "render", "walsall", DAY, "--family", "reviews", "--html")
    assert (code, err) == (0, "") and out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("length", ["short", "board"])
def test_a_document_in_short(run, length):
    family = {"family": "thresholds"} if length == "short" else {}
    request = {"question": "render", "format": "markdown", "pack": "walsall", "as_of": DAY, "length": length} | family
    assert run("packs", "render", "walsall", DAY, f"--{length}") == (0, words(request), "")
    document = sr.packs.render("walsall", as_of=DAY, length=length)
    assert (document.length, document.family) == (length, family.get("family"))
    assert str(document) == words(request)


def test_a_document_for_a_board_is_of_no_family_alone(run):
    code, out, err = run("packs", "render", "walsall", DAY, "--board", "--family", "reviews")
    assert code != 0 and out == "" and "json.unknown-key" in err
    with pytest.raises(sr.SafeguardingError) as refused:
        sr.packs.render("walsall", as_of=DAY, length="board", subject="child")
    assert refused.value.code == "json.unknown-key"


def test_a_pack_that_is_not_there(run):
    code, out, err = run("packs", "prove", "nowhere", DAY)
    assert code != 0 and out == "" and "request.unknown-pack" in err


@pytest.fixture
def files(tmp_path):
    """A folder with a pack and a file of fixtures."""
    pack = json.loads(SMALL.read_text(encoding="utf-8"))
    pack["from"], pack["checked_on"] = "2024-01-01", "2024-01-01"
    subject = pack["subjects"][0]["id"]
    asks = {"question": "thresholds", "pack": pack["pack"], "subject": subject, "as_of": DAY}
    answer = json.loads(sr.packs.load(pack).answer(json.dumps({**asks, "facts": {}})))
    range_ = {key: answer["level"][key] for key in ("at_least", "at_most", "settled")}
    nothing = {"name": "nothing known", "request": {**asks, "facts": {}}, "expect": range_}
    (tmp_path / "pack.json").write_text(json.dumps(pack), encoding="utf-8")
    (tmp_path / "fixtures.json").write_text(json.dumps({"fixtures": [nothing]}), encoding="utf-8")
    return tmp_path


def test_coverage_and_mutants_of_files(run, files):
    code, out, err = run("packs", "coverage", files, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert "failing" not in found and found["editions"][0]["fixtures"] == 1 and found["editions"][0]["gaps"]
    typed = sr.packs.coverage(files / "pack.json", fixtures=[files / "fixtures.json"])
    assert typed.to_dict() == found and f"{len(typed.editions[0].gaps)} places" in repr(typed)
    assert run("packs", "coverage", files)[1] == typed.in_words().rstrip() + "\n"

    code, out, err = run("packs", "mutate", files, "--json", "--every", "7", "--first", "3")
    assert (code, err) == (0, "")
    told = json.loads(out)
    mutants = sr.packs.mutate(files / "pack.json", fixtures=[files / "fixtures.json"], every=7, first=3)
    assert mutants.to_dict() == told and told["survivors"]
    assert {one.fate for one in mutants.survivors} == {"survived"}
    assert run("packs", "mutate", files, "--every", "7", "--first", "3")[1] == mutants.in_words().rstrip() + "\n"


def test_every_mistake_is_in_one_share_of_the_work(files):
    given = {"fixtures": [files / "fixtures.json"], "every": 2}
    shares = [sr.packs.mutate(files / "pack.json", first=first, **given) for first in (0, 1)]
    whole = sr.packs.mutate(files / "pack.json", fixtures=given["fixtures"])
    places = [[(one.at, one.words) for one in part.survivors] for part in (*shares, whole)]
    assert sorted(places[0] + places[1]) == sorted(places[2])


def test_what_cannot_be_measured_says_where(files):
    with pytest.raises(sr.SafeguardingError) as refused:
        sr.packs.coverage("{", fixtures=[])
    assert refused.value.at == "/packs/0"
    with pytest.raises(sr.SafeguardingError) as refused:
        sr.packs.coverage(files / "pack.json", fixtures=["{}", "{"])
    assert refused.value.at == "/fixtures/1"
    with pytest.raises(sr.SafeguardingError) as refused:
        sr.packs.mutate(files / "pack.json", fixtures=[], every=0)
    assert refused.value.at == "/every"
