"""Packs: what is at hand, loading your own, checking, proving and comparing them.

>>> import safeguarding_rules as sr
>>> [pack.pack for pack in sr.packs.at_hand() if pack.family == "reviews"]
['england', 'walsall']
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from .answers import packs as parts
from .answers import proofs
from .asking import answered, request
from .asking import in_words as words_of
from .catalogue import Catalogue, bundled
from .errors import Problem, SafeguardingError
from .values import Day, written

if TYPE_CHECKING:
    from .answers.words import Family

__all__ = [
    "Changes",
    "Comparison",
    "Coverage",
    "Document",
    "FixturesGiven",
    "Mutation",
    "PackGiven",
    "Proof",
    "at_hand",
    "changes",
    "check",
    "compare",
    "coverage",
    "load",
    "mutate",
    "prove",
    "render",
]


PackGiven: TypeAlias = str | bytes | PathLike[str] | Mapping[str, Any]
"""A pack: the path of its file (``pathlib.Path``), its JSON text, or the text read as a dict."""

FixturesGiven: TypeAlias = PackGiven
"""A file of fixtures or a story: its path, its JSON text, or the text read as a dict."""


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


class Proof(proofs.Proof):
    """What is proved of a pack: claims that hold, claims that do not, and each finding with its smallest case.

    It is true of a claim whatever is answered; ``core/PROVING.md`` says what each one means.
    """

    def in_words(self) -> str:
        """The same in plain English."""
        return words_of(self)

    def __repr__(self) -> str:
        open_ = sum(claim.proved == "not-decided" for claim in self.claims)
        more = f", {open_} claims not decided" if open_ else ""
        return f"<{self.pack} {self.as_of}: {len(self.findings)} findings, {len(self.declared)} declared{more}>"


class Document(proofs.Rendered):
    """A pack as a document to be read; ``str()`` is its text, and a notebook shows it."""

    def __str__(self) -> str:
        return self.document

    def __repr__(self) -> str:
        return f"<{self.title}, {self.as_of}, as {self.format}>"

    def _repr_markdown_(self) -> str | None:
        return self.document if self.format == "markdown" else None

    def _repr_html_(self) -> str | None:
        return self.document if self.format == "html" else None


class Changes(proofs.Changes):
    """What two documents of packs say differently, section by section."""

    def in_words(self) -> str:
        """The same to be read: what is gone (``-``) and what is new (``+``)."""
        return words_of(self)

    def __repr__(self) -> str:
        sides = f"{self.before.pack} {self.before.as_of} and {self.after.pack} {self.after.as_of}"
        return f"<{self.family}, {sides}: {len(self.sections)} sections differ>"


class Comparison(proofs.PacksCompared):
    """How two sets of rules differ: the smallest cases, by what changes and by the rules responsible."""

    def in_words(self) -> str:
        """The same in plain English: what changes, for whom, and by which rules."""
        return words_of(self)

    def __repr__(self) -> str:
        sides = f"{self.before.pack} {self.before.as_of} and {self.after.pack} {self.after.as_of}"
        alike = "equal" if self.equal == "proved" else f"{len(self.differences)} differences"
        return f"<{self.subject}, {sides}: {alike}>"


class Coverage(proofs.Coverage):
    """What of packs no fixture shows: parts never true, limits that nobody stands beside, duties never due."""

    def in_words(self) -> str:
        """The same in plain English."""
        return words_of(self)

    def __repr__(self) -> str:
        gaps = sum(len(edition.gaps) for edition in self.editions)
        return f"<{len(self.editions)} editions: {gaps} places that no fixture shows in full>"


class Mutation(proofs.Mutation):
    """Which mistakes in packs no fixture notices."""

    def in_words(self) -> str:
        """The same in plain English."""
        return words_of(self)

    def __repr__(self) -> str:
        missed = len(self.survivors)
        return f"<{self.killed_per_mille} of 1000 mistakes noticed, {missed} not>"


def prove(
    pack: str,
    *,
    as_of: Day,
    family: Family = "thresholds",
    subject: str | None = None,
    steps: int | None = None,
    catalogue: Catalogue | None = None,
) -> Proof:
    """Proves what holds of a pack, whatever is answered: no gap, nothing dead, no less help for more concern.

    ``subject``: one of the pack's; all where it is left out. ``steps``: how much work it may be; what it does not
    suffice for is named in ``claims``, and never called proved. ``catalogue``: packs of your own.

    >>> import safeguarding_rules as sr
    >>> proof = sr.packs.prove("england", as_of="2024-05-01", subject="carer")
    >>> proof
    <england 2024-05-01: 0 findings, 4 declared>
    >>> {claim.proved for claim in proof.claims}
    {'proved'}
    """
    return answered(Proof, request("prove", pack, as_of, family=family, subject=subject, steps=steps), catalogue)


def compare(
    before: tuple[str, Day],
    after: tuple[str, Day],
    *,
    subject: str,
    family: Literal["thresholds", "reviews"] = "thresholds",
    steps: int | None = None,
    catalogue: Catalogue | None = None,
) -> Comparison:
    """Compares two packs, or one on two days: the smallest cases that they answer differently.

    ``equal`` is ``"proved"`` only where every case comes to the same levels, routes, reviews, steps and times; what
    these say beside (who, how strongly, in which words) is named in ``reworded`` and told by ``changes``.
    ``groups`` puts the differences together by what changes and by the rules responsible.

    >>> import safeguarding_rules as sr
    >>> sr.packs.compare(("england", "2019-01-01"), ("england", "2019-02-01"), subject="carer").equal
    'proved'
    >>> local = sr.packs.compare(("england", "2024-05-01"), ("walsall", "2024-05-01"), subject="child")
    >>> sorted({difference.change for difference in local.differences})[:2]
    ['gained', 'level-up']
    """
    asks: dict[str, Any] = {"question": "compare", "family": family, "subject": subject, **_sides(before, after)}
    if steps is not None:
        asks["steps"] = steps
    return answered(Comparison, asks, catalogue)


def changes(
    before: tuple[str, Day],
    after: tuple[str, Day],
    *,
    family: Family,
    subject: str | None = None,
    catalogue: Catalogue | None = None,
) -> Changes:
    """What two packs of a family, or one on two days, say differently, in the words of their documents.

    Texts are compared; ``compare`` says whether cases come to something else.

    >>> import safeguarding_rules as sr
    >>> changes = sr.packs.changes(("walsall", "2022-06-30"), ("walsall", "2022-07-01"), family="membership")
    >>> "Integrated Care Board" in changes.in_words()
    True
    """
    asks: dict[str, Any] = {"question": "changes", "family": family, **_sides(before, after)}
    if subject is not None:
        asks["subject"] = subject
    return answered(Changes, asks, catalogue)


def render(
    pack: str,
    *,
    as_of: Day,
    family: Family | None = None,
    format: Literal["markdown", "html"] = "markdown",
    subject: str | None = None,
    length: Literal["full", "short", "board"] = "full",
    catalogue: Catalogue | None = None,
) -> Document:
    """A pack as a document for people: levels and rules as sentences, tables, published texts linked, what is open.

    ``family``: thresholds where it is left out. ``format``: ``"markdown"``, or ``"html"``, one file that needs nothing
    beside it. ``length``: ``"short"`` tells one family in short, for thresholds what a safeguarding lead keeps at hand;
    ``"board"`` all families in short, for a member of a board, and takes neither ``family`` nor ``subject``.

    >>> import safeguarding_rules as sr
    >>> document = sr.packs.render("walsall", as_of="2024-05-01", subject="carer")
    >>> str(document).splitlines()[0]
    '# Walsall: levels of need and legal tests, An adult who cares for another adult, on 1 May 2024'
    >>> str(sr.packs.render("walsall", as_of="2024-05-01", length="board")).splitlines()[0]
    '# Walsall: the rules in short, on 1 May 2024'
    """
    wanted = None if length == "full" else length
    asks = request("render", pack, as_of, family=family, format=format, subject=subject, length=wanted)
    return answered(Document, asks, catalogue)


def coverage(
    *packs: PackGiven,
    fixtures: Iterable[FixturesGiven],
    catalogue: Catalogue | None = None,
) -> Coverage:
    """What of these packs no fixture shows; ``core/COVERAGE.md`` says what is counted.

    ``catalogue``: what the packs may lie on; the bundled ones where it is left out.

    >>> import safeguarding_rules as sr
    >>> says = {"strength": "must", "basis": "statute", "evidence": "recalled", "cites": [{"source": "act", "at": "1"}]}
    >>> pack = {"format": 1, "pack": "mine", "family": "thresholds", "title": "Mine", "from": "2024-01-01",
    ...         "checked_on": "2024-01-01", "sources": [{"id": "act", "title": "Act", "publisher": "Parliament"}],
    ...         "subjects": [{"id": "child", "label": "Child", "applies": {"all": []}, **says}],
    ...         "levels": [{"subject": "child", "number": number, "name": "Any", "summary": "All.", "responders": ["All"],
    ...                     "route_in": "Any", **says} for number in (1, 2)],
    ...         "facts": [{"id": "hurt", "subject": ["child"], "kind": "yes-no", "question": "Hurt?", "burden": "plain"}],
    ...         "rules": [{"id": "hurt", "subject": "child", "label": "Hurt", "when": {"fact": "hurt"},
    ...                    "then": {"level": 2}, **says}]}
    >>> asks = {"question": "thresholds", "pack": "mine", "subject": "child", "as_of": "2024-01-01"}
    >>> fixtures = {"fixtures": [{"name": "hurt", "request": {**asks, "facts": {"hurt": True}}, "expect": {"at_least": 2}}]}
    >>> (edition,) = sr.packs.coverage(pack, fixtures=[fixtures]).editions
    >>> [(gap.item, gap.lacking) for gap in edition.gaps]
    [('hurt', ('false', 'unknown'))]
    """
    return answered(Coverage, _measured("coverage", packs, fixtures), catalogue)


def mutate(
    *packs: PackGiven,
    fixtures: Iterable[FixturesGiven],
    every: int = 1,
    first: int = 0,
    catalogue: Catalogue | None = None,
) -> Mutation:
    """Makes these packs wrong, one change at a time, and tells which changes no fixture notices.

    It is much work, tens of milliseconds for each change of a large pack: ``every`` tries only every so many-th, from
    the one numbered ``first`` on, so that several threads or machines can share it.

    >>> import safeguarding_rules as sr
    >>> says = {"strength": "must", "basis": "statute", "evidence": "recalled", "cites": [{"source": "act", "at": "1"}]}
    >>> pack = {"format": 1, "pack": "mine", "family": "thresholds", "title": "Mine", "from": "2024-01-01",
    ...         "checked_on": "2024-01-01", "sources": [{"id": "act", "title": "Act", "publisher": "Parliament"}],
    ...         "subjects": [{"id": "child", "label": "Child", "applies": {"all": []}, **says}],
    ...         "levels": [{"subject": "child", "number": number, "name": "Any", "summary": "All.", "responders": ["All"],
    ...                     "route_in": "Any", **says} for number in (1, 2)],
    ...         "facts": [{"id": "hurt", "subject": ["child"], "kind": "yes-no", "question": "Hurt?", "burden": "plain"}],
    ...         "rules": [{"id": "hurt", "subject": "child", "label": "Hurt", "when": {"fact": "hurt"},
    ...                    "then": {"level": 2}, **says}]}
    >>> asks = {"question": "thresholds", "pack": "mine", "subject": "child", "as_of": "2024-01-01"}
    >>> fixtures = {"fixtures": [{"name": "hurt", "request": {**asks, "facts": {"hurt": True}}, "expect": {"at_least": 2}}]}
    >>> told = sr.packs.mutate(pack, fixtures=[fixtures])
    >>> told.killed_per_mille > 0, {one.fate for one in told.survivors} <= {"survived"}
    (True, True)
    """
    asks = _measured("mutate", packs, fixtures)
    return answered(Mutation, {**asks, "every": every, "first": first}, catalogue)


def _measured(question: str, packs: Iterable[PackGiven], fixtures: Iterable[FixturesGiven]) -> dict[str, Any]:
    def texts(given: Iterable[PackGiven]) -> list[str]:
        return [text if isinstance(text, str) else text.decode() for text in map(_text, given)]

    return {"question": question, "packs": texts(packs), "fixtures": texts(fixtures)}


def _sides(before: tuple[str, Day], after: tuple[str, Day]) -> dict[str, Any]:
    both = (("before", before), ("after", after))
    return {key: {"pack": pack, "as_of": written(day)} for key, (pack, day) in both}


def _text(pack: PackGiven) -> str | bytes:
    if isinstance(pack, (str, bytes)):
        return pack
    if isinstance(pack, Mapping):
        return json.dumps(dict(pack), ensure_ascii=False)
    with open(pack, "rb") as file:
        return file.read()
