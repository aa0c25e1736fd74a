"""Reads the seed files and finds what is wrong with them.

A seed file is a YAML mapping from keys to entries. In every entry `pref_label` is a label or a mapping from
"en" and "fr" to labels, `alt_label` a list of other forms (both languages) or a mapping from languages to lists;
`ambiguous` and `exact_case` list forms of the entry that need context or that count only as written, `joint`
forms that mean several entries at once ("NdPr" is neodymium and praseodymium). A form of
at most six characters without a lower-case letter is an acronym and always counts only as written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from graph.entries import (
    ORGANIZATION_TYPES,
    AllianceEntry,
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

NameLang = Literal["en", "fr", "*"]
_LANGS: tuple[NameLang, ...] = ("en", "fr")
_COMMON = frozenset({"pref_label", "alt_label", "ambiguous", "exact_case", "joint", "exact_match"})
_KEYS: Mapping[str, frozenset[str]] = {
    "minerals": _COMMON | {"symbol", "broader", "lists", "hs6"},
    "territories": _COMMON | {"adjective", "metonym", "leader", "prefix", "members"},
    "places": _COMMON | {"adjective", "countries", "type", "broader", "minerals"},
    "organizations": _COMMON | {"seat", "home", "type", "minerals", "owner"},
    "alliances": _COMMON | {"adjective", "members", "as_of", "note"},
}
_ACRONYM = 6


@dataclass
class Seeds:
    """What the five files say, entry by entry, before the files are checked against each other."""

    minerals: dict[str, MineralEntry] = field(default_factory=dict)
    territories: dict[str, TerritoryEntry] = field(default_factory=dict)
    places: dict[str, PlaceEntry] = field(default_factory=dict)
    organizations: dict[str, OrganizationEntry] = field(default_factory=dict)
    alliances: dict[str, AllianceEntry] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


def problem(file: str, entry: str, what: str) -> str:
    """The one line that tells a person which entry of which file to mend, and how."""
    return f"seeds/{file}.yaml, entry {entry!r}: {what}"


class _Reader:
    """Reads one entry: gives its parts, collects its names, and says what is wrong with it."""

    def __init__(self, file: str, key: str, raw: object, *, kind: EntryKind, id: str, names: list[Name]) -> None:
        self.file, self.key, self.kind, self.id, self.names = file, key, kind, id, names
        if not isinstance(raw, dict):
            raise self.error("is not a mapping; give it at least pref_label")
        self.raw: dict[str, Any] = raw
        if not _KEYS[file].issuperset(raw):
            unknown = sorted(str(each) for each in raw.keys() - _KEYS[file])
            raise self.error(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS[file]))}")
        self.ambiguous = frozenset(self.strings("ambiguous"))
        self.exact = frozenset(self.strings("exact_case"))
        self.joint = frozenset(self.strings("joint"))
        self.first = len(names)

    def error(self, what: str) -> VocabularyError:
        return VocabularyError(problem(self.file, self.key, what))

    def strings(self, key: str) -> tuple[str, ...]:
        value = self.raw.get(key, ())
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list | tuple) or not all(isinstance(each, str) and each for each in value):
            raise self.error(f"{key} must be a list of texts (quote words such as NO and yes)")
        return tuple(value)

    def string(self, key: str) -> str | None:
        value = self.raw.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(f"{key} must be a text; quote it")
        return value

    def label(self) -> Mapping[str, str]:
        value = self.raw.get("pref_label")
        if isinstance(value, str):
            self.name(value, "*", NameUse.NAME)
            return {"en": value, "fr": value}
        if not isinstance(value, dict):
            raise self.error("pref_label is missing; give it in en and fr")
        for lang in _LANGS:
            if not isinstance(value.get(lang), str):
                raise self.error(f"pref_label lacks {lang!r}; add it")
        if len(value) > len(_LANGS):
            raise self.error("pref_label has other languages than en and fr; take them out")
        for lang in _LANGS:
            self.name(value[lang], lang, NameUse.NAME)
        return value

    def forms(self, key: str, use: NameUse) -> dict[NameLang, tuple[str, ...]]:
        """The forms under a key, by language, taken in as names."""
        value = self.raw.get(key)
        if value is None:
            return {}
        by_lang: dict[Any, Any] = value if isinstance(value, dict) else {"*": value}
        if not by_lang.keys() <= {"en", "fr", "*"}:
            raise self.error(f"{key} has other languages than en and fr; take them out")
        for lang, forms in by_lang.items():
            if not isinstance(forms, list) or not all(isinstance(form, str) and form for form in forms):
                raise self.error(f"{key} must hold lists of texts (quote words such as NO and yes)")
            for form in forms:
                self.name(form, lang, use)
        return {lang: tuple(forms) for lang, forms in by_lang.items()}

    def name(self, form: str, lang: NameLang, use: NameUse) -> None:
        acronym = len(form) <= _ACRONYM and form.upper() == form and form.lower() != form
        if acronym and use is NameUse.NAME:
            use = NameUse.ACRONYM
        exact = acronym or form in self.exact or use is NameUse.SYMBOL
        joint = form in self.joint
        self.names.append(Name(form, lang, self.id, self.kind, use, form in self.ambiguous, exact, joint))

    def done(self) -> None:
        """Complain of marks on forms that the entry does not have: a typing error would go unseen."""
        marked = self.ambiguous | self.exact | self.joint
        if marked and (lost := marked - {name.form for name in self.names[self.first :]}):
            raise self.error(f"{sorted(lost)[0]!r} is marked but is no form of the entry; correct the spelling")

    def members(self) -> tuple[Membership, ...]:
        value = self.raw.get("members", {})
        if not isinstance(value, dict):
            raise self.error("members must map codes to dates: {KZ: 2015-01-01} or {GB: [1973-01-01, 2020-02-01]}")
        found = []
        for code, span in value.items():
            start, end = span if isinstance(span, list) else (span, None)
            found.append(Membership(str(code), _date(start), _date(end)))
        return tuple(found)


def _date(value: object) -> str | None:
    return None if value is None else str(value)


def _adjectives(read: _Reader) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """English adjectives, and French ones written as "masculine feminine plural plural", one set a line."""
    value = read.raw.get("adjective", {})
    if not isinstance(value, dict) or not value.keys() <= {"en", "fr"}:
        raise read.error("adjective must map en and fr to lists")
    english = tuple(value.get("en", ()))
    french = tuple(tuple(each) for each in value.get("fr", ()))
    if any(len(each) != 4 or not all(isinstance(form, str) for form in each) for each in french):
        raise read.error("a French adjective has four forms: masculine, feminine, and the plural of both")
    for form in english:
        read.name(form, "en", NameUse.DEMONYM)
    for form in dict.fromkeys(form for each in french for form in each):
        read.name(form, "fr", NameUse.DEMONYM)
    return english, french


def _mineral(read: _Reader) -> MineralEntry:
    label = read.label()
    read.forms("alt_label", NameUse.NAME)
    if (symbol := read.string("symbol")) is not None:
        read.name(symbol, "*", NameUse.SYMBOL)
    return MineralEntry(
        read.id,
        label,
        symbol,
        read.strings("broader"),
        read.string("exact_match"),
        read.strings("lists"),
        read.strings("hs6"),
    )


def _territory(read: _Reader) -> TerritoryEntry:
    label = read.label()
    read.forms("alt_label", NameUse.NAME)
    english, french = _adjectives(read)
    read.forms("metonym", NameUse.METONYM)
    read.forms("leader", NameUse.METONYM)
    return TerritoryEntry(
        read.id, label, english, french, read.strings("prefix"), read.string("exact_match"), read.members()
    )


def _place(read: _Reader) -> PlaceEntry:
    label = read.label()
    read.forms("alt_label", NameUse.NAME)
    _adjectives(read)
    broader = tuple(f"place:{key}" for key in read.strings("broader"))
    type_ = read.string("type") or "region"
    exact, minerals = read.string("exact_match"), read.strings("minerals")
    return PlaceEntry(read.id, label, read.strings("countries"), type_, broader, exact, minerals)


def _organization(read: _Reader) -> OrganizationEntry:
    label = read.label()
    aliases = read.forms("alt_label", NameUse.NAME)
    type_, seat = read.string("type"), read.string("seat")
    if type_ not in ORGANIZATION_TYPES:
        raise read.error(f"type is {type_!r}; it must be one of {', '.join(sorted(ORGANIZATION_TYPES))}")
    home = read.strings("home") or ((seat,) if seat else ())
    flat = tuple(dict.fromkeys(form for forms in aliases.values() for form in forms))
    return OrganizationEntry(
        read.id,
        label["en"],
        label,
        flat,
        seat,
        home,
        type_,
        read.strings("minerals"),
        read.strings("owner"),
        read.string("exact_match"),
    )


def _alliance(read: _Reader) -> AllianceEntry:
    label = read.label()
    read.forms("alt_label", NameUse.NAME)
    as_of = _date(read.raw.get("as_of"))
    return AllianceEntry(read.id, label, read.members(), as_of, read.string("exact_match"), read.string("note"))


def read_seeds(folder: Path) -> Seeds:
    """Read the five seed files of a folder. Raises VocabularyError where one is missing or malformed."""
    seeds = Seeds()
    for read in _entries(folder, "minerals", "mineral", "", seeds.names):
        seeds.minerals[read.id] = _mineral(read)
        read.done()
    for read in _entries(folder, "territories", "country", "", seeds.names):
        seeds.territories[read.id] = _territory(read)
        read.done()
    for read in _entries(folder, "places", "place", "place:", seeds.names):
        seeds.places[read.id] = _place(read)
        read.done()
    for read in _entries(folder, "organizations", "organization", "org:", seeds.names):
        seeds.organizations[read.id] = _organization(read)
        read.done()
    for read in _entries(folder, "alliances", "alliance", "alliance:", seeds.names):
        seeds.alliances[read.id] = _alliance(read)
        read.done()
    return seeds


def _entries(folder: Path, file: str, kind: EntryKind, prefix: str, names: list[Name]) -> Iterator[_Reader]:
    path = folder / f"{file}.yaml"
    try:
        raw = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise VocabularyError(f"seeds/{file}.yaml cannot be read ({error.strerror}): {path}") from error
    except yaml.YAMLError as error:
        raise VocabularyError(f"seeds/{file}.yaml is not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(raw, dict):
        raise VocabularyError(f"seeds/{file}.yaml must be a mapping from keys to entries")
    for key, value in raw.items():
        if not isinstance(key, str):
            raise VocabularyError(problem(file, str(key), "the key is not a text; quote it"))
        yield _Reader(file, key, value, kind=kind, id=f"{prefix}{key}", names=names)
