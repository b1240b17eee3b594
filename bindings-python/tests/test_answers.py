"""The typed answers over the whole battery: the same as the text, complete, frozen, equal and picklable."""

import datetime
import json
import pickle
import subprocess
import sys

import audits_battery
import battery
import pytest
import safeguarding_rules as sr
from safeguarding_rules.items import Field, Item

BUNDLED = sr.Catalogue()


def requests():
    for fixture in [*battery.fixtures(), *battery.fixtures("reviews"), *battery.incidents()]:
        yield f"{fixture['name']}", json.loads(battery.request_of(fixture, BUNDLED.questions)), ()
    for fixture in [*battery.fixtures("membership"), *battery.meetings()]:
        yield fixture["name"], fixture["request"], ()
    for fixture in audits_battery.fixtures():
        yield fixture["name"], fixture["request"], tuple(fixture["packs"])


ALL = list(requests())
LOADED = {}


def catalogue(packs):
    if packs not in LOADED:
        LOADED[packs] = BUNDLED.with_packs(packs) if packs else BUNDLED
    return LOADED[packs]


def either(ask, request):
    try:
        return ask(request)
    except sr.SafeguardingError as refused:
        return [refused.code, refused.at, refused.message, refused.problems]


def visited(item):
    """Every item in an item, with each of its keys looked at."""
    yield item
    fields = {field.key: name for name, field in vars_of(type(item)).items()}
    raw = item._raw
    assert set(raw) <= set(fields), f"{type(item).__name__} does not know {set(raw) - set(fields)}"
    for key, name in fields.items():
        value = getattr(item, name)
        if raw.get(key) is None:
            assert value in (None, (), False), (type(item).__name__, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Item):
                yield from visited(inner)


def vars_of(kind):
    return {name: field for base in kind.__mro__ for name, field in vars(base).items() if isinstance(field, Field)}


@pytest.mark.parametrize("name, request_, packs", ALL, ids=[name for name, _, _ in ALL])
def test_a_dict_is_answered_as_its_text(name, request_, packs):
    with_packs = catalogue(packs)
    text = either(with_packs.answer, json.dumps(request_, ensure_ascii=False))
    answer = either(lambda request: sr.ask(request, catalogue=with_packs), request_)
    if isinstance(text, list):
        assert answer == text
        return
    assert answer.to_json() == text
    for item in visited(answer):
        assert repr(item)
    assert answer.to_dict() == json.loads(text)
    assert sr.from_json(text) == answer
    again = pickle.loads(pickle.dumps(answer))
    assert again == answer and hash(again) == hash(answer) and bytes(again) == text.encode()


@pytest.mark.parametrize("explain", ["none", "all"])
def test_other_ways_of_explaining_are_typed_too(explain):
    for _, request, _ in ALL[::25]:
        if request.get("question", "") in ("thresholds", "reviews"):
            answer = either(sr.ask, {**request, "explain": explain})
            assert isinstance(answer, list) or len(list(visited(answer))) > 1


def test_a_record_of_a_dict_is_that_of_the_text_and_replays():
    for _, request, packs in ALL[::25]:
        if not packs:
            text = either(BUNDLED.answer, json.dumps({**request, "record": True}, ensure_ascii=False))
            answer = either(sr.ask, request)
            if isinstance(answer, Item):
                assert sr.record(answer) == text
                assert sr.replay(text).same


def test_forms_and_packs_are_typed_completely():
    for pack in sr.packs.at_hand():
        list(visited(pack))
        for edition in pack.editions:
            if pack.family in ("thresholds", "reviews"):
                for subject in pack.subjects:
                    about = {"pack": pack.pack, "as_of": edition.from_, "family": pack.family}
                    list(visited(sr.questions(subject=subject, **about)))
            else:
                list(visited(sr.questions(pack=pack.pack, as_of=edition.from_, family=pack.family)))


def decided(**more):
    case = {"date_of_birth": "2024-01", "injury_non_mobile": True, **more}
    return sr.thresholds.assess(case, subject="child", as_of=datetime.date(2024, 5, 1), pack="walsall")


def test_an_answer_never_changes():
    decision = decided()
    for change in (lambda: setattr(decision, "pack", "x"), lambda: delattr(decision, "pack")):
        with pytest.raises(AttributeError, match="never changes"):
            change()
    with pytest.raises(AttributeError):
        decision.missing[0].fact = "other"
    copy = decision.to_dict()
    copy["missing"].clear()
    assert decision.missing and decision == decided()
    assert decision != decided(immediate_danger=False)
    assert len({decision, decided(), decided(immediate_danger=False)}) == 2
    assert decision.missing[0] == decided().missing[0] != decision.missing[1]
    form = sr.questions(pack="walsall", subject="child", as_of="2024-05-01")
    condition = next(question.asked_when for question in form.questions if question.asked_when)
    with pytest.raises(TypeError):
        condition["fact"] = "other"


def test_a_case_that_changes_later_changes_no_answer():
    case = {"date_of_birth": {"from": "2024-01", "to": "2024-02"}}
    decision = sr.thresholds.assess(case, subject="child", as_of="2024-05-01", pack="walsall")
    words = decision.in_words()
    case["date_of_birth"]["from"] = "1990"
    case["injury_non_mobile"] = True
    assert decision.in_words() == words and sr.replay(sr.record(decision)).same


def test_an_answer_read_from_its_text_knows_no_request():
    decision = sr.from_json(decided().to_json())
    assert decision == decided()
    with pytest.raises(ValueError, match="does not know its request"):
        decision.in_words()
    for text in ("[]", "{}", "3", '{"answer": 3}', "{"):
        with pytest.raises(ValueError):
            sr.from_json(text)


def test_truths_are_no_bools():
    with pytest.raises(TypeError, match="three values"):
        bool(decided().applies)
    assert decided().applies is sr.Truth.TRUE and decided().applies == "true"


def test_the_command_is_not_loaded_nor_anything_heavy():
    heavy = ["argparse", "matplotlib", "numpy", "dataclasses", "inspect", "safeguarding_rules.cli"]
    code = f"import sys, safeguarding_rules; print([name for name in sys.modules if name in {heavy}])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
