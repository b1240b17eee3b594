"""The same answers for big packs, by recursive case split instead of enumeration.

A condition is turned into a decision diagram. A node says "split on this variable" and has a child
for each of its values; the leaves are NO and YES. Two things keep it exact and small:
 - the variables are split on in one fixed order, and equal nodes are one node (`node` looks them up);
 - a node whose children are all the same is that child.
So a condition that is true in every filling IS the leaf YES, one that is false in every filling IS the
leaf NO, and a condition depends on a variable exactly when some node of its diagram splits on it.
(Two fillings that differ only in x and differ in truth exist just when the diagram mentions x.)

A fact with any number of options is split option by option: each option is a variable of its own,
("fact", id, option), with the values no and yes. The fact makes a difference just when one of them does.

A large disjunction is not built as one diagram: its members fall into groups that share no variable,
and those are decided apart (`Disjunction`).
"""

from domains import Subsets
from merge import consent_key, parts_of, walk
from truth import test

NO, YES = 0, 1
MOST_NODES = 3_000_000


def solve(book, domains):
    """What is true in all, none or some fillings; and which variables make a difference."""
    diagrams = Diagrams(book, domains)
    truths = {("rule", r["id"]): diagrams.of(r["when"]) for r in book.rules}
    truths["applies", ""] = diagrams.of(book.applies)
    for c in book.consent:
        truths["consent", consent_key(c)] = diagrams.of(c["unless"])
    for c in book.consistency:
        truths["never", c["id"]] = diagrams.of(c["never"])
    matter = set().union(*(diagrams.variables(diagrams.of(c)) for c in book.route_and_applies()))
    lowest = highest = 1
    reaching = {}
    for level in sorted({n for n, _ in book.level_rules()}):
        reached = Disjunction(diagrams, [truths["rule", r["id"]] for n, r in book.level_rules() if n >= level])
        lowest = max(lowest, level) if reached.verdict() == "true" else lowest
        highest = max(highest, level) if reached.verdict() != "false" else highest
        if level > 1:  # a rule for level 1 changes nothing: everybody is there
            reaching[level] = reached.variables()
            matter |= reaching[level]
    verdicts = {name: verdict(diagram) for name, diagram in truths.items()}
    for c in book.consent_shown((lowest, highest), verdicts):
        matter |= diagrams.variables(truths["consent", consent_key(c)])
    could_reach, decides = {}, {}
    for level in sorted(reaching):
        if lowest < level <= highest:
            could_reach |= {v[:2]: level for v in reaching[level]}
    for route, rule in book.route_rules.items():
        for v in diagrams.variables(truths["rule", rule["id"]]):
            decides.setdefault(v[:2], set()).add(route)
    return {
        "truths": {name: verdict(diagram) for name, diagram in truths.items()},
        "levels": (lowest, highest),
        "matter": [v for v in domains if v in {m[:2] for m in matter}],
        "could_reach": could_reach,
        "decides": decides,
    }


def verdict(diagram):
    """true, false or unknown."""
    return {YES: "true", NO: "false"}.get(diagram, "unknown")


def merge_alike(book, domains):
    """The domains with one value for all that every test takes alike.

    Values of counts that are compared with a setting, and settings, are left as they are;
    a fact with any number of options becomes a variable for each option that is not sure.
    """
    tests = {v: [] for v in domains}
    for condition in book.all_conditions():
        for c in walk(condition, book):
            if c not in tests["fact", c["fact"]]:
                tests["fact", c["fact"]].append(c)
    merged = {}
    for v, values in domains.items():
        if isinstance(values, Subsets):
            merged.update({(*v, option): [False, True] for option in values.loose})
        else:
            merged[v] = values if v[0] == "setting" else alike_once(values, tests[v], book)
    return merged


def alike_once(values, tests, book):
    """The first of each class of values that all the tests take alike."""
    if any(isinstance(c.get("at_least"), dict) for c in tests):
        return values
    kinds = {}
    for value in values:
        kinds.setdefault(tuple(test(c, value, c.get("at_least"), book.as_of) for c in tests), value)
    return list(kinds.values())


