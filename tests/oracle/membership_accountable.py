"""Who stays answerable: the rows of accountability that lead from a body, an office or a capacity."""


def rows(book, sources, matter=None, chosen=None):
    """[who, item] for each source ({"body"}, {"office"} or {"capacity"}), in the order of the items.

    Each stands once, and one that leads to the same office for two partners once for each of them.

    A source by capacity may name the partner for whom somebody is that. With `chosen`, in one filling of the settings
    alone; without, in any.

    With a matter only items of children or of adults, as the matter is, and none that speaks of another matter.
    """
    found = []
    for item in there(book, "accountability", chosen):
        if matter is not None and not set(item["of"]) & set(matter["of"]):
            continue
        if matter is not None and item.get("matter", matter["id"]) != matter["id"]:
            continue
        for source in sources:
            found += [(partner, who, item["id"]) for partner, who in led_to(book, item, source, chosen)]
    return [[who, by] for _, who, by in dict.fromkeys(found)]


def there(book, name, chosen):
    """The items of a list that are in force in a filling of the settings, or, without one, may be."""
    return book.may_hold(name) if chosen is None else [i for i in book.lists[name] if book.holds(i, chosen)]


def led_to(book, item, source, chosen):
    """(the partner for whom, whom an item names) for a source."""
    if "office" in source and "capacity" in item["for"]:
        held = capacities(book, item["for"]["capacity"], chosen)
        mine = [c for c in held if c.get("office") == source["office"]]
        return [w for c in mine for w in names(book, item["who"], c.get("partner"), True, chosen)]
    if "capacity" in source and "partner" in source:
        mine = item["for"].get("capacity") == source["capacity"]
        return names(book, item["who"], source["partner"], True, chosen) if mine else []
    if item["for"] == source:
        return names(book, item["who"], None, False, chosen)
    return []


def names(book, who, partner, same, chosen):
    """The offices, bodies and partners that `who` names, each with the partner for whom, where it is a capacity.

    With `same`, a capacity of the same partner only; one of no partner is that for all of them.
    """
    if "capacity" in who:
        held = [c for c in capacities(book, who["capacity"], chosen) if "office" in c]
        mine = [c for c in held if not same or partner in (None, c.get("partner"))]
        return [(c.get("partner"), c["office"]) for c in mine]
    if "partners" in who:
        return [(None, p["id"]) for p in book.lists["partners"]]
    return [(None, one) for one in who.values()]


def capacities(book, word, chosen):
    """The items in force that give a capacity to an office."""
    return [c for c in there(book, "capacities", chosen) if c["capacity"] == word]
