"""What a notebook shows: well-formed, complete, and every text escaped."""

import json
import xml.etree.ElementTree as Xml
from pathlib import Path

import pytest
import safeguarding_rules as sr

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
BORN = {"date_of_birth": "2024-01"}


def read(html):
    """The page as a tree: it must be well-formed, and hold no script or style."""
    tree = Xml.fromstring(f"<div>{html}</div>")
    assert {element.tag for element in tree.iter()} <= {
        "div", "p", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert {name for element in tree.iter() for name in element.attrib} <= {"scope", "title", "colspan"}
    return " ".join(tree.itertext())


def test_a_decision_shows_reasons_places_gaps_and_the_next_question():
    case = {**BORN, "injury_non_mobile": True}
    decision = sr.thresholds.assess(case, subject="child", as_of="2024-05-01", pack="walsall")
    shown = read(decision._repr_html_())
    assert "level 4" in shown and decision.reasons[0].label in shown
    assert decision.citations[0].title in shown and decision.citations[0].at in shown
    assert decision.missing[0].fact in shown and decision.next_question.question in shown


def test_reviews_show_every_review_and_action():
    story = json.loads((FIXTURES / "incidents").glob("*.json").__next__().read_text(encoding="utf-8"))
    decision = sr.ask(story["request"])
    shown = read(decision._repr_html_())
    for review in decision.reviews:
        assert review.label in shown
    for action in decision.actions[:40]:
        assert action.does in shown and action.state in shown


def schedule(**more):
    settings = {"s11_anchor": 2019, "s11_year_kind": "financial", "s11_slippage": "fixed-parity"}
    agencies = [{"agency": "trust", "label": "Trust <b>", "types": ["nhs-trust"]}]
    span = {"from_": "2019-04-01", "until": "2025-04-01", "as_of": "2024-06-01"}
    return sr.audits.schedule(pack="walsall", settings=settings, agencies=agencies, **span, **more)


def test_a_schedule_is_a_table_and_its_timeline_a_picture():
    shown = schedule()
    text = read(shown._repr_html_())
    assert "section-11" in text and "self-assessment" in text and "Not set in the source" in text
    picture = shown.timeline()
    assert Xml.fromstring(picture._repr_svg_()).tag.endswith("svg") and picture.svg == shown.to_svg()
    assert shown.of("trust") == tuple(shown.occurrences) and shown.standing("no such word") == ()
    assert shown.to_ics().startswith("BEGIN:VCALENDAR\r\n")


def test_the_authority_matrix_has_every_matter_and_body():
    authority = sr.membership.authority(pack="walsall", as_of="2021-11-10")
    text = read(authority._repr_html_())
    for matter in authority.matters[:40]:
        assert matter.label in text
    assert "executive-group" in text and "decides" in text
    with pytest.raises(KeyError):
        authority.part("no-such-matter", "executive-group")
    for draw in (sr.membership.authority_table, sr.membership.structure_diagram):
        drawing = draw(pack="walsall", as_of="2021-11-10")
        assert Xml.fromstring(drawing._repr_svg_()).tag.endswith("svg") and drawing.title in repr(drawing)


def test_what_people_wrote_is_escaped():
    people = [{"person": '<script>alert("x")</script>', "seats": ["executive.children"], "present": True}]
    meeting = sr.membership.meeting("executive-group", people, pack="walsall", as_of="2021-11-10")
    html = meeting._repr_html_()
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "<script>" in read(html)


def test_level_counts_and_their_picture():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    about = {"subject": "child", "as_of": "2024-05-01", "pack": "walsall"}
    outcome = sr.thresholds.assess(BORN, explain="none", **about)
    decision = sr.thresholds.assess({**BORN, "injury_non_mobile": True}, **about)
    many = [outcome, decision, decision, (2, 2), (2, 3), (None, None)]
    assert sr.plot.level_counts(many) == {(1, 4): 1, (4, 4): 2, (2, 2): 1, (2, 3): 1}
    axes = sr.plot.levels(many)
    assert sorted(bar.get_height() for bar in axes.patches) == [1, 1, 1, 2]
    assert {text.get_text() for text in axes.get_legend().get_texts()} == {"settled", "open"}
    assert sr.plot.levels([], ax=axes) is axes


def test_without_matplotlib_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(ImportError, match=r"safeguarding-rules\[plot\]"):
        sr.plot.levels([(1, 1)])
