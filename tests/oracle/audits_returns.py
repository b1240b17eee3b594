"""Returns rated standard by standard."""

from audits_record import day_range
from audits_shelf import Refused, Shelf
from days import day


def audit_returns(documents, request):
    """The answer to a request about returns."""
    return Returns(documents, request).worded()


class Returns:
    """The returns of a request, against a set of standards and a scale."""

    def __init__(self, documents, request):
        self.request, self.as_of, self.problems = request, day(request["as_of"]), []
        shelf = Shelf(documents, request)
        if not shelf.has(self.as_of):
            raise Refused("request.no-edition")
        self.set = shelf.item("standard_sets", request["set"], self.as_of)
        if self.set is None:
            raise Refused("request.unknown-set")
        scale = shelf.item("scales", request["scale"], self.as_of)
        if scale is None:
            raise Refused("request.unknown-scale")
        self.ratings = scale["ratings"]
        self.order = [r["id"] for r in self.ratings]
        self.standards = [s["id"] for s in self.set["standards"]]

    def worded(self):
        """The answer, in the words of the wire."""
        returns = {}
        for n, given in enumerate(self.request["returns"]):
            if given["agency"] in returns:
                self.problems.append(("audits.twice", f"/returns/{n}/agency"))
                continue
            made = self.date(given, "on", f"/returns/{n}")
            if made is not None and made[0] > self.as_of:
                self.problems.append(("audits.ahead", f"/returns/{n}/on"))
            carried = [self.carried(c, f"/returns/{n}/carried/{k}") for k, c in enumerate(given.get("carried", []))]
            entries = self.entries(given["ratings"], f"/returns/{n}/ratings")
            told = {s: [a for t, a in self.plans if t == s] for s in entries}
            standards = dict.fromkeys([*self.standards, *(c["standard"] for c in carried)])
            plans = {s: joined([c for c in carried if c["standard"] == s], told.get(s, [])) for s in standards}
            found = self.one(entries, {s: [self.state(p) for p in plans[s]] for s in standards}, plans, made)
            year = given.get("year")
            found["carry"] = [
                [s, p["action"], p["owner"], p["from"] or year]
                for s in standards
                for p in plans[s]
                if p["closed"] is None
            ]
            returns[given["agency"]] = found
        return {
            "returns": returns,
            "standards": {s: self.over_all(s, returns.values()) for s in self.standards},
            "problems": sorted([list(p) for p in set(self.problems)]),
        }

    def date(self, item, key, at):
        """First and last day of a date, or None."""
        if key not in item:
            return None
        try:
            return day_range(item[key], self.as_of)
        except (ValueError, TypeError):
            self.problems.append(("audits.not-a-date", f"{at}/{key}"))
            return None

    def entries(self, given, at):
        """standard -> the entry that counts; None where it does not apply."""
        found, self.plans = {}, []
        for n, entry in enumerate(given):
            here = f"{at}/{n}"
            if entry["standard"] not in self.standards:
                self.problems.append(("audits.unknown-standard", f"{here}/standard"))
            elif entry["standard"] in found and not self.is_empty(found[entry["standard"]]):
                self.problems.append(("audits.twice", f"{here}/standard"))
            else:
                found[entry["standard"]] = self.entry(dict(entry), here)
        return found

    def is_empty(self, entry):
        """Does an entry say nothing of its standard?"""
        return entry is not None and not entry["actions"] and not {"self", "peer", "evidence"} & set(entry)

    def entry(self, entry, at):
        """An entry less what cannot be; None where the standard does not apply."""
        for key in ("self", "peer"):
            if key in entry and entry[key] not in self.order:
                self.problems.append(("audits.unknown-rating", f"{at}/{key}"))
                del entry[key]
        entry["actions"] = [self.plan(action, f"{at}/actions/{n}") for n, action in enumerate(entry.get("actions", []))]
        self.plans = [(s, p) for s, p in self.plans if s != entry["standard"]]
        self.plans += [(entry["standard"], plan) for plan in entry["actions"]]
        if "not_applicable" in entry:
            if entry["not_applicable"].strip():
                return None
            self.problems.append(("audits.no-reason", f"{at}/not_applicable"))
        return entry

    def carried(self, action, at):
        """Something that an earlier cycle left open."""
        if action["standard"] not in self.standards:
            self.problems.append(("audits.unknown-standard", f"{at}/standard"))
        return self.plan(action, at) | {"standard": action["standard"]}

    def plan(self, action, at):
        """What is said of an action."""
        closed = self.date(action, "closed", at)
        if closed is not None and closed[0] > self.as_of:
            self.problems.append(("audits.ahead", f"{at}/closed"))
            closed = None
        said = {key: action.get(key) for key in ("action", "owner", "from")}
        return said | {"due": self.date(action, "due", at), "closed": closed}

    def state(self, plan):
        """How an action stands."""
        found = {"action": plan["action"], "state": "open"}
        if plan["closed"] is not None:
            found["state"] = "closed"
        elif plan["due"] is not None and plan["due"][1] < self.as_of:
            found["state"] = "overdue"
        lacks = [key for key in ("owner", "due") if plan[key] is None]
        found |= {"lacks": lacks} if lacks and plan["closed"] is None else {}
        return found | ({} if plan["from"] is None else {"carried_from": plan["from"]})

    def one(self, entries, actions, plans, made):
        """What one return says."""
        said = {s: self.standard(entries.get(s, {})) for s in self.standards if entries.get(s, {}) is not None}
        for s in said:
            said[s]["actions"] = actions[s]

        def answered(s):
            """Is there an action that was not closed before the return was made?"""
            return any(p["closed"] is None or made is None or p["closed"][1] >= made[0] for p in plans[s])

        rated = {s: i["rating"] for s, i in said.items() if "rating" in i}
        missing = [s for s in said if s not in rated]
        core = [r for s, r in rated.items() if self.is_core(s)]
        sure = sum(i["compliant"] == "true" for i in said.values())
        found = {
            "complete": not missing,
            "standards": said,
            "counts": self.counts(rated.values()),
            "compliant": {"least": sure, "most": sure + len(missing)},
            "missing": missing,
            "without_evidence": [s for s in rated if said[s]["evidence_present"] == "false"],
            "without_action": [s for s in rated if said[s]["needs_action"] == "true" and not answered(s)],
            "without_owner_or_day": [s for s in said if any("lacks" in a for a in actions[s])],
        }
        if self.request.get("overall"):
            found |= {"worst": self.worst(rated.values())} if rated else {}
            found |= {"worst_core": self.worst(core)} if core else {}
        return found

    def standard(self, entry):
        """What is said of one standard."""
        found = {key: entry[key] for key in ("self", "peer") if key in entry}
        rating = entry.get("peer", entry.get("self"))
        if rating is not None:
            found["rating"] = rating
        if "self" in entry and "peer" in entry:
            steps = self.order.index(entry["peer"]) - self.order.index(entry["self"])
            found |= {"moved": "up" if steps > 0 else "down"} if steps else {}
        for key in ("compliant", "needs_action"):
            found[key] = "unknown" if rating is None else truth(self.ratings[self.order.index(rating)][key])
        found["evidence_present"] = truth(entry["evidence"] > 0) if "evidence" in entry else "unknown"
        return found

    def is_core(self, standard):
        """Is a standard a core one?"""
        return any(s["id"] == standard and s.get("core") for s in self.set["standards"])

    def counts(self, ratings):
        """How often each rating was given."""
        ratings = list(ratings)
        return {r: ratings.count(r) for r in self.order if r in ratings}

    def worst(self, ratings):
        """The worst of some ratings."""
        return min(ratings, key=self.order.index)

    def over_all(self, standard, returns):
        """What all returns say of one standard."""
        said = [r["standards"][standard] for r in returns if standard in r["standards"]]
        rated = [s["rating"] for s in said if "rating" in s]
        found = {"counts": self.counts(rated), "not_rated": len(said) - len(rated)}
        if rated:
            found["spread"] = {"worst": self.worst(rated), "best": max(rated, key=self.order.index)}
        return found


def joined(carried, own):
    """What was carried over, with what the return says of it, then what the return adds."""
    found = []
    for one in carried:
        said = next((p for p in own if p["action"] == one["action"]), {})
        found.append({key: one[key] if said.get(key) is None else said[key] for key in one})
    return found + [p for p in own if p["action"] not in [c["action"] for c in carried]]


def truth(value):
    """A truth in the words of the wire."""
    return "true" if value else "false"