class Diagrams:
    """Decision diagrams over the variables of one case."""

    def __init__(self, book, domains):
        self.book, self.domains = book, merge_alike(book, domains)
        self.choices = {v: values for v, values in domains.items() if isinstance(values, Subsets)}
        self.order = split_order(book, self.domains)
        self.place = {v: n for n, v in enumerate(self.order)}
        self.nodes = [(len(self.order), ()), (len(self.order), ())]  # NO and YES: after every variable
        self.known, self.combined, self.conditions, self.support = {}, {}, {}, {}

    def node(self, place, children):
        """The node that splits on the variable at `place`; no node where all children are one."""
        if all(child == children[0] for child in children):
            return children[0]
        key = (place, children)
        if key not in self.known:
            if len(self.nodes) >= MOST_NODES:
                raise ValueError("too many cases to split")
            self.known[key] = len(self.nodes)
            self.nodes.append(key)
        return self.known[key]

    def of(self, condition):
        """The diagram of a condition."""
        if id(condition) not in self.conditions:  # the condition is kept, so that its id stays its own
            self.conditions[id(condition)] = (self.build(condition), condition)
        return self.conditions[id(condition)][0]

    def build(self, condition):
        """The diagram of a condition, from those of its parts."""
        if "fact" in condition:
            return self.of_test(condition)
        if "rule" in condition:
            return self.of(self.book.referred(condition["rule"]))
        parts = [self.of(part) for part in parts_of(condition)]
        if "all" in condition:
            return self.all_of(parts)
        if "any" in condition:
            return self.any_of(parts)
        if "not" in condition:
            return self.negated(parts[0])
        return self.count_of(parts, condition["at_least"])

    def of_test(self, c):
        """The diagram of one test of a fact (and of a setting, where it is compared with one)."""
        if ("fact", c["fact"]) in self.choices:
            return self.of_choices_test(c)
        bar, place = c.get("at_least"), self.place["fact", c["fact"]]
        values = self.domains["fact", c["fact"]]
        if not isinstance(bar, dict):
            truths = [test(c, value, bar, self.book.as_of) for value in values]
            return self.node(place, tuple(YES if t else NO for t in truths))
        setting = "setting", bar["setting"]
        cases = []
        for n, number in enumerate(self.domains[setting]):
            chosen = self.node_at(setting, n)
            reached = self.node(place, tuple(YES if v >= number else NO for v in values))
            cases.append(self.all_of([chosen, reached]))
        return self.any_of(cases)

    def of_choices_test(self, c):
        """The diagram of "includes", which counts to one, or of "includes_at_least"."""
        counted = [c["includes"]] if "includes" in c else c.get("of")
        values = self.choices["fact", c["fact"]]
        parts = [YES for o in values.sure if counted is None or o in counted]
        parts += [self.node_at(("fact", c["fact"], o), 1) for o in values.loose if counted is None or o in counted]
        return self.count_of(parts, c.get("includes_at_least", 1))

    def node_at(self, variable, n):
        """The diagram of "the variable has its n-th value"."""
        size = len(self.domains[variable])
        return self.node(self.place[variable], tuple(YES if m == n else NO for m in range(size)))

    def all_of(self, parts):
        result = YES
        for part in sorted(parts, reverse=True):
            result = self.combine("and", result, part)
        return result

    def any_of(self, parts):
        result = NO
        for part in sorted(parts, reverse=True):
            result = self.combine("or", result, part)
        return result

    def count_of(self, parts, n):
        """n or more of the parts. reached[k]: k or more of the parts looked at so far."""
        if n > len(parts):
            return NO
        reached = [YES] + [NO] * n
        for part in parts:
            more = [self.combine("and", reached[k], part) for k in range(n)]
            reached = [YES] + [self.combine("or", reached[k + 1], more[k]) for k in range(n)]
        return reached[n]

    def negated(self, a):
        return self.combine("and not", YES, a)

    def combine(self, how, a, b):
        """a and b, a or b, a and not b: split both on the first variable of either."""
        done = leaf(how, a, b)
        if done is not None:
            return done
        key = (how, a, b)
        if key not in self.combined:
            place = min(self.nodes[a][0], self.nodes[b][0])
            pairs = zip(self.children(a, place), self.children(b, place))
            self.combined[key] = self.node(place, tuple(self.combine(how, x, y) for x, y in pairs))
        return self.combined[key]

    def children(self, a, place):
        """The diagram `a` in each case of the variable at `place`."""
        at, children = self.nodes[a]
        return children if at == place else [a] * len(self.domains[self.order[place]])

    def variables(self, diagram):
        """The variables that a diagram depends on."""
        if diagram not in self.support:
            place, children = self.nodes[diagram]
            below = frozenset().union(*(self.variables(child) for child in set(children)))
            self.support[diagram] = below | {self.order[place]} if children else below
        return self.support[diagram]


