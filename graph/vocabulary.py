"""The vocabulary: everything that the seed files know, checked when it is loaded.

    vocabulary = load_vocabulary()
    vocabulary.label("KZ", "fr")          # 'Kazakhstan'
    vocabulary.broader("neodymium")       # ('light-rare-earths', 'rare-earths')
    vocabulary.home("org:eurasian-resources-group")   # ('KZ',)

The seed files use SKOS names: pref_label, alt_label, broader, exact_match. `graph.seedfiles` reads them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from graph.entries import (
    COMPANY_TYPES,
    AllianceEntry,
    Entry,
    EntryKind,
    Membership,
    MineralEntry,
    Name,
    NameUse,
    OrganizationEntry,
    PlaceEntry,
    TerritoryEntry,
)
from graph.errors import VocabularyError
from graph.model import Edge, Node, PropertyValue
from graph.names import fold
from graph.schema import Label, RelType
from graph.seedcheck import problems
from graph.seedfiles import Seeds, read_seeds

__all__ = [
    "COMPANY_TYPES",
    "AllianceEntry",
    "Entry",
    "EntryKind",
    "Membership",
    "MineralEntry",
    "Name",
    "NameUse",
    "OrganizationEntry",
    "PlaceEntry",
    "TerritoryEntry",
    "Vocabulary",
    "load_vocabulary",
]


@dataclass(frozen=True)
class Vocabulary:
    """All entries by id, and all names under which texts know them."""

    minerals: Mapping[str, MineralEntry]
    territories: Mapping[str, TerritoryEntry]
    places: Mapping[str, PlaceEntry]
    organizations: Mapping[str, OrganizationEntry]
    alliances: Mapping[str, AllianceEntry]
    names: tuple[Name, ...]

    def entry(self, id: str) -> Entry | None:
        """The entry of an id, of whatever kind, or None."""
        return self._entries.get(id)

    def label(self, id: str, lang: str) -> str:
        """The display name of an id in "en" or "fr"; an id that is not known is its own label."""
        entry = self._entries.get(id)
        if entry is None:
            return id
        return entry.pref_label.get(lang) or entry.pref_label["en"]

    def broader(self, id: str) -> tuple[str, ...]:
        """The ancestors of a mineral or place, nearest first; those of a place end with its countries."""
        found: dict[str, None] = {}
        level = self._parents(id)
        while level:
            found.update(dict.fromkeys(parent for parent in level if parent not in found))
            level = tuple(above for parent in level for above in self._parents(parent) if above not in found)
        return tuple(found)

    def narrower(self, id: str) -> tuple[str, ...]:
        """The id and all its descendants: minerals of a group, places of a country."""
        found = {id: None}
        level = self._children.get(id, ())
        while level:
            found.update(dict.fromkeys(child for child in level if child not in found))
            level = tuple(below for child in level for below in self._children.get(child, ()) if below not in found)
        return tuple(found)

    def home(self, id: str) -> tuple[str, ...]:
        """The countries that the press takes for an organization's home; empty where it is not known."""
        entry = self.organizations.get(id)
        return () if entry is None else entry.home

    def members(self, id: str, on: str | None = None) -> tuple[str, ...]:
        """The codes of an alliance's (or the EU's) members on a date, or by the latest knowledge; sorted."""
        entry = self.alliances.get(id) or self.territories.get(id)
        return () if entry is None else tuple(sorted({m.code for m in entry.members if m.holds(on)}))

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The folded first parts of compound adjectives and their country: "sino" -> "CN"."""
        pairs = {fold(prefix): code for code, entry in self.territories.items() for prefix in entry.prefixes}
        return MappingProxyType(pairs)

    def reference_nodes(self) -> Iterator[Node]:
        """The nodes of the reference layer, sorted by id; each names the seed file it comes from."""
        for id, entry in sorted(self._entries.items()):
            properties: dict[str, PropertyValue] = {
                "name": entry.pref_label["en"],
                "name_en": entry.pref_label["en"],
                "name_fr": entry.pref_label["fr"],
                "source": _SOURCE[type(entry)],
            }
            labels = _LABELS[type(entry)]
            if isinstance(entry, TerritoryEntry):
                properties["code"] = id
            elif isinstance(entry, MineralEntry):
                properties.update({"symbol": entry.symbol} if entry.symbol else {})
                properties.update({"lists": entry.lists} if entry.lists else {})
            elif isinstance(entry, OrganizationEntry):
                label = Label.COMPANY if entry.type in COMPANY_TYPES else Label.ORGANIZATION
                labels = frozenset({Label.ACTOR, label})
                properties["kind"] = entry.type
            elif isinstance(entry, PlaceEntry):
                properties["kind"] = entry.type
            yield Node(id, labels, properties)

    def reference_edges(self) -> Iterator[Edge]:
        """The edges of the reference layer, sorted: PART_OF, BASED_IN, and MEMBER_OF or WAS_MEMBER_OF with dates."""
        edges: list[Edge] = []
        for id, entry in self._entries.items():
            source = _SOURCE[type(entry)]
            edges.extend(Edge(id, RelType.PART_OF, parent, "", {"source": source}) for parent in self._parents(id))
            if isinstance(entry, OrganizationEntry):
                edges.extend(Edge(id, RelType.BASED_IN, code, "", {"source": source}) for code in entry.home)
                if entry.seat and entry.seat not in entry.home:
                    edges.append(Edge(id, RelType.BASED_IN, entry.seat, "", {"source": source, "seat": True}))
            elif isinstance(entry, AllianceEntry | TerritoryEntry):
                as_of = getattr(entry, "as_of", None)
                properties: dict[str, PropertyValue] = {"source": source, **({"as_of": as_of} if as_of else {})}
                edges.extend(_membership(id, member, properties) for member in entry.members)
        yield from sorted(edges, key=lambda edge: (edge.source, edge.type, edge.target))

    @cached_property
    def country_words(self) -> Mapping[str, str]:
        """Folded names and demonyms that can only mean one country, to its code: for words inside other names."""
        return {
            fold(name.form): name.id
            for name in self.names
            if name.kind == "country" and not name.ambiguous and name.id != "EU" and len(name.form) > 3
        }

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return {**self.minerals, **self.territories, **self.places, **self.organizations, **self.alliances}

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for id in sorted((*self.minerals, *self.places)):
            for parent in self._parents(id):
                children.setdefault(parent, []).append(id)
        return {parent: tuple(ids) for parent, ids in children.items()}

    def _parents(self, id: str) -> tuple[str, ...]:
        if id in self.minerals:
            return self.minerals[id].broader
        if id in self.places:
            place = self.places[id]
            return (*place.broader, *(code for code in place.countries))
        return ()


_SOURCE: Mapping[type, str] = {
    MineralEntry: "seeds/minerals.yaml",
    TerritoryEntry: "seeds/territories.yaml",
    PlaceEntry: "seeds/places.yaml",
    OrganizationEntry: "seeds/organizations.yaml",
    AllianceEntry: "seeds/alliances.yaml",
}
_LABELS: Mapping[type, frozenset[Label]] = {
    MineralEntry: frozenset({Label.MINERAL}),
    TerritoryEntry: frozenset({Label.ACTOR, Label.REGION, Label.COUNTRY}),
    PlaceEntry: frozenset({Label.REGION}),
    OrganizationEntry: frozenset({Label.ACTOR, Label.ORGANIZATION}),
    AllianceEntry: frozenset({Label.ACTOR, Label.ORGANIZATION}),
}


@lru_cache(maxsize=8)
def load_vocabulary(directory: Path | None = None) -> Vocabulary:
    """The vocabulary of a folder of seed files, by default the one that comes with the program.

    Raises VocabularyError, which names the file and the entry, where a seed file breaks a rule.
    """
    folder = Path(str(files("seeds"))) if directory is None else directory
    seeds = read_seeds(folder)
    return _checked(seeds)


def _checked(seeds: Seeds) -> Vocabulary:
    for problem in problems(seeds):
        raise VocabularyError(problem)
    return Vocabulary(
        minerals=MappingProxyType(seeds.minerals),
        territories=MappingProxyType(seeds.territories),
        places=MappingProxyType(seeds.places),
        organizations=MappingProxyType(seeds.organizations),
        alliances=MappingProxyType(seeds.alliances),
        names=tuple(seeds.names),
    )


def _membership(alliance: str, member: Membership, properties: Mapping[str, PropertyValue]) -> Edge:
    dates = {"since": member.start, "until": member.end}
    type = RelType.MEMBER_OF if member.end is None else RelType.WAS_MEMBER_OF
    return Edge(member.code, type, alliance, "", {**properties, **{k: v for k, v in dates.items() if v is not None}})
