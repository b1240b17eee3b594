"""Packs: what is at hand, loading your own, and checking them.

>>> import safeguarding_rules as sr
>>> [pack.pack for pack in sr.packs.at_hand() if pack.family == "reviews"]
['england', 'walsall']
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from typing import Any, TypeAlias

from .answers import packs as parts
from .catalogue import Catalogue, bundled
from .errors import Problem, SafeguardingError

__all__ = ["PackGiven", "at_hand", "check", "load"]

PackGiven: TypeAlias = str | bytes | PathLike[str] | Mapping[str, Any]
"""A pack: the path of its file (``pathlib.Path``), its JSON text, or the text read as a dict."""


def at_hand(catalogue: Catalogue | None = None) -> tuple[parts.Pack, ...]:
    """The packs at hand, one for each authority and family, with their editions and digests.

    >>> import safeguarding_rules as sr
    >>> editions = [edition for pack in sr.packs.at_hand() for edition in pack.editions]
    >>> all(len(edition.digest) == 64 for edition in editions)
    True
    """
    return parts.Packs((catalogue or bundled()).packs()).packs


def load(*packs: PackGiven, onto: Catalogue | None = None) -> Catalogue:
    """A catalogue with these packs, each checked in full, on top of the bundled ones (or of ``onto``).

    Give packs that build on each other in one call. Raises ``SafeguardingError`` with every problem of
    every pack; ``at`` begins with the number of the pack where there are several.

    >>> import safeguarding_rules as sr
    >>> try:
    ...     sr.packs.load("{}")
    ... except sr.SafeguardingError as refused:
    ...     print(refused.code)
    json.missing-key
    """
    return (onto or bundled()).with_packs([_text(pack) for pack in packs])


def check(*packs: PackGiven, onto: Catalogue | None = None) -> tuple[Problem, ...]:
    """Every problem of these packs, each with its code and place; empty where they can be used.

    >>> import safeguarding_rules as sr
    >>> problem = sr.packs.check({"format": 1})[0]
    >>> problem.code, problem.at
    ('json.missing-key', '')
    """
    try:
        load(*packs, onto=onto)
    except SafeguardingError as refused:
        return tuple(Problem(one["code"], one["at"], one["message"]) for one in refused.problems)
    return ()


def _text(pack: PackGiven) -> str | bytes:
    if isinstance(pack, (str, bytes)):
        return pack
    if isinstance(pack, Mapping):
        return json.dumps(dict(pack), ensure_ascii=False)
    with open(pack, "rb") as file:
        return file.read()
