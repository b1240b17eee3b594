"""Reads the fixtures and says how an answer about thresholds differs from what is expected."""

import json
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def documents(folder):
    """Every file of a folder of fixtures, with its name."""
    for path in sorted((FIXTURES / folder).glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def fixtures(family="thresholds"):
    """Every fixture of a family's battery."""
    for _, document in documents(family):
        yield from document["fixtures"]


def incidents():
    """Every story of an incident, named as its file is."""
    for name, story in documents("incidents"):
        yield {"name": name, **story}


def meetings():
    """Every story of a meeting, likewise."""
    for name, story in documents("meetings"):
        yield {"name": name, **story}


def request_of(fixture, questions):
    """The request; with `"others": "no"` every other yes-no question is no and every count 0."""
    request = json.loads(json.dumps(fixture["request"]))
    if fixture.get("others") == "no":
        form = {key: request[key] for key in ("pack", "subject", "as_of")} | {"family": request["question"]}
        for question in json.loads(questions(json.dumps(form)))["questions"]:
            if question["kind"] in ("yes-no", "count"):
                request["facts"].setdefault(question["fact"], False if question["kind"] == "yes-no" else 0)
    return json.dumps(request, ensure_ascii=False)


def differences(expect, answer):
    """Each way in which the answer is not as expected."""
    level = answer.get("level", {})
    got = {
        **{key: level.get(key) for key in ("at_least", "at_most", "settled", "illustrative")},
        "applies": answer.get("applies"),
        "error": {key: answer["error"][key] for key in ("code", "at")} if "error" in answer else None,
        "next_question": (answer.get("next_question") or {}).get("fact"),
        "routes": {r["route"]: r["truth"] for r in answer.get("routes", [])}
        | dict.fromkeys(answer.get("ruled_out", []), "false"),
        "consent": {rule["for"]: rule["requirement"] for rule in answer.get("consent", [])},
        "may_proceed_without": {rule["for"]: rule["may_proceed_without"] for rule in answer.get("consent", [])},
        "while_open": {step["step"]: step.get("while_open") for step in answer.get("pathway", [])},
        "governed_by": {document["source"]: document["truth"] for document in answer.get("governed_by", [])},
        "missing": {m["fact"] for m in answer.get("missing", [])},
        "inconsistent": {broken["rule"] for broken in answer.get("inconsistent", [])},
        "prompts": {prompt["rule"] for prompt in answer.get("prompts", [])},
        "strengths": {strength["rule"] for strength in answer.get("strengths", [])},
        "open_settings": {setting["setting"] for setting in answer.get("open_settings", [])},
        "judgement": answer.get("judgement", {}),
    }
    true = [finding for finding in answer.get("findings", []) if finding["truth"] == "true"]
    got["findings_include"] = {finding["rule"] for finding in true}
    got["deciding"] = {f["rule"] for f in true if "level" in f and f["level"] == level.get("at_least")}
    got["sources"] = {cite["source"] for f in answer.get("findings", []) for cite in f["cites"]}
    parts = ("routes", "consent", "may_proceed_without", "while_open", "governed_by", "judgement")
    for key, expected in expect.items():
        if key in parts:
            wrong = {k: got[key].get(k) for k, v in expected.items() if got[key].get(k) != v}
        elif key in ("missing", "inconsistent", "deciding", "prompts", "sources", "strengths", "open_settings"):
            wrong = got[key] ^ set(expected)
        elif key == "findings_include":
            wrong = set(expected) - got[key]
        elif key == "missing_includes":
            wrong = set(expected) - got["missing"]
        elif key == "missing_excludes":
            wrong = set(expected) & got["missing"]
        else:
            wrong = [got[key]] if got[key] != expected else []
        if wrong:
            yield f"{key}: expected {expected}, differs in {wrong}"
