"""Writes the classes of answers from the JSON Schema, so that they say what the library says.

python3 bindings-python/write_answers.py <ruff>           writes python/safeguarding_rules/answers
python3 bindings-python/write_answers.py <ruff> --check   ends with 1 where that would change anything
"""

import json
import keyword
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
INTO = HERE / "python/safeguarding_rules/answers"
SCHEMA = json.loads((HERE.parent / "core/schemas/response.json").read_text(encoding="utf-8"))["$defs"]

# The answers of each module; what several modules use stands in `shared`.
ROOTS = {
    "thresholds": ["Decision", "Brief"],
    "reviews": ["ReviewDecision", "ReviewsBrief", "DeadlineAnswer", "CalendarsCompared"],
    "audits": ["AuditDecision", "AuditsCalendar", "AuditsTimeline", "ReturnsAnswer", "ReportAnswer"],
    "structure": ["MembershipAnswer", "AuthorityAnswer", "MembershipShown"],
    "meetings": ["SeatAnswer", "MeetingAnswer"],
    "forms": ["Form", "AuditForm", "MembershipForm"],
    "packs": ["Packs"],
    "proofs": ["Proof", "PacksCompared", "Ways", "Rendered", "Changes", "Coverage", "Mutation"],
    "records": ["Replayed"],
}
ABOUT = {
    "shared": "What answers of several families have in common.",
    "thresholds": "The parts of an answer about thresholds.",
    "reviews": "The parts of an answer about reviews, and of deadlines.",
    "audits": "The parts of an answer about audits.",
    "structure": "The parts of an answer about who is what, and who decides what.",
    "meetings": "The parts of an answer about seats and meetings.",
    "forms": "The parts of a form: what can be given.",
    "packs": "The packs at hand.",
    "proofs": "The parts of what is proved of packs, compared, measured and asked of them.",
    "records": "What a replay found.",
    "words": "The words that answers are made of: closed lists.",
}
BY_HAND = {"Truth": "a_truth", "State": "a_state"}
NOTE = "\n\nWritten by `write_answers.py` from `core/schemas/response.json`; change that.\n"


def target(shape):
    """The name of what a shape refers to."""
    return shape["$ref"].rsplit("/", 1)[-1] if "$ref" in shape else None


def references(shape):
    """Every name that a shape refers to, at any depth."""
    if isinstance(shape, dict):
        if name := target(shape):
            yield name
        for inner in shape.values():
            yield from references(inner)
    elif isinstance(shape, list):
        for inner in shape:
            yield from references(inner)


def reached(roots):
    """All names that are needed for these."""
    seen, todo = {}, list(roots)
    while todo:
        name = todo.pop(0)
        if name not in seen:
            seen[name] = None
            todo += references(SCHEMA[name])
    return list(seen)


def is_word(name):
    """Whether it is one of a closed list of words."""
    return all("const" in choice for choice in SCHEMA[name].get("oneOf", [{}]))


def words_of(name):
    return [choice["const"] for choice in SCHEMA[name]["oneOf"]]


def literal(words):
    return f"Literal[{', '.join(json.dumps(word) for word in words)}]"


def value(shape):
    """The type of a value in Python, and the function that declares such a field."""
    if shape is True:
        return "Any", "as_it_is"
    if name := target(shape):
        if name in BY_HAND:
            return name, BY_HAND[name]
        if name == "Day":
            return "date", "a_day"
        if is_word(name):
            return name, "a_value"
        if "properties" in SCHEMA[name]:
            return name, f"an_item:{name}"
        return value({key: part for key, part in SCHEMA[name].items() if key != "description"})
    if "enum" in shape:
        return literal(shape["enum"]), "a_value"
    if "const" in shape:
        return literal([shape["const"]]), "a_value"
    kind = shape.get("type")
    if kind == "array":
        inner, how = value(shape["items"])
        if how.startswith("an_item:"):
            return f"tuple[{inner}, ...]", "items_of:" + how[8:]
        return f"tuple[{inner}, ...]", "a_list" if how == "a_value" else "as_it_is"
    plain = {"string": "str", "integer": "int", "boolean": "bool"}
    if isinstance(kind, str) and kind in plain:
        return plain[kind], "a_value"
    if isinstance(kind, list) and len(kind) == 2 and "null" in kind:
        return f"{plain[next(one for one in kind if one != 'null')]} | None", "a_value"
    choices = shape.get("anyOf", [])
    if len(choices) == 2 and {"type": "null"} in choices:
        inner, how = value(next(choice for choice in choices if choice != {"type": "null"}))
        return f"{inner} | None", how
    numbers = shape.get("additionalProperties")
    if kind == "object" and isinstance(numbers, dict) and numbers.get("type") == "integer":
        return "Mapping[str, int]", "as_it_is"
    if choices and all(value(choice) == ("str", "a_value") or value(choice)[0] == "int" for choice in choices):
        return "str | int", "a_value"
    return "Any", "as_it_is"


