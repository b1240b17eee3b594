"""The command ``safeguarding-rules``: one request in, sentences or JSON out.

Exit codes: 0 answered; 1 the request or a pack was refused, each problem on a line of standard error;
2 the command was not given as it must be, or a file cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any, cast

from . import _pack_measures, _pack_questions, _table_command
from .catalogue import Catalogue, asked, asked_in_words, asked_questions
from .errors import SafeguardingError
from .packs import load

ANSWERED, REFUSED, MISUSED = 0, 1, 2

Command = Callable[[argparse.Namespace], int]


class Unreadable(Exception):
    """A file that cannot be read, or is no JSON object."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; gives its exit code.

    >>> main(["packs", "list", "--json"])  # doctest: +ELLIPSIS
    {"packs":[...]}
    0
    """
    chosen = _parser().parse_args(arguments)
    try:
        command: Command = chosen.command
        return command(chosen)
    except SafeguardingError as refused:
        _problems(refused.problems)
        return REFUSED
    except (Unreadable, OSError) as trouble:
        print(f"{chosen.prog}: {trouble}", file=sys.stderr)
        return MISUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="safeguarding-rules",
        description="Exact answers from multi-agency safeguarding arrangements, while answers are missing.",
        epilog="Exit codes: 0 answered, 1 refused (the problems are on standard error), 2 wrong use.",
    )
    parser.set_defaults(prog=parser.prog)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _request(commands, "assess", "the level of need and the routes of one case", "thresholds")
    _request(commands, "reviews", "the reviews and actions that an incident calls for", "reviews")
    schedule = _request(commands, "schedule", "what recurs: audits and duties of a span of days", "audits")
    as_file = schedule.add_mutually_exclusive_group()
    as_file.add_argument("--ics", action="store_true", help="a calendar file (iCalendar)")
    as_file.add_argument("--svg", action="store_true", help="a picture of the occurrences")
    _request(commands, "meeting", "whether a meeting is properly constituted and what it may do", "meeting")
    _packs(commands)
    _table_command.add(commands, _more)
    return parser


def _request(commands: Any, name: str, about: str, question: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=f"Answers a request with {about}. The request is JSON, as core/WIRE.md describes it, or a"
        " story of the fixtures that holds one; its `question` may be left out.",
    )
    parser.add_argument("request", help="a file, or - for standard input")
    _more(parser)
    for key in ("pack", "subject", "as-of"):
        parser.add_argument(f"--{key}", help=f"in place of the request's `{key.replace('-', '_')}`")
    parser.set_defaults(command=_answer, question=question, ics=False, svg=False)
    return parser


def _more(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="JSON instead of sentences")
    parser.add_argument("--with", dest="packs", action="append", default=[], metavar="FILE", help="a pack of your own")


def _packs(commands: Any) -> None:
    packs = commands.add_parser("packs", help="packs: what is at hand, and checking your own")
    kinds = packs.add_subparsers(required=True, metavar="COMMAND")
    listed = kinds.add_parser("list", help="the packs at hand, with their editions")
    _more(listed)
    listed.set_defaults(command=_list)
    check = kinds.add_parser("check", help="every problem of packs, which are loaded together")
    check.add_argument("files", nargs="+", metavar="FILE", help="a pack, or - for standard input")
    check.add_argument("--alone", action="store_true", help="without the bundled packs below them")
    check.add_argument("--json", action="store_true", help="JSON instead of lines")
    check.set_defaults(command=_check)
    _pack_questions.add(kinds, _more, _told)
    _pack_questions.add_why_not(_request(kinds, "why-not", "what would change the outcome of one case", "why-not"))
    _pack_measures.add(kinds, _more, _told)


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def catalogue_of(chosen: argparse.Namespace) -> Catalogue | None:
    """The bundled packs with those that are given on top; ``None`` without any."""
    return load(*[_read(name) for name in chosen.packs]) if chosen.packs else None


def _answer(chosen: argparse.Namespace) -> int:
    text, catalogue = _read(chosen.request), catalogue_of(chosen)
    try:
        given = json.loads(text)
    except ValueError:
        # The library says where it stops being JSON.
        (catalogue or Catalogue()).answer(text)
        raise Unreadable(f"{chosen.request} is no JSON") from None
    if not isinstance(given, dict):
        raise Unreadable(f"{chosen.request} holds no request, which is an object")
    request = cast(dict[str, Any], given)
    if "request" in request:
        request = _of_a_story(request, catalogue)
    request = {"question": chosen.question, **request}
    for key in ("pack", "subject", "as_of"):
        if getattr(chosen, key) is not None:
            request[key] = getattr(chosen, key)
    if chosen.question == "why-not" and request["question"] in ("thresholds", "reviews"):
        # What was assessed is asked about as it stands.
        request["family"] = request["question"]
        request["question"] = chosen.question
    if chosen.question == "why-not":
        request.update(_pack_questions.why_not_asked(chosen))
    if request["question"] != chosen.question:
        raise Unreadable(f"this command answers the question {chosen.question}, and the request has another")
    if chosen.ics or chosen.svg:
        question, key = ("audits-calendar", "text") if chosen.ics else ("audits-timeline", "svg")
        answer = json.loads(asked({**request, "question": question}, catalogue))
        _out(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n" if chosen.json else answer[key])
    elif chosen.json:
        _out(asked(request, catalogue) + "\n")
    else:
        _out(asked_in_words(request, catalogue).rstrip() + "\n")
    return ANSWERED


def _told(chosen: argparse.Namespace, request: dict[str, Any]) -> int:
    """Answers a request that the command itself has put together."""
    catalogue = catalogue_of(chosen)
    _out((asked if chosen.json else asked_in_words)(request, catalogue).rstrip() + "\n")
    return ANSWERED


def _of_a_story(story: dict[str, Any], catalogue: Catalogue | None) -> dict[str, Any]:
    """The request of a story; with ``"others": "no"`` everything else that is asked is no, or 0."""
    from .answers.forms import Form

    request = dict(story["request"])
    if story.get("others") == "no":
        family = request.get("question", "thresholds")
        about = {"pack": request["pack"], "subject": request["subject"], "as_of": request["as_of"]}
        form = Form(asked_questions({**about, "family": family}, catalogue))
        others = {"yes-no": False, "count": 0}
        rest = {one.fact: others[one.kind] for one in form.questions if one.kind in others}
        request["facts"] = {**rest, **request.get("facts", {})}
    return request


def _list(chosen: argparse.Namespace) -> int:
    catalogue = catalogue_of(chosen) or Catalogue()
    if chosen.json:
        _out(catalogue.packs() + "\n")
        return ANSWERED
    for pack in json.loads(catalogue.packs())["packs"]:
        _out(f"{pack['pack']} {pack['family']}: {', '.join(pack['subjects']) or 'no subjects'}\n")
        for edition in pack["editions"]:
            until = f" until {edition['until']}" if "until" in edition else ""
            _out(f"  from {edition['from']}{until}  {edition['title']}\n")
    return ANSWERED


def _check(chosen: argparse.Namespace) -> int:
    texts = [_read(name) for name in chosen.files]
    try:
        load(*texts, onto=Catalogue.empty() if chosen.alone else None)
    except SafeguardingError as refused:
        if chosen.json:
            _out(json.dumps({"problems": refused.problems}, ensure_ascii=False, separators=(",", ":")) + "\n")
        else:
            for number, name in enumerate(chosen.files):
                _out(f"/{number}: {name}\n")
            for one in refused.problems:
                _out(f"{one['code']} {one['at']}: {one['message']}\n")
        return REFUSED
    _out('{"problems":[]}\n' if chosen.json else f"{len(texts)} texts, no problem\n")
    return ANSWERED


def _problems(problems: list[dict[str, str]]) -> None:
    for one in problems:
        print(f"{one['code']} at {one['at'] or 'the whole text'}: {one['message']}", file=sys.stderr)


def _out(text: str) -> None:
    # The bytes as they are: a calendar file ends its lines by CR LF, and so on every system.
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode())
        buffer.flush()
