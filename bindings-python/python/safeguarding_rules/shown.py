"""Answers as tables for a notebook: plain HTML, without style sheets or scripts, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answers import audits, meetings, reviews, shared, structure, thresholds

_MOST = 40
"""So many rows of a table are shown; how many more there are is said."""

Cell = str | tuple[str, str]
"""A text, or a text and what it says when pointed at."""


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], first_is_head: bool = False) -> str:
    rows = list(rows)
    if not rows:
        return ""
    shown = "".join(_row(row, first_is_head) for row in rows[:_MOST])
    if len(rows) > _MOST:
        shown += f'<tr><td colspan="{len(heads)}">… and {len(rows) - _MOST} more</td></tr>'
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{shown}</tbody></table>"


def _row(cells: Sequence[Cell], first_is_head: bool) -> str:
    made: list[str] = []
    for number, cell in enumerate(cells):
        text, title = cell if isinstance(cell, tuple) else (cell, "")
        about = f' title="{escape(title)}"' if title else ""
        if first_is_head and number == 0:
            made.append(f'<th scope="row"{about}>{escape(text)}</th>')
        else:
            made.append(f"<td{about}>{escape(text)}</td>")
    return f"<tr>{''.join(made)}</tr>"


def _cites(cites: Iterable[shared.Cited]) -> str:
    return "; ".join(f"{cited.title}, {cited.at}" for cited in cites)


def _days(days: shared.Days | None) -> str:
    if days is None:
        return ""
    first, last = days.earliest.isoformat(), days.latest.isoformat()
    return first if first == last else f"{first} to {last}"


def _heading(words: str) -> str:
    return f"<p><strong>{escape(words)}</strong></p>"


def _next(question: shared.NextQuestion | None) -> str:
    return "" if question is None else f"<p>Next question: {escape(question.question)}</p>"


def _reasons(findings: Iterable[shared.Finding]) -> str:
    rows = [(finding.label, finding.basis, _cites(finding.cites)) for finding in findings]
    return _table("Reasons", ("What holds", "Rests on", "Where it stands"), rows)


def _range(low: object, high: object) -> str:
    return str(low) if low == high else f"{low} to {high}"


def decision_html(decision: thresholds.Decision) -> str:
    """The level, the routes, the reasons with where they stand, what is not known and what to ask next."""
    about = f"{decision.pack}, {decision.subject}, {decision.as_of}"
    level = "" if decision.level is None else f": level {_range(decision.level.at_least, decision.level.at_most)}"
    made = [_heading(about + level)]
    if decision.applies != "true":
        made.append(f"<p>Whether it applies: {escape(decision.applies.value)}.</p>")
    routes = [(route.route, route.truth.value, route.who, route.act) for route in decision.routes]
    made.append(_table("Routes", ("Route", "Holds", "Who", "Does"), routes))
    made.append(_reasons(finding for finding in decision.findings if finding.truth == "true"))
    missing = [
        (one.fact, one.state.value, "" if one.could_reach is None else str(one.could_reach), ", ".join(one.routes))
        for one in decision.missing
    ]
    made.append(_table("Not known, and could change the answer", ("Fact", "Why", "Level", "Routes"), missing))
    made.append(_next(decision.next_question))
    made += [f"<p>{escape(notice)}</p>" for notice in decision.notices]
    return "".join(made)


def reviews_html(decision: reviews.ReviewDecision) -> str:
    """Every review with what it is, every action with its day, the reasons and what is not known."""
    made = [_heading(f"{decision.pack}, {decision.subject}, {decision.as_of}")]
    rows: list[Sequence[Cell]] = [
        ((review.label, _cites(review.cites)), review.outcome, _range(review.at_least, review.at_most), review.who)
        for review in decision.reviews
    ]
    made.append(_table("Reviews", ("Review", "Criteria", "How firmly", "Who"), rows))
    actions: list[Sequence[Cell]] = [
        (_days(one.due), one.state, one.who, (one.does, _cites(one.cites))) for one in decision.actions
    ]
    made.append(_table("Actions", ("Due", "Stands", "Who", "Does"), actions))
    made.append(_reasons(finding for finding in decision.findings if finding.truth == "true"))
    missing = [(one.fact, one.state.value, ", ".join((*one.reviews, *one.actions))) for one in decision.missing]
    made.append(_table("Not known, and could change the answer", ("Fact", "Why", "Could decide"), missing))
    made.append(_next(decision.next_question))
    made += [f"<p>{escape(notice)}</p>" for notice in decision.notices]
    return "".join(made)


def schedule_html(schedule: audits.AuditDecision) -> str:
    """What comes next, every occurrence with its standing, what is out of step and what recurs."""
    made = [_heading(f"{schedule.pack}, {schedule.from_} to {schedule.until}, as of {schedule.as_of}")]
    if (ahead := schedule.next) is not None:
        what = " ".join(part for part in (ahead.programme, ahead.phase, ahead.step, ahead.duty, ahead.agency) if part)
        made.append(f"<p>Next: {escape(what)}, due {escape(_days(ahead.due))}, {escape(ahead.state)}</p>")
    rows = [
        (one.programme, str(one.year), one.phase, one.agency, _days(one.due), one.standing)
        for one in schedule.occurrences
    ]
    made.append(_table("Audits", ("Programme", "Year", "Phase", "Agency", "Due", "Stands"), rows))
    errors = [(one.programme, str(one.year), one.agency, one.message, one.put_right) for one in schedule.phase_errors]
    made.append(_table("Out of step", ("Programme", "Year", "Agency", "What", "What puts it right"), errors))
    duties = [
        ((duty.label, _cites(duty.cites)), time.agency or duty.who, _days(time.due), time.state)
        for duty in schedule.duties
        for time in duty.occurrences
    ]
    made.append(_table("Duties", ("Duty", "Who", "Due", "Stands"), duties))
    return "".join(made) + _open(schedule.open_settings)


def _open(settings: Iterable[shared.OpenSetting]) -> str:
    rows = [(setting.label, setting.set_by) for setting in settings]
    return _table("Not set in the source", ("What", "Who sets it"), rows)


def meeting_html(meeting: meetings.MeetingAnswer) -> str:
    """What the meeting may do, what is lacking, who was there and what is not known."""
    about = f"{meeting.name or meeting.body}, {meeting.as_of}: properly constituted {meeting.constituted.value}"
    made = [_heading(about)]
    if meeting.matter is not None:
        made.append(f"<p>{escape(meeting.matter)}: {escape(str(meeting.outcome))}</p>")
    lacking = [(one.what, " ".join(_named(one.to_dict()))) for one in meeting.lacking]
    made.append(_table("Lacking", ("What", "Of what"), lacking))
    partners = [(one.label, one.represented.value, ", ".join(one.people)) for one in meeting.partners]
    made.append(_table("Partners", ("Partner", "Represented", "By"), partners))
    people = [(one.person, one.counts.value, one.has_a_say.value) for one in meeting.people]
    made.append(_table("People", ("Person", "Counts", "Has a say"), people))
    missing = [(" ".join(_named(one.to_dict())),) for one in meeting.missing]
    made.append(_table("Not known, and could change the answer", ("What",), missing))
    return "".join(made) + _open(meeting.open_settings)


def _named(item: dict[str, object]) -> Iterable[str]:
    return (str(value) for key, value in item.items() if key != "what")


def authority_html(authority: structure.AuthorityAnswer) -> str:
    """The matrix: matters down, bodies across, what each has to do with it."""
    labels = {matter.matter: (matter.label, _cites(matter.cites)) for matter in authority.matters}
    bodies = list(dict.fromkeys(cell.body for row in authority.matrix for cell in row.bodies))
    rows: list[Sequence[Cell]] = []
    for row in authority.matrix:
        cells = {cell.body: cell for cell in row.bodies}
        shown: list[Cell] = [labels.get(row.matter, row.matter)]
        for body in bodies:
            cell = cells.get(body)
            if cell is None or cell.part == "none":
                shown.append("")
            else:
                shown.append(" or ".join(cell.could_be) if cell.could_be else cell.part)
        rows.append(shown)
    heading = _heading(f"{authority.pack}, {authority.as_of}: who decides what")
    return heading + _table("Matters and bodies", ("Matter", *bodies), rows, first_is_head=True)
