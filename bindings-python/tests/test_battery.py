"""The whole fixture battery through Python, each fixture a named test."""

import functools
import json
import re

import audits_battery
import battery
import membership_battery
import pytest
import reviews_battery
import safeguarding_rules as sr

BUNDLED = sr.Catalogue()
THRESHOLDS = list(battery.fixtures())
REVIEWS = list(battery.fixtures("reviews"))
AUDITS = list(audits_battery.fixtures())
MEMBERSHIP = list(battery.fixtures("membership"))
INCIDENTS = list(battery.incidents())
MEETINGS = list(battery.meetings())


def each(fixtures):
    return pytest.mark.parametrize("fixture", fixtures, ids=[fixture["name"] for fixture in fixtures])


def answered(request, ask=sr.answer):
    try:
        return json.loads(ask(request))
    except sr.SafeguardingError as refused:
        return {"error": {"code": refused.code, "at": refused.at}}


def test_there_are_fixtures():
    assert THRESHOLDS and REVIEWS and AUDITS and MEMBERSHIP and INCIDENTS and MEETINGS


@each(THRESHOLDS)
def test_fixture(fixture):
    answer = answered(battery.request_of(fixture, BUNDLED.questions))
    assert list(battery.differences(fixture["expect"], answer)) == []


@each(REVIEWS)
def test_fixture_of_reviews(fixture):
    answer = answered(battery.request_of(fixture, BUNDLED.questions))
    assert list(reviews_battery.differences(fixture["expect"], answer)) == []


@each(AUDITS)
def test_fixture_of_audits(fixture):
    answer = answered(json.dumps(fixture["request"]), catalogue(*fixture["packs"]).answer)
    assert list(audits_battery.differences(fixture["expect"], answer)) == []


@each(MEMBERSHIP + MEETINGS)
def test_fixture_of_membership(fixture):
    answer = answered(json.dumps(fixture["request"]))
    assert list(membership_battery.differences(fixture["expect"], answer)) == []


@functools.cache
def catalogue(*packs):
    return sr.Catalogue().with_packs(packs)


@pytest.mark.parametrize(
    ("expect", "at"),
    [
        ({"ocurrences": {}}, "/ocurrences"),
        ({"occurrences": {"a/b/2019/c": {"standin": None}}}, "/occurrences/a/b/2019/c/standin"),
        ({"occurrences": {"a/b/2019/c": {"steps": {"d": {"dun": None}}}}}, "/occurrences/a/b/2019/c/steps/d/dun"),
        ({"duties": {"d": {"occurrences": [{}, {"dew": None}]}}}, "/duties/d/occurrences/1/dew"),
        ({"returns": {"a": {"standards": {"s": {"sefl": None}}}}}, "/returns/a/standards/s/sefl"),
        ({"problems": [{"code": "audits.twice", "place": "/agencies/1"}]}, "/problems/0/place"),
        ({"owes": {"a": {"section-11": "statute"}}}, "/owes/a/section-11"),
        ({"next": {"hasOwnProperty": None}}, "/next/hasOwnProperty"),
    ],
)
def test_an_expectation_that_nobody_knows_is_a_mistake(expect, at):
    with pytest.raises(KeyError, match=re.escape(f"unknown expectation ['{at}']")):
        list(audits_battery.differences(expect, {}))


def test_an_expectation_of_membership_that_nobody_knows_is_a_mistake():
    with pytest.raises(KeyError, match="unknown expectation"):
        list(membership_battery.differences({"ocurrences": {}}, {}))


@each(INCIDENTS)
def test_incident(fixture):
    answer = answered(battery.request_of(fixture, BUNDLED.questions))
    assert list(reviews_battery.differences(fixture["expect"], answer)) == []


@each(INCIDENTS + MEETINGS)
def test_story_replayed(fixture):
    record = answered(json.dumps({**fixture["request"], "record": True}))
    replayed = answered(json.dumps({"question": "replay", "record": record}))
    assert replayed == {"answer": "replay", "same": True, "differences": []}
