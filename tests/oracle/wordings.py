"""Items that the stretches of a case have in different words: each wording is an item of its own."""

from claims import merged

SHOWN = ["review", "strength", "basis", "evidence", "cites"]
ROLE = ["role", "who", "does", *SHOWN]
LINK = ["with", "how", "words", *SHOWN]
ACTION = ["who", "does", "to", "note", "clock", "done_by", "needs", "also", *SHOWN]


class Wording:
    """One wording of an item. `places`: [(book, days of the incident)] of the stretches in which it is there, or may be."""

    def __init__(self, item):
        self.item, self.truths, self.places, self.truth, self.name = item, {}, [], "false", item["id"]

    def since(self):
        """The first day of the rules that have these words."""
        return min(book.as_of for book, _ in self.places)


def wordings(said, kind, name, keys):
    """The wordings of the items of a list that are not false, as the latest stretch has them."""
    found = {}
    for n, (book, _, truths) in enumerate(said.kinds):
        items = getattr(book, name)
        for item in items.values() if isinstance(items, dict) else items:
            words = repr([item["id"], *(item.get(key) or None for key in keys)])
            wording = found.setdefault(words, Wording(item))
            wording.item = item
            wording.truths[n] = truths[kind, item["id"]]
    for wording in found.values():
        wording.truth = merged(wording.truths.get(n, "false") for n in range(len(said.kinds)))
        here = {id(said.kinds[n][0]) for n, truth in wording.truths.items() if truth != "false"}
        wording.places = [said.kinds[n][:2] for n in wording.truths if id(said.kinds[n][0]) in here]
    told = [wording for wording in found.values() if wording.truth != "false"]
    for wording in told:
        others = sorted((other for other in told if other.item["id"] == wording.item["id"]), key=Wording.since)
        # The wordings of one item are told apart by their order in time.
        wording.name = f"{wording.item['id']} {others.index(wording)}" if len(others) > 1 else wording.name
    return told
