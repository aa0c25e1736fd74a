"""The entries of the vocabulary: what the seed files say about minerals, territories, places and the rest.

All are immutable. Labels are mappings from "en" and "fr"; countries are ISO 3166 alpha-2 codes, "EU" for the
Union and "XK" for Kosovo; dates are ISO 8601.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

EntryKind = Literal["mineral", "country", "place", "organization", "alliance"]


class NameUse(StrEnum):
    """How a name means its entry."""

    NAME = "name"
    DEMONYM = "demonym"  # adjectives and inhabitants: "Kazakh", "kazakhes"
    METONYM = "metonym"  # a capital, palace, ministry or head of state for the government
    SYMBOL = "symbol"  # chemical symbols: "Ga"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Name:
    """A form under which texts know an entry.

    `ambiguous` marks a form with other meanings, in the vocabulary or as an ordinary word, which needs context.
    `exact_case` marks one that counts only as written here: "In", "AU", "US". `joint` marks one that means all its
    entries at once: "NdPr" is neodymium and praseodymium. `lang` is "*" for both.
    """

    form: str
    lang: Literal["en", "fr", "*"]
    id: str
    kind: EntryKind
    use: NameUse
    ambiguous: bool = False
    exact_case: bool = False
    joint: bool = False


@dataclass(frozen=True, slots=True)
class MineralEntry:
    """A mineral or a group of minerals. `broader` are direct parents; `lists` the criticality lists it is on."""

    id: str
    pref_label: Mapping[str, str]
    symbol: str | None = None
    broader: tuple[str, ...] = ()
    exact_match: str | None = None
    lists: tuple[str, ...] = ()
    hs6: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """One member of an alliance, from `start` (inclusive) to `end` (exclusive) where these are known."""

    code: str
    start: str | None = None
    end: str | None = None

    def holds(self, on: str | None) -> bool:
        """Whether it is a member on that date (of any precision), or, for None, by the latest knowledge."""
        if on is None:
            return self.end is None
        return (self.start is None or self.start[: len(on)] <= on) and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class TerritoryEntry:
    """A country, territory or the European Union, which alone has members.

    `adjectives_fr` holds inflections in the order masculine, feminine, masculine plural, feminine plural.
    """

    code: str
    pref_label: Mapping[str, str]
    adjectives_en: tuple[str, ...] = ()
    adjectives_fr: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()
    exact_match: str | None = None
    members: tuple[Membership, ...] = ()

    @property
    def id(self) -> str:
        """The code."""
        return self.code


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A region, province, town or site that news names without always naming its countries.

    Of a site (a type of `SITE_TYPES`), `minerals` is what it is known for, the first foremost.
    """

    id: str
    pref_label: Mapping[str, str]
    countries: tuple[str, ...] = ()
    type: str = "region"
    broader: tuple[str, ...] = ()
    exact_match: str | None = None
    minerals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """A company, bank, agency, fund, ministry's arm or news source.

    `seat` is where it is registered or led from, `home` what the press takes for its home (the seat, if no
    other is given).
    """

    id: str
    name: str
    pref_label: Mapping[str, str]
    aliases: tuple[str, ...]
    seat: str | None
    home: tuple[str, ...]
    type: str
    minerals: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    exact_match: str | None = None

    @property
    def kind(self) -> str:
        """What it is: one of `ORGANIZATION_TYPES`."""
        return self.type


@dataclass(frozen=True, slots=True)
class AllianceEntry:
    """An alliance, bloc or partnership of states. `as_of` is the date for which the members were checked."""

    id: str
    pref_label: Mapping[str, str]
    members: tuple[Membership, ...] = ()
    as_of: str | None = None
    exact_match: str | None = None
    note: str | None = None


Entry = MineralEntry | TerritoryEntry | PlaceEntry | OrganizationEntry | AllianceEntry

#: The types of places that are mines, deposits, projects or plants.
SITE_TYPES = frozenset({"mine", "deposit", "plant"})

#: The types an organization may have; those of `COMPANY_TYPES` are drawn as companies.
COMPANY_TYPES = frozenset(
    {"miner", "explorer", "processor", "trader", "carmaker", "battery", "magnet", "industry", "energy", "company"}
    | {"state_company", "joint_venture", "utility", "recycler", "steelmaker", "technology", "defence"}
)
ORGANIZATION_TYPES = COMPANY_TYPES | {"bank", "agency", "fund", "news", "exchange", "institution", "research"}