def text(words):
    """Words as one line of Python."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


# Lists that are left out where they were not worked out, which is not the same as empty.
OPEN_WHERE_ABSENT = ("spared",)


def field(key, shape, required):
    """The line that declares one key."""
    kind, how = value(shape)
    many = how == "a_list" or how.startswith("items_of") or (how == "as_it_is" and kind.startswith("tuple"))
    # Of the second two it is left open where nothing is judged or there are no levels.
    flag = kind == "bool" and not required and key not in ("holds", "settled")
    if not required and not many and not flag and not kind.endswith("| None") and kind != "Any":
        kind += " | None"
    how, _, name = how.partition(":")
    arguments = ([json.dumps(name)] if name else []) + [text(shape.get("description", key))]
    attribute = key.replace("-", "_")
    if keyword.iskeyword(attribute):
        attribute += "_"
        arguments.append(f"key={json.dumps(key)}")
    if flag:
        arguments.append("absent=False")
    if key in OPEN_WHERE_ABSENT:
        kind += " | None"
        arguments.append("absent=None")
    return f"    {attribute}: Field[{kind}] = {how}({', '.join(arguments)})"


def classes(names):
    """The classes of these names."""
    for name in names:
        shape = SCHEMA[name]
        base = "Answer" if any(name in roots for roots in ROOTS.values()) else "Item"
        yield f"class {name}({base}):"
        yield f"    {text_doc(shape.get('description', name))}"
        yield ""
        for key, inner in shape["properties"].items():
            yield field(key, inner, key in shape["required"])
        yield ""
        yield ""


def text_doc(words):
    return '"""' + " ".join(words.split("```")[0].split()) + '"""'


def module(name, names, where):
    """The text of a module with the classes of these names."""
    body = "\n".join(classes(names))
    known = {other: home for other, home in where.items() if other not in names}
    lines = [f'"""{ABOUT[name]}{NOTE}"""', "", "from __future__ import annotations", ""]
    if "Mapping[" in body:
        lines.append("from collections.abc import Mapping")
    if "[date" in body:
        lines.append("from datetime import date")
    typing = [word for word in ("Any", "Literal") if f"{word}" in body and (f"[{word}" in body or f"({word}" in body)]
    if typing:
        lines.append(f"from typing import {', '.join(typing)}")
    lines.append("")
    made = (
        "Answer",
        "Field",
        "Item",
        "a_day",
        "a_list",
        "a_state",
        "a_truth",
        "a_value",
        "an_item",
        "as_it_is",
        "items_of",
    )
    used = [word for word in made if uses(body, word)]
    lines.append(f"from ..items import {', '.join(used)}")
    by_hand = [word for word in BY_HAND if f"Field[{word}" in body or f"[{word}, ..." in body]
    if by_hand:
        lines.append(f"from ..values import {', '.join(sorted(by_hand))}")
    for home in sorted(set(known.values())):
        needed = sorted(other for other, its in known.items() if its == home and named(body, other))
        if needed:
            lines.append(f"from .{home} import {', '.join(needed)}")
    listed = ", ".join(json.dumps(one) for one in sorted(names))
    return "\n".join([*lines, "", f"__all__ = [{listed}]", "", "", body])


def uses(body, word):
    return f"({word})" in body or f"= {word}(" in body or f": {word}[" in body


def named(body, name):
    ends = ("]", ",", " ")
    return any(f"[{name}{end}" in body for end in ends) or f'("{name}"' in body


def words_module(names):
    """The text of the module with all lists of words."""
    lines = [f'"""{ABOUT["words"]}{NOTE}"""', "", "from __future__ import annotations", ""]
    lines += ["from typing import Literal, TypeAlias", "", f"__all__ = [{', '.join(map(json.dumps, sorted(names)))}]"]
    for name in sorted(names):
        lines += ["", f"{name}: TypeAlias = {literal(words_of(name))}", text_doc(SCHEMA[name]["description"])]
    return "\n".join(lines) + "\n"


def modules():
    """The text of each module by its name."""
    needed = {name: reached(roots) for name, roots in ROOTS.items()}
    where, words = {}, {}
    for name, reaches in needed.items():
        for one in reaches:
            if is_word(one) and one not in BY_HAND and "oneOf" in SCHEMA[one]:
                words[one] = None
            elif "properties" in SCHEMA[one]:
                where[one] = name if where.get(one, name) == name else "shared"
    where |= dict.fromkeys(words, "words")
    yield "words", words_module(words)
    for name in ("shared", *ROOTS):
        reaches = dict.fromkeys(one for reaches in needed.values() for one in reaches)
        yield name, module(name, [one for one in reaches if where.get(one) == name], where)


def tidied(ruff, body):
    """As the formatter and the order of imports want it."""
    for arguments in (["check", "--fix", "--quiet", "--select", "I,F401", "-"], ["format", "-"]):
        command = [ruff, *arguments, "--stdin-filename", str(INTO / "new.py")]
        body = subprocess.run(command, input=body, capture_output=True, text=True, check=True).stdout
    return body


def main():
    ruff, check = sys.argv[1], "--check" in sys.argv[2:]
    stale = []
    for name, body in modules():
        path = INTO / f"{name}.py"
        body = tidied(ruff, body)
        if not path.exists() or path.read_text(encoding="utf-8") != body:
            stale.append(path.name)
            if not check:
                path.write_text(body, encoding="utf-8")
    print("as the schema says" if not stale else f"{'stale' if check else 'written'}: {', '.join(stale)}")
    sys.exit(bool(stale) and check)


if __name__ == "__main__":
    main()
