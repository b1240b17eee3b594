"""Duties that recur: when each falls due, on whom, and how it stands."""

from audits_shelf import first_day
from clocks import stepped
from days import FIRST_DAY, LAST_DAY, ONE_DAY, day
from merge import in_force


class Duties:
    """The recurring duties of a case."""

    def __init__(self, case):
        self.case, self.shelf, self.problems, self.touched = case, case.shelf, [], set()
        self.ids = []
        for first, last in case.stretches_of_span():
            self.ids += [d["id"] for d in self.shelf.lists(first)["duties"] if self.is_listed(d, first, last)]
        self.ids = [d["id"] for d in self.latest_order() if d["id"] in self.ids]
        wanted = {e.item["duty"] for e in case.record.duties}
        every = [*self.ids, *sorted(wanted - set(self.ids))]
        self.found = {duty: self.answered(duty) for duty in every}

    def is_listed(self, item, first, last):
        """Is a duty in force on some day of a stretch of the span? (Stretches have no turns inside.)"""
        return in_force(item, first)

    def latest_order(self):
        """Every duty of the span, in the order of the latest stretch that has it."""
        found = {}
        for first, _ in reversed(self.case.stretches_of_span()):
            for item in self.shelf.lists(first)["duties"]:
                found.setdefault(item["id"], item)
        return list(found.values())

    def versions(self, duty):
        """(first day, last day, item) of each stretch that has the duty in force."""
        found = []
        for first, last in self.shelf.stretches():
            item = self.shelf.item("duties", duty, first)
            if item is not None:
                found.append((first, last, item))
        return found

    def in_span(self, duty):
        """The same, of the stretches of the span."""
        begin, end = self.case.span
        return [v for v in self.versions(duty) if v[0] < end and v[1] >= begin]

    def worded(self):
        """duty -> what is said of it."""
        return {duty: self.found[duty] for duty in self.ids}

    def answered(self, duty):
        """Whether a duty is active, what is not set, and its occurrences."""
        versions = self.in_span(duty)
        latest = versions[-1] if versions else self.versions(duty)[-1]
        missing = [name for first, _, item in versions for name in self.not_set(item, first)]
        made = self.made(duty)
        found = [o for o in made if self.active(o.item, o.base_day) == "true" and o.is_in(self.case.span)]
        found.sort(key=lambda o: (o.order, self.case.agencies.given[o.agency]["place"] if o.agency else 0))
        return {
            "active": self.active(latest[2], latest[0]),
            "not_set": sorted(set(missing)),
            "occurrences": [o.worded() for o in found],
        }

    def active(self, item, when):
        """Truth of: it is in force."""
        if "active" not in item:
            return "true"
        value = self.shelf.value({"setting": item["active"]["setting"]}, when)
        return "unknown" if value is None else "true" if value == item["active"]["is"] else "false"

    def not_set(self, item, when):
        """The settings on which a duty hangs, and which are not set."""
        if self.active(item, when) == "false":
            return []
        cadence = item["cadence"]
        refs = [cadence.get(key) for key in ("months", "year_kind", "anchor", "start")]
        refs += [item.get("due", {}).get("n"), item.get("active")]
        return self.shelf.open_in([{"setting": r["setting"]} if isinstance(r, dict) else r for r in refs], when)

    def agencies_of(self, item, when):
        """Whom an occurrence is for: the agencies of its types on a day, or None for the partnership."""
        if "each" not in item:
            return [None]
        edition_day = min(when, self.case.last_known)
        given = self.case.agencies.given
        return [a for a in given if set(item["each"]) & set(self.case.agencies.types_on(a, edition_day, when))]

    def made(self, duty):
        """Every occurrence of a duty, those outside the span too, each with what answers it."""
        kinds = {v[2]["cadence"]["kind"] for v in self.versions(duty)}
        made = []
        for kind in sorted(kinds):
            versions = [v for v in self.versions(duty) if v[2]["cadence"]["kind"] == kind]
            entries = [e for e in self.case.record.duties if e.item["duty"] == duty]
            made += getattr(self, kind.replace("-", "_"))(versions, entries)
        return made

    def entries_for(self, entries, agency):
        """The entries that count for an agency (or for the partnership), if their period does not matter."""
        if agency is None:
            return entries
        own = [e for e in entries if e.agency in (agency, *self.case.agencies.place_of(agency))]
        if own:
            return own
        for who in (self.case.agencies.given[agency].get("answered_by"),):
            own = [e for e in entries if e.agency == who and who is not None]
            if own:
                return own
        return [e for e in entries if e.agency is None]

    def periods(self, versions):
        """(item, first day, first day after, due or None) of each period, in order."""
        found = []
        for first, last, item in versions:
            cadence = item["cadence"]
            names = ("months", "year_kind", "anchor")
            months, kind, anchor = (self.shelf.value(cadence.get(name), first) for name in names)
            if months is None or kind is None or (months > 12 and anchor is None):
                continue
            for begin in self.begins(months, kind, anchor, first, min(last, self.case.horizon)):
                after = stepped(begin, "months", months)
                found.append((item, begin, after, self.period_due(item, after, first)))
        return found

    def lengths(self, item, first):
        """(months, kind of year, anchor) of the periods, or None while one of them is not set."""
        cadence = item["cadence"]
        months, kind = (self.shelf.value(cadence[name], first) for name in ("months", "year_kind"))
        anchor = self.shelf.value(cadence.get("anchor"), first)
        return None if None in (months, kind) or ("anchor" in cadence and anchor is None) else (months, kind, anchor)

    def begins(self, months, kind, anchor, first, last):
        """The first days of the periods that begin between two days."""
        found = []
        for year in range(first.year - 1, last.year + 1):
            start = first_day(kind, year)
            if months > 12:
                days = [start] if (year - anchor) % (months // 12) == 0 else []
            else:
                days = [stepped(start, "months", n) for n in range(0, 12, months)]
            found += [d for d in days if first <= d <= last]
        return found

    def period_due(self, item, after, edition_day):
        """The day on which what a period asks for is due."""
        if "due" not in item:
            return after - ONE_DAY
        return self.count(item, after, edition_day)

    def count(self, item, begin, edition_day):
        """The due day counted from a day, or None."""
        due = item.get("due")
        n = None if due is None else self.shelf.value(due["n"], edition_day)
        if n is None:
            return None
        return self.case.count(begin, due["unit"], n, item["id"], due.get("direction", "after"))

    def periodic(self, versions, entries):
        """The occurrences of a periodic duty."""
        periods = self.periods(versions)
        unset = any(self.lengths(item, first) is None for first, _, item in versions)
        by_day = {p[1]: p for p in periods}
        starts = sorted(by_day)
        told, loose = {}, []
        for entry in entries:
            if "for" not in entry.item:
                loose.append(entry)
            elif day(entry.item["for"]) in by_day:
                told.setdefault(day(entry.item["for"]), []).append(entry)
            elif not unset:
                self.problems.append(("audits.no-period", f"/happened/{entry.place}/for"))
        for entry in sorted(loose, key=lambda e: (e.days, e.place)):
            taken = {d for d, es in told.items() if any(e.agency == entry.agency or self.is_one(by_day) for e in es)}
            free = [d for d in starts if d <= entry.days[1] and d not in taken]
            ends = {d: by_day[d][3] or by_day[d][2] - ONE_DAY for d in free}
            ahead = sorted((d for d in free if ends[d] >= entry.days[0]), key=lambda d: (ends[d], d))
            past = sorted((d for d in free if ends[d] < entry.days[0]), key=lambda d: (-ends[d].toordinal(), d))
            if ahead and past:
                # One that still runs, and is due after its end, gives way to one that was due nearer to the day.
                after, on = by_day[ahead[0]][2], entry.days[0]
                runs = after > entry.days[1] and ends[ahead[0]] >= after
                ahead = past if runs and on - ends[past[0]] < ends[ahead[0]] - on else ahead
            free = ahead or past
            if free:
                told.setdefault(free[0], []).append(entry)
            elif not unset:
                self.problems.append(("audits.no-period", f"/happened/{entry.place}/on"))
        made = []
        for item, begin, after, due in periods:
            for agency in self.agencies_of(item, due or after - ONE_DAY):
                answers = self.entries_for(told.get(begin, []), agency)
                days = earliest(answers)
                made.append(Occurrence(self.case, item, agency, begin, due and (due, due), days, period=(begin, after)))
        return made

    def is_one(self, by_day):
        """Is the duty one of the partnership?"""
        return all("each" not in p[0] for p in by_day.values())

    def from_last(self, versions, entries):
        """The occurrences of a duty that is due so long after it was last done."""
        self.no_periods(entries)
        entries = [e for e in entries if "for" not in e.item]
        each = any("each" in v[2] for v in versions)
        made = []
        for agency in self.case.agencies.given if each else [None]:
            made += self.chain(versions, sorted(e.days for e in self.entries_for(entries, agency)), agency)
        return made

    def chain(self, versions, dones, agency):
        """One after another, each counted from the day the last was done, or due."""
        first, _, item = versions[0]
        start = self.shelf.value(item["cadence"]["start"], first)
        base, made = (day(start),) * 2 if start is not None else None, []
        dones = [d for d in dones if base is None or d[1] >= base[0]]
        if base is None:
            if not dones:
                return []
            base = dones.pop(0)
            made.append(Occurrence(self.case, item, agency, base[0], None, base))
        while True:
            first, item = self.version_on(versions, base[0])
            months = self.shelf.value(item["cadence"]["months"], first)
            if months is None or base[0] > self.case.horizon:
                break
            due = tuple(stepped(d, "months", months) for d in base)
            done = dones.pop(0) if dones else None
            made.append(Occurrence(self.case, item, agency, base[0], due, done, since=base))
            base = done or due
        return [o for o in made if self.is_for(o)]

    def is_for(self, occurrence):
        """Is one of `from-last` in force, and for that agency, on the day it is due?"""
        when = occurrence.due[0] if occurrence.due else occurrence.done[0]
        if not in_force(occurrence.item, when):
            return False
        return occurrence.agency is None or occurrence.agency in self.agencies_of(occurrence.item, when)

    def version_on(self, versions, when):
        """(day of the edition, item) of a duty on a day, or the first that there is."""
        for first, last, item in versions:
            if first <= when <= last:
                return first, item
        return (versions[0] if when < versions[0][0] else versions[-1])[::2]

    def no_periods(self, entries):
        """A `for` names no period where a duty has none."""
        for entry in entries:
            if "for" in entry.item:
                self.problems.append(("audits.no-period", f"/happened/{entry.place}/for"))

    def per_event(self, versions, entries):
        """The occurrences of a duty that something calls for."""
        self.no_periods(entries)
        entries = [e for e in entries if "for" not in e.item]
        each = any("each" in v[2] for v in versions)
        made = []
        for agency in self.case.agencies.given if each else [None]:
            mine = self.entries_for_words(versions, entries, agency)
            made += self.called(versions, *mine, agency)
        return made

    def entries_for_words(self, versions, entries, agency):
        """(the calls, the doings) that count for an agency, by their days."""
        events = {v[2]["cadence"]["event"] for v in versions}
        called = [e for e in entries if e.what in events]
        seen = {(e.agency, e.days) for e in called}
        for e in self.case.record.duties:  # what calls for one duty calls for every other that waits for it
            if e.what in events and "for" not in e.item and (e.agency, e.days) not in seen:
                seen.add((e.agency, e.days))
                called.append(e)
        calls = self.entries_for(called, agency)
        dones = self.entries_for([e for e in entries if e.what not in events], agency)
        return sorted(e.days for e in calls), sorted(e.days for e in dones)

    def called(self, versions, calls, dones, agency):
        """An occurrence for every call; one that waits where there is none in the span."""
        made = []
        for call in calls:
            found = [v for v in versions if v[0] <= call[0] <= v[1]]
            if not found:
                continue
            first, _, item = found[0]
            due = tuple(self.count(item, d, first) for d in call) if "due" in item else None
            due = None if due is None or due[0] is None else (due[0], due[1] or LAST_DAY)
            if agency is not None and agency not in self.agencies_of(item, due[0] if due else call[0]):
                continue
            done = next((d for d in dones if d[1] >= call[0]), None)
            if done is not None:
                dones.remove(done)
            made.append(Occurrence(self.case, item, agency, call[0], due, done, called=call))
        if not any(o.is_in(self.case.span) for o in made):
            spanned = self.in_span(versions[0][2]["id"])
            item = spanned[-1][2] if spanned else None
            if item and (agency is None or agency in self.agencies_of(item, self.case.as_of)):
                made.append(Occurrence(self.case, item, agency, None, None, None, waits=True))
        return made

    def continuous(self, versions, entries):
        """The one occurrence of a duty that is always to be seen to."""
        self.no_periods(entries)
        ahead = [v for v in versions if v[1] >= self.case.as_of]
        if not ahead:
            return []
        item, waits = ahead[0][2], self.case.as_of < ahead[0][0]
        return [
            Occurrence(self.case, item, agency, None, None, None, waits=waits)
            for agency in self.agencies_of(item, self.case.as_of)
        ]

    def strangers(self):
        """Entries of agencies that are of none of the types for which a duty is."""
        for entry in self.case.record.duties:
            items = [v[2] for v in self.versions(entry.item["duty"])]
            if entry.agency is None or any("each" not in i for i in items):
                continue
            who = self.case.agencies.counted_for(entry.agency)
            kinds = {t[0] for a in who for t in self.case.agencies.types[a]}
            if not any(kinds & set(i["each"]) for i in items):
                self.problems.append(("audits.not-a-member", f"/happened/{entry.place}/agency"))


def earliest(entries):
    """First and last day of the earliest of some entries, or None."""
    return (min(e.days[0] for e in entries), min(e.days[1] for e in entries)) if entries else None


class Occurrence:
    """One time that a duty falls due."""

    def __init__(self, case, item, agency, begin, due, done, period=None, since=None, called=None, waits=False):
        self.case, self.item, self.agency, self.begin, self.due, self.done = case, item, agency, begin, due, done
        self.period, self.since, self.called, self.waits = period, since, called, waits
        self.base_day = begin or max(case.span[0], min(case.as_of, case.last_known))
        self.order = due[0] if due and since else begin or FIRST_DAY

    def is_in(self, span):
        """Does it belong to the span?"""
        if self.begin is None:
            return True
        when = self.due[0] if self.since and self.due else self.begin
        return span[0] <= when < span[1]

    def states(self):
        """The states that are possible."""
        as_of, begins = self.case.as_of, self.since or (self.begin or FIRST_DAY,) * 2
        if self.waits:
            return {"not-yet-due"}
        if self.done:
            return {"done"}
        dues = self.due or (LAST_DAY, LAST_DAY)
        return {
            "overdue" if as_of > due else "not-yet-due" if as_of < begin else "due" for due, begin in zip(dues, begins)
        }

    def worded(self):
        """What is said of it."""
        states, found = self.states(), {}
        found["agency"] = self.agency
        if self.period:
            found["from"], found["until"] = map(str, self.period)
        if self.called:
            found["called_on"] = span_of(self.called)
        due = self.due if self.due and self.due[1] < LAST_DAY else None
        if due:
            found["due"] = span_of(due)
        found["state"] = states.pop() if len(states) == 1 else "cannot-tell"
        if found["state"] == "overdue":
            found["overdue_days"] = numbers((self.case.as_of - d).days for d in self.due)
        if self.done and self.done[0] > FIRST_DAY:
            found["done"] = span_of(self.done)
        if self.done and due:
            found |= timed((d, e) for d in self.done for e in due)
        return {k: v for k, v in found.items() if v is not None}


def timed(pairs):
    """Was something in time, and if not surely, how late? The pairs are of the day it was done, and due."""
    late = [max(0, (done - due).days) for done, due in pairs]
    truth = "true" if max(late) == 0 else "false" if min(late) > 0 else "unknown"
    return {"in_time": truth} if truth == "true" else {"in_time": truth, "late_days": numbers(late)}


def span_of(days):
    """Days in the words of the wire."""
    return {"earliest": str(min(days)), "latest": str(max(days))}


def numbers(found):
    """Numbers in the words of the wire."""
    found = list(found)
    return {"least": min(found), "most": max(found)}
