"""Whole tables of incidents: what the reviews say of each, and where every action stands."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping
from typing import Any, Literal

from . import _native
from ._tables import ArrowTable, Columns, OfTable, Progress, Settings, told
from .catalogue import Catalogue, bundled
from .errors import raised


class ReviewOutcomes(OfTable):
    """What the reviews say of each row, as Arrow columns. ``actions`` is a table of its own: a row for each action.

    | column | type | what it says |
    |---|---|---|
    | ``applies`` | bool | whether it is such a subject; null: cannot be told |
    | ``<review>.outcome`` | dictionary | ``met``, ``not-met``, ``not-applicable``, ``cannot-tell`` |
    | ``<review>.at_least``, ``.at_most`` | dictionary | ``not-available``, ``power``, ``expectation``, ``duty`` |
    | ``exact`` | bool | false where a range may be too wide, since a search was stopped |
    | ``next_action``, ``next_state`` | dictionary | the action to take next, and where it stands |
    | ``next_due`` | date32 | the earliest, and so the safe, day it is due |
    | ``overdue`` | int32 | how many actions are surely overdue |
    | ``problems`` | list of strings | codes of what is wrong with the events |
    | ``blocking``, ``blocking_events`` | list of strings | the missing facts and events that could change the answer |

    The three columns of a review are null where no edition of the days that the incident can have happened on knows it.
    The columns from ``next_action`` on are there unless ``following`` is false, the last two on request.
    """

    def __init__(self, inner: _native.Table, actions: _native.Table | None) -> None:
        super().__init__(inner)
        self._actions = actions

    @property
    def actions(self) -> Columns:
        """Every action that applies, or may, of every row; ``row`` counts from 0.

        Columns: ``row``, ``action``, ``review``, ``applies`` (null: may), ``state``, ``could_be``, ``due_earliest``,
        ``due_latest``, ``outside``, ``overdue_least``, ``overdue_most``, ``done_earliest``, ``done_latest``,
        ``in_time``, ``late_least``, ``late_most``; each is what ``core/REVIEWS.md`` says of the key.
        """
        if self._actions is None:
            raise ValueError("the actions were not asked for; ask with actions=True")
        return Columns(self._actions)


def assess_table(
    table: ArrowTable,
    *,
    pack: str,
    subject: str = "incident",
    as_of: datetime.date | str | None = None,
    as_of_column: str | None = None,
    settings: Settings | None = None,
    columns: Mapping[str, str] | None = None,
    events: Mapping[str, str] | None = None,
    null_events: Literal["not-known", "not-happened"] = "not-known",
    no_other_events: bool = False,
    calendar: str | Mapping[str, Any] | None = None,
    following: bool = True,
    actions: bool = False,
    blocking: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
    catalogue: Catalogue | None = None,
) -> ReviewOutcomes:
    """What the reviews say of every row of a table, exactly as ``assess`` says of each.

    A column answers the fact, or says when the event happened, whose name it has (``la-aware`` may be ``la_aware``);
    ``columns`` names others by fact, ``events`` by event. Events are dates, or booleans: whether it has happened.
    A null is not known; ``null_events="not-happened"``: such an event has not happened.
    ``following``: what is to be done next, and what is wrong with the events. ``actions``: every action, with its due
    days, as a second table. Without ``following``, ``actions`` and ``blocking`` it is several times faster.
    The rest is as for ``sr.thresholds.assess_table``.

    >>> import datetime, pyarrow
    >>> import safeguarding_rules as sr
    >>> day = datetime.date
    >>> incidents = pyarrow.table({"incident_date": [day(2024, 3, 23)] * 2, "date_of_birth": [day(2024, 1, 7)] * 2,
    ...     "place": ["this-area"] * 2, "abuse_or_neglect_suspected": [True, None], "seriously_harmed": [True, True],
    ...     "la_aware": [day(2024, 3, 25)] * 2, "sin_submitted": [None, day(2024, 4, 2)]})
    >>> outcomes = sr.reviews.assess_table(incidents, as_of="2024-04-05", pack="walsall", null_events="not-happened",
    ...                                    actions=True)
    >>> pyarrow.table(outcomes)["serious-incident-notification.at_least"].to_pylist()
    ['duty', 'not-available']
    >>> pyarrow.table(outcomes).select(["next_action", "next_due"]).to_pylist()[0]
    {'next_action': 'sin.submit', 'next_due': datetime.date(2024, 4, 3)}
    >>> len(outcomes.actions) > 2
    True
    """
    if (as_of is None) == (as_of_column is None):
        raise TypeError("give either as_of or as_of_column")
    if isinstance(calendar, str):
        # The name of the one table at hand; another is refused as `assess` refuses it.
        from .reviews import deadline

        deadline("2024-01-01", "days", 1, calendar=calendar)
    try:
        rows, found = _native.assess_incidents(
            (catalogue or bundled())._inner,
            table,
            pack=pack,
            subject=subject,
            as_of=None if as_of is None else str(as_of),
            as_of_column=as_of_column,
            settings=list((settings or {}).items()),
            names=dict(columns or {}),
            events=dict(events or {}),
            null_is_not=null_events == "not-happened",
            no_other_events=no_other_events,
            calendar=None if calendar is None or isinstance(calendar, str) else json.dumps(dict(calendar)),
            following=following,
            actions=actions,
            blocking=blocking,
            threads=threads or os.cpu_count() or 1,
            progress=told(progress),
        )
    except _native.NativeError as refused:
        raised(refused)
    return ReviewOutcomes(rows, found)
