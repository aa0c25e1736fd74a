"""Checks the seed files against each other: that what an entry names exists, and that no form is torn.

Each problem is one line that names the file and the entry and says what to do.
"""

from collections.abc import Iterable, Iterator, Mapping

from graph.entries import EntryKind, MineralEntry, Name, PlaceEntry
from graph.names import fold
from graph.seedfiles import Seeds, problem

_FILE: Mapping[EntryKind, str] = {
    "mineral": "minerals",
    "country": "territories",
    "place": "places",
    "organization": "organizations",
    "alliance": "alliances",
}


def problems(seeds: Seeds) -> Iterator[str]:
    """Every rule that the files break together, file by file, then the forms that mean two things."""
    for mineral in seeds.minerals.values():
        yield from _unknown("minerals", mineral.id, "broader", mineral.broader, seeds.minerals)
    for place in seeds.places.values():
        yield from _unknown("places", place.id, "broader", place.broader, seeds.places)
        yield from _unknown("places", place.id, "countries", place.countries, seeds.territories)
        yield from _unknown("places", place.id, "minerals", place.minerals, seeds.minerals)
    for firm in seeds.organizations.values():
        codes = (*firm.home, firm.seat) if firm.seat else firm.home
        yield from _unknown("organizations", firm.id, "seat or home", codes, seeds.territories)
        yield from _unknown("organizations", firm.id, "minerals", firm.minerals, seeds.minerals)
    for alliance in seeds.alliances.values():
        codes = tuple(member.code for member in alliance.members)
        yield from _unknown("alliances", alliance.id, "members", codes, seeds.territories)
    for territory in seeds.territories.values():
        codes = tuple(member.code for member in territory.members)
        yield from _unknown("territories", territory.code, "members", codes, seeds.territories)
    yield from _circles("minerals", seeds.minerals)
    yield from _circles("places", seeds.places)
    yield from _clashes(seeds.names)


def _unknown(file: str, id: str, key: str, named: Iterable[str], known: Mapping[str, object]) -> Iterator[str]:
    for each in named:
        if each not in known:
            yield problem(file, id, f"{key} names {each!r}, which no entry has; add one or correct the spelling")


def _circles(file: str, entries: Mapping[str, MineralEntry] | Mapping[str, PlaceEntry]) -> Iterator[str]:
    for id in entries:
        above: set[str] = set()
        level = set(entries[id].broader)
        while level:
            above |= level
            level = {up for parent in level if parent in entries for up in entries[parent].broader} - above
        if id in above:
            yield problem(file, id, "broader leads back to the entry itself; break the circle")


def _clashes(names: Iterable[Name]) -> Iterator[str]:
    """Forms that mean two things, in one language, and are not all marked ambiguous."""
    groups: dict[str, list[Name]] = {}
    for name in names:
        groups.setdefault(fold(name.form), []).append(name)
    for group in groups.values():
        if all(name.id == group[0].id for name in group):
            continue
        for left in group:
            for right in group:
                if left.id < right.id and _clash(left, right):
                    unmarked = right if left.ambiguous else left
                    other = left if left.ambiguous else right
                    advice = f"{unmarked.form!r} also means {other.id!r}; list it under ambiguous in both entries"
                    yield problem(_FILE[unmarked.kind], unmarked.id, advice)


def _clash(left: Name, right: Name) -> bool:
    if (left.ambiguous and right.ambiguous) or (left.joint and right.joint):
        return False
    same_language = left.lang == right.lang or "*" in (left.lang, right.lang)
    told_by_case = left.exact_case and right.exact_case and left.form != right.form
    return same_language and not told_by_case
