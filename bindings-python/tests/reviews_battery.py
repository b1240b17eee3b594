"""Says how an answer about reviews differs from what is expected."""


def differences(expect, answer):
    """Each way in which the answer is not as expected."""
    if "error" in answer and "error" not in expect:
        yield f"refused: {answer['error']}"
        return
    for key, expected in expect.items():
        for what, wanted, got in compared(answer, key, expected):
            if wanted != got:
                yield f"{what}: expected {wanted}, got {got}"


def compared(answer, key, expected):
    """What is expected of one key and what the answer has, each with a name."""

    def ids(name, of):
        return {item[of] for item in answer.get(name, [])}

    def lacking(got):
        return [(f"{key} lacking", set(), set(expected) - got)]

    true = [finding for finding in answer.get("findings", []) if finding["truth"] == "true"]
    cited = {cite["source"] for finding in answer.get("findings", []) for cite in finding["cites"]}
    match key:
        case "reviews":
            return [(f"{key} {name}", word, outcome(answer, name)) for name, word in expected.items()]
        case "scope":
            return [(f"{key} {name}", truth, review(answer, name).get(key)) for name, truth in expected.items()]
        case "actions":
            return [one for name, parts in expected.items() for one in action(answer, name, parts)]
        case "next_action" | "applies":
            return [(key, expected, answer.get(key))]
        case "problems":
            got = [{"code": problem["code"], "at": problem["at"]} for problem in answer.get(key, [])]
            return [(key, expected, got)]
        case "deciding":
            return [(key, set(expected), {finding["rule"] for finding in true if "review" in finding})]
        case "findings_include":
            return lacking({finding["rule"] for finding in true})
        case "prompts" | "inconsistent":
            return [(key, set(expected), ids(key, "rule"))]
        case "prompts_include":
            return lacking(ids("prompts", "rule"))
        case "sources":
            return [(key, set(expected), cited)]
        case "sources_include":
            return lacking(cited)
        case "missing":
            return [(key, set(expected), ids(key, "fact"))]
        case "missing_includes":
            return lacking(ids("missing", "fact"))
        case "missing_excludes":
            return [(key, set(), set(expected) & ids("missing", "fact"))]
        case "missing_events":
            return [(key, set(expected), ids(key, "event"))]
        case "missing_events_include":
            return lacking(ids("missing_events", "event"))
        case "next_question":
            return [(key, expected, (answer.get(key) or {}).get("fact"))]
        case "open_settings":
            return [(key, set(expected), ids(key, "setting"))]
        case "conflicts_include":
            return lacking(ids("conflicts", "conflict"))
        case "roles":
            return of_reviews(answer, key, expected, lambda role: f"{role['role']}: {role['who']}")
        case "links":
            return of_reviews(answer, key, expected, lambda link: link["with"])
        case "error":
            return [(key, expected, {part: answer.get(key, {}).get(part) for part in ("code", "at")})]
    raise KeyError(f"unknown expectation {key}")


def of_reviews(answer, key, expected, words):
    """What must be among the roles or links of each review named."""
    for name, wanted in expected.items():
        got = {words(item) for item in review(answer, name).get(key, [])}
        yield f"{key} {name} lacking, got {got}", set(), set(wanted) - got


def review(answer, name):
    """The review of this id; empty where there is none."""
    return next((found for found in answer.get("reviews", []) if found["review"] == name), {})


def outcome(answer, name):
    """`not-applicable`, `not-met`, one modality, or two joined by dots."""
    found = review(answer, name)
    word = found.get("outcome", "no such review")
    if word not in ("met", "cannot-tell"):
        return word
    return found["at_least"] if found["settled"] else f"{found['at_least']}..{found['at_most']}"


def action(answer, name, expected):
    """The parts of an action that are expected; `None`: it is not listed."""
    found = next((found for found in answer.get("actions", []) if found["action"] == name), None)
    if expected is None or found is None:
        yield f"actions {name}", expected, found and found["state"]
        return
    for key, value in expected.items():
        match key:
            case "due" | "done" | "overdue_days" | "late_days":
                got = shortened(found.get(key), value)
            case "also":
                got = [shortened(also.get("due"), None) for also in found.get(key, [])]
            case "could_be" | "waits_for" | "needs":
                got = found.get(key, [])
            case _:
                got = found.get(key)
        yield f"actions {name} {key}", value, got


def shortened(span, expected):
    """A span of one value as that value, where the fixture writes it so."""
    if span is not None and not isinstance(expected, dict) and len(set(span.values())) == 1:
        return next(iter(span.values()))
    return span
