"""The Python door: text in, text out, catalogues and errors."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import pytest
import safeguarding_rules as sr

REQUEST = {"question": "thresholds", "pack": "walsall", "subject": "child", "as_of": "2024-05-01", "facts": {}}


def test_packs_and_version():
    assert "walsall" in [pack["pack"] for pack in json.loads(sr.Catalogue().packs())["packs"]]
    assert sr.version() == metadata.version("safeguarding-rules")


def test_an_error_carries_code_place_and_problems():
    with pytest.raises(sr.SafeguardingError) as caught:
        sr.answer(json.dumps({**REQUEST, "facts": {"date_of_brith": "2012", "injury_non_mobile": 3}}))
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.code, error.at) == ("case.unknown-fact", "/facts/date_of_brith")
    assert [problem["code"] for problem in error.problems] == ["case.unknown-fact", "case.wrong-kind"]
    assert "did you mean `date_of_birth`" in error.message


def test_bytes_are_read_and_must_be_utf8():
    text = json.dumps(REQUEST)
    assert sr.answer(text.encode()) == sr.answer(text)
    with pytest.raises(sr.SafeguardingError) as caught:
        sr.answer(b"\xff{}")
    assert caught.value.code == "json.not-utf8"


def test_a_catalogue_can_be_empty_and_grow():
    empty = sr.Catalogue.empty()
    assert json.loads(empty.packs()) == {"packs": []}
    with pytest.raises(sr.SafeguardingError) as caught:
        empty.with_packs(["{}", "["])
    assert {problem["at"] for problem in caught.value.problems} >= {"/0", "/1"}
    with pytest.raises(sr.SafeguardingError) as caught:
        empty.with_packs(["{}", b"\xff", "\ud800"])
    not_text = [problem["at"] for problem in caught.value.problems if problem["code"] == "json.not-utf8"]
    assert not_text == ["/1", "/2"]


def test_a_pack_given_as_text_answers():
    text = (Path(__file__).parents[2] / "fixtures/packs/good/small.json").read_text(encoding="utf-8")
    request = {**REQUEST, "pack": "small", "subject": "person", "facts": {"at_risk": True, "home": "shared"}}
    catalogue = sr.Catalogue.empty().with_packs([text])
    answer = json.loads(catalogue.answer(json.dumps(request)))
    assert (answer["level"]["at_least"], answer["level"]["at_most"]) == (3, 3)
    beside = sr.Catalogue().with_packs([text.encode()])
    assert beside.answer(json.dumps(request)) == catalogue.answer(json.dumps(request))
    assert {"small", "walsall"} <= {pack["pack"] for pack in json.loads(beside.packs())["packs"]}


def test_half_of_a_surrogate_pair_is_refused_as_bytes_would_be():
    for use in (
        sr.answer,
        sr.Catalogue().questions,
        sr.Catalogue().answer_in_words,
        lambda text: sr.Catalogue().with_packs([text]),
    ):
        with pytest.raises(sr.SafeguardingError, match="after 4 bytes") as caught:
            use('{"é\ud800"')
        assert caught.value.code == "json.not-utf8"


def test_what_is_no_text_is_refused_before_anything_else():
    for given in (None, 3, {}, [], 1.5):
        with pytest.raises(TypeError):
            sr.answer(given)
    with pytest.raises(TypeError):
        sr.Catalogue().with_packs("{}")


def test_a_catalogue_pickles_with_what_was_added():
    text = (Path(__file__).parents[2] / "fixtures/packs/good/small.json").read_text(encoding="utf-8")
    for catalogue in (sr.Catalogue(), sr.Catalogue.empty().with_packs([text]), sr.packs.load(text)):
        again = pickle.loads(pickle.dumps(catalogue))
        assert (again.packs(), repr(again)) == (catalogue.packs(), repr(catalogue))


def test_threads_answer_at_the_same_time():
    text = json.dumps(REQUEST)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(sr.answer, [text] * 40)) == {sr.answer(text)}
