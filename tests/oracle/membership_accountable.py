"""Who stays answerable: the rows of accountability that lead from a body, an office or a capacity."""


def rows(book, sources, matter=None):
    """[who, item] for each source ({"body"}, {"office"} or {"capacity"}), each once, in the order of the items.

    With a matter only items of children or of adults, as the matter is, and none that speaks of another matter.
    """
    found = []
    for item in book.may_hold("accountability"):
        if matter is not None and not set(item["of"]) & set(matter["of"]):
            continue
        if matter is not None and item.get("matter", matter["id"]) != matter["id"]:
            continue
        for source in sources:
            for who in led_to(book, item, source):
                if [who, item["id"]] not in found:
                    found.append([who, item["id"]])
    return found


def led_to(book, item, source):
    """Whom an item names for a source."""
    if "office" in source and "capacity" in item["for"]:
        held = capacities(book, item["for"]["capacity"])
        mine = [c for c in held if c.get("office") == source["office"]]
        return [w for c in mine for w in names(book, item["who"], c.get("partner"), True)]
    if item["for"] == source:
        return names(book, item["who"], None, False)
    return []


def names(book, who, partner, same):
    """The offices, bodies and partners that `who` names; with `same`, a capacity of the same partner only."""
    if "capacity" in who:
        held = [c for c in capacities(book, who["capacity"]) if not same or c.get("partner") == partner]
        return list(dict.fromkeys(c["office"] for c in held if "office" in c))
    if "partners" in who:
        return [p["id"] for p in book.lists["partners"]]
    return list(who.values())


def capacities(book, word):
    """The items in force that give a capacity to an office."""
    return [c for c in book.may_hold("capacities") if c["capacity"] == word]
