"""The packs at hand.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from datetime import date

from ..items import Answer, Field, Item, a_day, a_list, a_value, items_of
from .words import Family

__all__ = ["Edition", "Pack", "Packs"]


class Packs(Answer):
    """The packs at hand."""

    packs: Field[tuple[Pack, ...]] = items_of("Pack", "By name.")


class Pack(Item):
    """The rules of one authority and family."""

    editions: Field[tuple[Edition, ...]] = items_of("Edition", "Its editions, earliest first.")
    family: Field[Family] = a_value("Which kind of question it answers.")
    pack: Field[str] = a_value("The authority.")
    subjects: Field[tuple[str, ...]] = a_list("Whom a request can be about.")


class Edition(Item):
    """The rules from one day on."""

    checked_on: Field[date] = a_day("The day somebody last compared it with its sources.")
    digest: Field[str] = a_value("SHA-256 of its canonical JSON.")
    extends: Field[str | None] = a_value("The pack that lies underneath.")
    from_: Field[date] = a_day("First day it applies.", key="from")
    illustrative: Field[bool] = a_value("Nothing in it is anybody's adopted policy.", absent=False)
    title: Field[str] = a_value("What a person would call it.")
    until: Field[date | None] = a_day("First day it no longer applies.")