def leaf(how, a, b):
    """The result of combining, where one side already decides it; else None."""
    if how == "and":
        if a == YES or a == b:
            return b
        return a if b == YES else NO if NO in (a, b) else None
    if how == "or":
        if a == NO or a == b:
            return b
        return a if b == NO else YES if YES in (a, b) else None
    if a == NO or b == YES or a == b:
        return NO
    if b == NO:
        return a
    return None


class Disjunction:
    """Some of these diagrams: decided in groups that share no variable.

    Since the groups are independent, the whole is true in every filling just when one group is;
    and where none is, all others can be false together, so the whole depends on whatever a group does.
    """

    def __init__(self, diagrams, members):
        self.diagrams = diagrams
        self.groups = [diagrams.any_of(group) for group in grouped(set(members), diagrams.variables)]

    def verdict(self):
        if YES in self.groups:
            return "true"
        return "false" if all(g == NO for g in self.groups) else "unknown"

    def variables(self):
        if YES in self.groups:
            return frozenset()
        return frozenset().union(*(self.diagrams.variables(g) for g in self.groups))


def grouped(members, variables_of):
    """The members in groups: two are in one group if they share a variable, or a third joins them."""
    groups = []  # (members, variables)
    for member in members:
        joined, used = [member], set(variables_of(member))
        apart = []
        for group in groups:
            if group[1] & used:
                joined, used = joined + group[0], used | group[1]
            else:
                apart.append(group)
        groups = apart + [(joined, used)]
    return [group for group, _ in groups]


def split_order(book, domains):
    """In which order to split. Any order is right; a good one keeps the diagrams small.

    The variable that most conditions share comes first; without it the conditions fall apart into
    groups that share nothing, and each is ordered in the same way.
    """
    unsure = {v for v, values in domains.items() if len(values) > 1}
    clauses = [clause for c in book.all_conditions() for clause in clauses_of(c, unsure, book)]
    order = ordered([c for c in clauses if c])
    return order + [v for v in domains if v not in set(order)]


def clauses_of(condition, unsure, book):
    """The unsure variables of each alternative of a condition."""
    if "any" in condition:
        return [clause for part in condition["any"] for clause in clauses_of(part, unsure, book)]
    if "rule" in condition:
        return clauses_of(book.referred(condition["rule"]), unsure, book)
    used = set().union(*(variables_tested(c, unsure) for c in walk(condition, book)))
    return [frozenset(used & unsure)]


def variables_tested(c, unsure):
    """The variables that a test looks at (for choices: the options it counts)."""
    if "includes" in c:
        return {("fact", c["fact"], c["includes"])}
    if "includes_at_least" in c:
        return {v for v in unsure if v[:2] == ("fact", c["fact"]) and v[2] in c.get("of", [v[2]])}
    setting = {("setting", c["at_least"]["setting"])} if isinstance(c.get("at_least"), dict) else set()
    return {("fact", c["fact"])} | setting


def ordered(clauses):
    """The variables of the clauses, most shared first, then group by group."""
    order, clauses = [], {c for c in clauses if c}
    for group in sorted(grouped(clauses, lambda c: c), key=lambda g: sorted(map(sorted, g))):
        uses = {}
        for clause in group:
            for v in clause:
                uses[v] = uses.get(v, 0) + 1
        first = min(uses, key=lambda v: (-uses[v], v))
        order += [first] + ordered([c - {first} for c in group])
    return order
