"""The whole fixture battery through Python, each fixture a named test."""

import json

import pytest
import safeguarding_rules as sr
from battery import differences, fixtures, request_of

ALL = list(fixtures())


def test_there_are_fixtures():
    assert ALL


@pytest.mark.parametrize("fixture", ALL, ids=[fixture["name"] for fixture in ALL])
def test_fixture(fixture):
    request = request_of(fixture, sr.questions)
    try:
        answer = json.loads(sr.answer(request))
    except sr.SafeguardingError as refused:
        answer = {"error": {"code": refused.code, "at": refused.at}}
    assert list(differences(fixture["expect"], answer)) == []
