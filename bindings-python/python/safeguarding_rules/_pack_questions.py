"""The commands ``packs prove|compare|changes|render|why-not``: questions about packs themselves."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Told = Callable[[argparse.Namespace, dict[str, Any]], int]

FAMILIES = ("thresholds", "reviews", "audits", "membership")


def add(kinds: Any, more: Callable[[argparse.ArgumentParser], None], told: Told) -> None:
    """Adds the commands; ``told`` answers a request and writes the answer."""

    def command(name: str, about: str, families: tuple[str, ...], ask: Callable[..., dict[str, Any]]) -> Any:
        parser: argparse.ArgumentParser = kinds.add_parser(name, help=about, description=about + ".")
        more(parser)
        parser.add_argument("--family", choices=families, help="what the rules are about; thresholds when left out")

        def run(chosen: argparse.Namespace) -> int:
            # A document for a board is of all families; one that is named beside it is refused as any key would be.
            usual = None if getattr(chosen, "length", None) == "board" else "thresholds"
            family = chosen.family or usual
            return told(chosen, {**({"family": family} if family else {}), **ask(chosen)})

        parser.set_defaults(command=run)
        return parser

    compared = FAMILIES[:2]
    prove = command("prove", "what holds of a pack, whatever is answered", FAMILIES, _prove)
    compare = command("compare", "the smallest cases that two packs, or days, answer differently", compared, _compare)
    changes = command("changes", "what two packs, or days, say differently", FAMILIES, _changes)
    render = command("render", "a pack as a document, in Markdown or HTML", FAMILIES, _render)
    for parser in (prove, render):
        parser.add_argument("pack", help="such as walsall")
        parser.add_argument("as_of", metavar="DAY", help="the day whose rules are meant")
    for parser in (compare, changes):
        for number, which in (("before", "the first"), ("after", "the second")):
            parser.add_argument(number, metavar=f"{number.upper()}", help=f"{which}, as PACK@DAY")
    for parser in (prove, changes, render):
        parser.add_argument("--subject", help="only this one")
    compare.add_argument("--subject", required=True, help="whom the rules are about")
    for parser in (prove, compare):
        parser.add_argument("--steps", type=int, help="how much work it may be")
    render.add_argument("--html", action="store_true", help="one HTML file instead of Markdown")
    lengths = render.add_mutually_exclusive_group()
    lengths.add_argument("--short", dest="length", action="store_const", const="short", help="this family in short")
    lengths.add_argument("--board", dest="length", action="store_const", const="board", help="all families in short")


def add_why_not(parser: argparse.ArgumentParser) -> None:
    """Which outcome is asked about, and how far is looked, in place of what the request says."""
    outcome = parser.add_mutually_exclusive_group()
    outcome.add_argument("--level-at-least", type=int, metavar="N", help="this level or a higher one")
    outcome.add_argument("--level-at-most", type=int, metavar="N", help="this level or a lower one")
    outcome.add_argument("--route", metavar="ID", help="that this route holds")
    outcome.add_argument("--no-route", metavar="ID", help="that this route does not hold")
    firm = ("REVIEW", "MODALITY")
    outcome.add_argument("--review-at-least", nargs=2, metavar=firm, help="that this review is called for so firmly")
    outcome.add_argument("--review-at-most", nargs=2, metavar=firm, help="that it is called for no more firmly")
    parser.add_argument("--fixed", action="append", metavar="FACT", help="a fact whose answer stands")
    parser.add_argument("--most-changes", type=int, metavar="N", help="at most so many answers are changed")
    parser.add_argument("--most-ways", type=int, metavar="N", help="at most so many ways are given")
    parser.add_argument("--steps", type=int, help="how much work it may be")


def why_not_asked(chosen: argparse.Namespace) -> dict[str, Any]:
    """What the command line says of it."""
    wanted = _of(chosen, "level_at_least", "level_at_most", "route", "no_route")
    for key, (review, modality) in _of(chosen, "review_at_least", "review_at_most").items():
        wanted[key] = {"review": review, "modality": modality}
    family = {"family": "reviews"} if any(key.startswith("review") for key in wanted) else {}
    more = _of(chosen, "fixed", "most_changes", "most_ways", "steps")
    return {**family, **({"wanted": wanted} if wanted else {}), **more}


def _of(chosen: argparse.Namespace, *keys: str) -> dict[str, Any]:
    given = {key: getattr(chosen, key) for key in keys}
    return {key: value for key, value in given.items() if value is not None}


def _side(text: str) -> dict[str, str]:
    pack, _, day = text.partition("@")
    return {"pack": pack, "as_of": day}


def _sides(chosen: argparse.Namespace) -> dict[str, Any]:
    return {"before": _side(chosen.before), "after": _side(chosen.after)}


def _prove(chosen: argparse.Namespace) -> dict[str, Any]:
    return {"question": "prove", **_of(chosen, "pack", "as_of", "subject", "steps")}


def _compare(chosen: argparse.Namespace) -> dict[str, Any]:
    return {"question": "compare", **_sides(chosen), **_of(chosen, "subject", "steps")}


def _changes(chosen: argparse.Namespace) -> dict[str, Any]:
    return {"question": "changes", **_sides(chosen), **_of(chosen, "subject")}


def _render(chosen: argparse.Namespace) -> dict[str, Any]:
    form = "html" if chosen.html else "markdown"
    return {"question": "render", "format": form, **_of(chosen, "pack", "as_of", "subject", "length")}
