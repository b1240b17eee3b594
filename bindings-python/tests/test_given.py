"""What can be given as an answer: values of Python and of tables, states, days in part; and what cannot."""

import datetime
import enum
import json
import pickle
import types

import pytest
import safeguarding_rules as sr

ABOUT = {"question": "thresholds", "pack": "walsall", "subject": "child", "as_of": "2024-05-01", "explain": "all"}


class Scalar:
    """One number as numpy has it."""

    ndim = 0

    def __init__(self, value):
        self.value = value

    def item(self):
        return self.value


class NAType:
    """What pandas writes for nothing known."""


class NaTType(datetime.datetime):
    """The same for a moment."""


class Number(enum.IntEnum):
    THREE = 3


def asked(**facts):
    return sr.ask({**ABOUT, "facts": facts})


def wire(**facts):
    return json.loads(sr.answer(json.dumps({**ABOUT, "facts": facts})))


@pytest.mark.parametrize(
    "given, written",
    [
        (datetime.date(2019, 3, 4), "2019-03-04"),
        (datetime.datetime(2019, 3, 4, 5, 6), "2019-03-04"),
        (sr.About("2019-03"), {"about": "2019-03"}),
        (sr.About(datetime.date(2019, 3, 4)), {"about": "2019-03-04"}),
        (sr.Between(datetime.date(2019, 3, 4), "2019-05"), {"from": "2019-03-04", "to": "2019-05"}),
        (sr.Between(None, "2019"), {"to": "2019"}),
        (sr.Expected("2024-09-01"), {"expected": "2024-09-01"}),
        (sr.Unborn(), {"unborn": True}),
        (sr.State.DECLINED, {"state": "declined"}),
        (sr.State.NOT_KNOWN, None),
        (sr.Disputed({"school": datetime.date(2019, 3, 4), "police": None}),
         {"state": "disputed", "by": [{"who": "school", "says": "2019-03-04"}, {"who": "police", "says": None}]}),
        (NAType(), None),
        (NaTType(2019, 3, 4), None),
        (float("nan"), None),
        (None, None),
    ],
)  # fmt: skip
def test_a_date_of_birth(given, written):
    assert asked(date_of_birth=given).to_dict() == wire(date_of_birth=written)


@pytest.mark.parametrize(
    "given, written",
    [(3, 3), (Scalar(3), 3), (Number.THREE, 3), (sr.Between(2, 5), {"from": 2, "to": 5}), (sr.Between(2), {"from": 2})],
)
def test_a_count(given, written):
    form = sr.questions(pack="walsall", subject="child", as_of="2024-05-01")
    fact = next(question.fact for question in form.questions if question.kind == "count")
    assert asked(**{fact: given}).to_dict() == wire(**{fact: written})


@pytest.mark.parametrize("given, written", [(True, True), (Scalar(False), False), (Scalar(True), True)])
def test_yes_or_no(given, written):
    assert asked(injury_non_mobile=given).to_dict() == wire(injury_non_mobile=written)


@pytest.mark.parametrize("given", [{"physical"}, ("physical",), ["physical"], sr.Some(yes=["physical"], no=["sexual"])])
def test_options(given):
    form = sr.questions(pack="walsall", subject="adult", as_of="2024-05-01")
    fact = next(question for question in form.questions if question.kind == "choices")
    names = [option.id for option in fact.options[:2]]
    given = sr.Some(yes=names[:1], no=names[1:]) if isinstance(given, sr.Some) else type(given)(names[:1])
    plain = {"yes": names[:1], "no": names[1:]} if isinstance(given, sr.Some) else names[:1]
    about = {**ABOUT, "subject": "adult"}
    answer = sr.ask({**about, "facts": {fact.fact: given}})
    assert answer.to_json() == sr.answer(json.dumps({**about, "facts": {fact.fact: plain}}))


def test_a_case_can_be_any_mapping():
    case = types.MappingProxyType({"injury_non_mobile": True})
    assert sr.thresholds.assess(case, subject="child", as_of="2024-05-01", pack="walsall").at_least == 4
    outcome = sr.thresholds.assess(case, subject="child", as_of="2024-05-01", pack="walsall", explain="none")
    assert outcome.at_least == 4


def refused(request):
    with pytest.raises(sr.SafeguardingError) as caught:
        sr.ask(request)
    return caught.value


@pytest.mark.parametrize(
    "facts, code, at",
    [
        ({"injury_non_mobile": 1.5}, "case.wrong-kind", "/facts/injury_non_mobile"),
        ({"injury_non_mobile": float("inf")}, "case.wrong-kind", "/facts/injury_non_mobile"),
        ({"injury_non_mobile": 2**70}, "case.wrong-kind", "/facts/injury_non_mobile"),
        ({"injury_non_mobile": object()}, "json.kind", "/facts/injury_non_mobile"),
        ({"injury_non_mobile": b"yes"}, "json.kind", "/facts/injury_non_mobile"),
        ({"a/b~c": object()}, "json.kind", "/facts/a~1b~0c"),
        ({"date_of_birth": {"from": [1, object()]}}, "json.kind", "/facts/date_of_birth/from/1"),
        ({3: True}, "json.kind", "/facts"),
        ({"\ud800": True}, "json.not-utf8", ""),
        ({"injury_non_mobile": "\ud800"}, "json.not-utf8", ""),
        (None, "json.kind", "/facts"),
        ("yes", "json.kind", "/facts"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_its_place(facts, code, at):
    error = refused({**ABOUT, "facts": facts})
    assert (error.code, error.at) == (code, at)
    assert "yes" not in error.message


def test_what_is_nested_too_deep_or_in_itself_is_refused():
    deep = nested = {}
    for _ in range(200):
        nested["x"] = nested = {}
    endless = []
    endless.append(endless)
    for facts in (deep, {"x": endless}):
        assert refused({**ABOUT, "facts": facts}).code == "json.too-deep"


@pytest.mark.parametrize("request_", [None, 3, "{}", [], [{}]])
def test_a_request_is_an_object(request_):
    with pytest.raises((sr.SafeguardingError, TypeError, AttributeError)):
        sr.ask(request_)


def test_a_mistake_in_a_callback_is_not_swallowed():
    class Wrong:
        def to_wire(self):
            raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine"):
        asked(injury_non_mobile=Wrong())


def test_a_dict_that_changes_while_it_is_read():
    facts = {}

    class Changing:
        def to_wire(self):
            facts.clear()
            return None

    facts.update(
        injury_non_mobile=Changing(), immediate_danger=True, **{f"x{number}": Changing() for number in range(9)}
    )
    assert refused({**ABOUT, "facts": facts}).code == "case.unknown-fact"


@pytest.mark.parametrize(
    "given",
    [sr.About("2024"), sr.Between(1, 2), sr.Expected("2024"), sr.Unborn(), sr.Some(["a"]), sr.Disputed({"a": 1})],
)
def test_what_is_given_is_a_value(given):
    again = pickle.loads(pickle.dumps(given))
    assert again == given and hash(again) == hash(given) and type(given).__name__ in repr(given)
    with pytest.raises(AttributeError, match="never changes"):
        given._wire = {}
    assert given != object()
