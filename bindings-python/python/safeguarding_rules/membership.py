"""Who is what on a day, who may sit and deputise, what a meeting may do, and who decides what.

>>> import safeguarding_rules as sr
>>> tests = {"senior": True, "speaks": True, "commits": True, "holds-to-account": True}
>>> meeting = sr.membership.meeting(
...     "executive-group", [{"person": "director", "seats": ["executive.children"], "present": True, "tests": tests}],
...     matter="child-review.commission", no_others=True, interests=[], settings={"executive_quorum": "all-partners"},
...     pack="walsall", as_of="2021-11-10")
>>> meeting.constituted, meeting.outcome
(<Truth.FALSE: 'false'>, 'not-yet')
>>> [lacking.partner for lacking in meeting.lacking if lacking.what == "partner"]
['health', 'police']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from . import asking
from .answers import meetings
from .answers import structure as parts
from .catalogue import Catalogue, asked
from .shown import authority_html, meeting_html
from .values import Day

__all__ = [
    "Authority",
    "Drawing",
    "Meeting",
    "Membership",
    "Seat",
    "authority",
    "authority_table",
    "meeting",
    "organisations",
    "seat",
    "structure_diagram",
]


class Membership(parts.MembershipAnswer):
    """Who is what on a day: statutory partners, relevant agencies, members of a board."""

    def in_words(self) -> str:
        """The answer in plain English."""
        return asking.in_words(self)


class Seat(meetings.SeatAnswer):
    """Whether a person may sit, or deputise, and why (not)."""

    def in_words(self) -> str:
        """The answer in plain English."""
        return asking.in_words(self)

    def __repr__(self) -> str:
        return f"<{self.as_} in {self.seat} on {self.as_of}: {self.outcome}>"


class Meeting(meetings.MeetingAnswer):
    """Whether a meeting is properly constituted, and what it may do; a table in a notebook."""

    def in_words(self) -> str:
        """The answer in plain English, from what the meeting may do on."""
        return asking.in_words(self)

    def _repr_html_(self) -> str:
        return meeting_html(self)

    def __repr__(self) -> str:
        matter = "" if self.matter is None else f"; {self.matter}: {self.outcome}"
        return f"<{self.body} on {self.as_of}: constituted {self.constituted.value}{matter}>"


class Authority(parts.AuthorityAnswer):
    """Who decides what: every matter by every body; the matrix is a table in a notebook."""

    def part(self, matter: str, body: str) -> str:
        """What a body has to do with a matter: ``decides``, ``recommends`` …; a ``KeyError`` for unknown names.

        >>> import safeguarding_rules as sr
        >>> authority = sr.membership.authority(pack="walsall", as_of="2021-11-10")
        >>> authority.part("child-review.commission", "executive-group")
        'decides'
        """
        for row in self.matrix:
            if row.matter == matter:
                return {cell.body: cell for cell in row.bodies}[body].part
        raise KeyError(matter)

    def in_words(self) -> str:
        """The answer in plain English."""
        return asking.in_words(self)

    def _repr_html_(self) -> str:
        return authority_html(self)

    def __repr__(self) -> str:
        return f"<{self.pack} authority on {self.as_of}: {len(self.matters)} matters>"


class Drawing(parts.MembershipShown):
    """A table or a diagram, as Markdown and as SVG; a notebook draws it."""

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<{self.answer}: {self.title}>"


def organisations(
    organisations: Iterable[Mapping[str, Any]] = (),
    *,
    pack: str,
    as_of: Day,
    structure: bool = False,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Membership:
    """Who is a statutory partner, a relevant agency or a member of the board on a day.

    ``organisations``: an ``organisation`` of the pack, or one of your own with ``kinds``, ``in_area`` …
    ``structure``: also the bodies, seats and what connects them. Raises ``SafeguardingError``.

    >>> import safeguarding_rules as sr
    >>> who = sr.membership.organisations([{"organisation": "bcwb-ccg"}], pack="walsall", as_of="2022-08-01")
    >>> who.organisations[0].exists, who.organisations[0].became
    (<Truth.FALSE: 'false'>, ('bc-icb',))
    """
    request = asking.request("membership", pack, as_of, settings=settings)
    request["organisations"] = asking.copied(organisations)
    if structure:
        request["structure"] = True
    return asking.answered(Membership, request, catalogue)


def seat(
    seat: str,
    *,
    person: Mapping[str, Any],
    role: Literal["holder", "deputy"],
    pack: str,
    as_of: Day,
    matter: str | None = None,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Seat:
    """Whether this person may sit in the seat, or deputise in it (on a matter).

    ``person``: ``offices``, ``capacities`` (what they are for the partner, where the pack leaves open who is),
    ``kinds``, ``tests`` … as far as known. Raises ``SafeguardingError``.

    >>> import safeguarding_rules as sr
    >>> sr.membership.seat("executive.police", person={"tests": {"entrusted": True, "speaks": None}}, role="deputy",
    ...                    pack="walsall", as_of="2021-11-10")
    <deputy in executive.police on 2021-11-10: cannot-tell>
    """
    more: dict[str, Any] = {"seat": seat, "as": role, "person": person, "matter": matter, "settings": settings}
    return asking.answered(Seat, asking.request("seat", pack, as_of, **more), catalogue)


def meeting(
    body: str,
    people: Iterable[Mapping[str, Any]],
    *,
    pack: str,
    as_of: Day,
    matter: str | None = None,
    extra_seats: Iterable[Mapping[str, Any]] | None = None,
    no_others: bool = False,
    vacant: object = None,
    interests: object = None,
    members: int | None = None,
    chair_allows: bool | None = None,
    delegated: bool | None = None,
    consulted: Mapping[str, bool | None] | None = None,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Meeting:
    """Whether a meeting of a body is properly constituted, and what it may do about a matter.

    ``people``: ``person``, ``seats``, ``present``, ``tests``, ``agrees`` of each. ``no_others``: nobody was
    there but they. ``vacant`` and ``interests``: a list that holds exactly those, or ``sr.Some(…)``.
    ``consulted``: whether those were consulted whom these entries of authority name, by their ids.
    What is not given is not known, and ``missing`` names what of it could change the answer.

    Raises ``SafeguardingError``: unknown body, matter or keys, or so much open at once that not every way
    can be looked at (``request.too-open``).

    >>> import safeguarding_rules as sr
    >>> sr.membership.meeting("executive-group", [], pack="walsall", as_of="2021-11-10")
    <executive-group on 2021-11-10: constituted unknown>
    """
    more: dict[str, Any] = {"matter": matter, "extra_seats": extra_seats, "vacant": vacant, "interests": interests}
    more |= {"members": members, "chair_allows": chair_allows, "delegated": delegated}
    more |= {"consulted": consulted, "settings": settings}
    request = asking.request("meeting", pack, as_of, body=body, people=people, **more)
    if no_others:
        request["no_others"] = True
    return asking.answered(Meeting, request, catalogue)


def authority(
    *,
    pack: str,
    as_of: Day,
    matter: str | None = None,
    body: str | None = None,
    consulted: Mapping[str, bool | None] | None = None,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Authority:
    """Who decides what on a day: one matter or all, one body's parts or everybody's.

    ``consulted``: whether those were consulted whom these entries of authority name, by their ids; a matter's
    ``ready`` then says whether it may be decided, whoever decides it.

    >>> import safeguarding_rules as sr
    >>> sr.membership.authority(pack="walsall", as_of="2021-11-10", matter="child-review.commission").matters[0].label
    'Whether a local child safeguarding practice review is held'
    """
    more = {"consulted": consulted, "settings": settings}
    request = asking.request("authority", pack, as_of, matter=matter, body=body, **more)
    return asking.answered(Authority, request, catalogue)


def authority_table(
    *,
    pack: str,
    as_of: Day,
    matter: str | None = None,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Drawing:
    """Who proposes, considers, decides and is informed of each matter, as a table in Markdown and SVG.

    >>> import safeguarding_rules as sr
    >>> sr.membership.authority_table(pack="walsall", as_of="2021-11-10").svg[:4]
    '<svg'
    """
    return Drawing(asked(asking.request("authority-table", pack, as_of, matter=matter, settings=settings), catalogue))


def structure_diagram(
    *, pack: str, as_of: Day, settings: Mapping[str, Any] | None = None, catalogue: Catalogue | None = None
) -> Drawing:
    """The bodies with their seats and who reports to whom, as nested lists in Markdown and drawn in SVG.

    >>> import safeguarding_rules as sr
    >>> sr.membership.structure_diagram(pack="walsall", as_of="2021-11-10").markdown[0] in "#-*"
    True
    """
    return Drawing(asked(asking.request("structure-diagram", pack, as_of, settings=settings), catalogue))
