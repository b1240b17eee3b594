"""The Python door: the four functions, catalogues and errors."""

import doctest
import json
import pickle

import pytest
import safeguarding_rules as sr

REQUEST = {"question": "thresholds", "pack": "walsall", "subject": "child", "as_of": "2024-05-01", "facts": {}}


def test_docstrings():
    assert doctest.testmod(sr).failed == 0


def test_packs_and_version():
    assert "walsall" in [pack["pack"] for pack in json.loads(sr.packs())["packs"]]
    assert sr.version() == "0.1.0"


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
