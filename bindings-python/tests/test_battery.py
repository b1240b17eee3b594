"""The whole fixture battery through Python, each fixture a named test."""

import json

import battery
import pytest
import reviews_battery
import safeguarding_rules as sr

THRESHOLDS = list(battery.fixtures())
REVIEWS = list(battery.fixtures("reviews"))
INCIDENTS = list(battery.incidents())


def each(fixtures):
    return pytest.mark.parametrize("fixture", fixtures, ids=[fixture["name"] for fixture in fixtures])


def answered(request):
    try:
        return json.loads(sr.answer(request))
    except sr.SafeguardingError as refused:
        return {"error": {"code": refused.code, "at": refused.at}}


def test_there_are_fixtures():
    assert THRESHOLDS and REVIEWS and INCIDENTS


@each(THRESHOLDS)
def test_fixture(fixture):
    answer = answered(battery.request_of(fixture, sr.questions))
    assert list(battery.differences(fixture["expect"], answer)) == []


@each(REVIEWS)
def test_fixture_of_reviews(fixture):
    answer = answered(battery.request_of(fixture, sr.questions))
    assert list(reviews_battery.differences(fixture["expect"], answer)) == []


@each(INCIDENTS)
def test_incident(fixture):
    answer = answered(battery.request_of(fixture, sr.questions))
    assert list(reviews_battery.differences(fixture["expect"], answer)) == []


@each(INCIDENTS)
def test_incident_replayed(fixture):
    record = answered(json.dumps({**fixture["request"], "record": True}))
    replayed = answered(json.dumps({"question": "replay", "record": record}))
    assert replayed == {"answer": "replay", "same": True, "differences": []}
