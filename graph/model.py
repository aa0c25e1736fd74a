"""What flows through Lodegraph, in pipeline order: document, evidence, facts, statements, nodes and edges.

Facts are what leaves extraction, in the form of the annotation guide; `Extraction` is one article's facts and
the unit that a store takes in. `Node` and `Edge` are what a store holds. All are immutable.

Dates are ISO 8601 strings of the precision that is known ("2026-02-03", "2025-12", "2025"). Offsets are
half-open and count code points of the text as kept in the document.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from graph.schema import Label, RelType

Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Document(_Value):
    """One article as read: the text is kept exactly as decoded, leftovers of the page included.

    `masked` holds the half-open ranges of `text` that are page furniture (cookie lines, share buttons, photo
    credits): they stay in the text, so that offsets hold, and are not read for facts. `lang` is the detected or
    given ISO 639-1 code, which may be neither "en" nor "fr"; such an article yields no facts.
    """

    id: str
    lang: str
    date: Date | None = None
    title: str | None = None
    text: str
    url: str | None = None
    publisher: str | None = None
    path: str | None = None
    masked: tuple[tuple[int, int], ...] = ()

    @property
    def text_sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


class Evidence(_Value):
    """A verbatim quote and where it stands; `field` (written `in`) is "title" where it stands in the title."""

    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    field: Literal["text", "title"] = Field(default="text", alias="in")


class AgreementKind(StrEnum):
    """What an agreement is about."""

    OFFTAKE = "offtake"
    JOINT_VENTURE = "joint_venture"
    INVESTMENT = "investment"
    FINANCING = "financing"
    FRAMEWORK = "framework"
    LICENSE = "license"
    OTHER = "other"


class AgreementStatus(StrEnum):
    """How far an agreement has come, in rank order."""

    PROPOSED = "proposed"
    NEGOTIATING = "negotiating"
    ANNOUNCED = "announced"
    SIGNED = "signed"
    ENDED = "ended"


class Role(StrEnum):
    """What a party does in an agreement."""

    SUPPLIER = "supplier"
    BUYER = "buyer"
    FINANCIER = "financier"
    PARTY = "party"


class MeasureKind(StrEnum):
    """What an act of state does."""

    EXPORT_CONTROL = "export_control"
    EXPORT_BAN = "export_ban"
    QUOTA = "quota"
    TARIFF = "tariff"
    SANCTION = "sanction"
    NATIONALIZATION = "nationalization"
    STOCKPILE = "stockpile"
    SUBSIDY = "subsidy"
    OTHER = "other"


class MeasureStatus(StrEnum):
    """Whether a measure binds."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"


class SupplyStatus(StrEnum):
    """Whether a flow is real."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    HALTED = "halted"


class ResourceMeasure(StrEnum):
    """What an amount of a resource counts."""

    RESERVES = "reserves"
    PRODUCTION = "production"
    CAPACITY = "capacity"


class SiteStage(StrEnum):
    """How far a site has come."""

    EXPLORATION = "exploration"
    DEVELOPMENT = "development"
    PRODUCTION = "production"
    REFINING = "refining"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Fact(_Value):
    """What every fact carries. `rules` names the rules or weights that made it, for `extract --explain`."""

    evidence: tuple[Evidence, ...] = Field(min_length=1)
    confidence: float = Field(ge=0, le=1)
    attributed_to: str | None = None
    rules: tuple[str, ...] = Field(default=(), exclude=True)


class Party(_Value):
    """A party to an agreement: the fullest name the article uses (or a country code), and its canonical id."""

    name: str
    role: Role
    id: str


class Agreement(Fact):
    """An arrangement between named actors about minerals. `regions` mixes place names and country codes."""

    kind: AgreementKind
    status: AgreementStatus
    parties: tuple[Party, ...]
    minerals: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    date: Date | None = None
    quantity: str | None = None
    value: str | None = None
    denied: bool = False


class Measure(Fact):
    """An act of a state or bloc on minerals. `imposer` and `targets` are country codes or names."""

    kind: MeasureKind
    status: MeasureStatus
    imposer: str
    targets: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    date: Date | None = None


class Supply(Fact):
    """A flow of a mineral to a named buyer, stated outside any deal. `share` is "80%" or ">90%"."""

    supplier: str
    buyer: str
    mineral: str
    share: str | None = None
    amount: str | None = None
    status: SupplyStatus


class Resource(Fact):
    """What a region holds, produces or can produce."""

    region: str
    mineral: str
    measure: ResourceMeasure
    amount: str | None = None


class Site(Fact):
    """A named mine, deposit, project, refinery or plant."""

    name: str
    operators: tuple[str, ...] = ()
    location: str | None = None
    minerals: tuple[str, ...] = ()
    stage: SiteStage = SiteStage.UNKNOWN


class BasedIn(Fact):
    """The home country that the text gives a company or organisation."""

    org: str
    country: str


class Extraction(_Value):
    """One article's identity and facts: what extraction prints and a store takes in.

    `names` gives, for every name that the facts use, its canonical id and label ("Company", "Organization",
    "Country", "Region", "Site"), so that resolution needs no second look at the text.
    """

    id: str
    lang: str
    date: Date | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    path: str | None = None
    text_sha256: str
    extractor: str
    agreements: tuple[Agreement, ...] = ()
    measures: tuple[Measure, ...] = ()
    supplies: tuple[Supply, ...] = ()
    resources: tuple[Resource, ...] = ()
    sites: tuple[Site, ...] = ()
    based_in: tuple[BasedIn, ...] = ()
    names: tuple["NamedEntity", ...] = ()

    def facts(self) -> tuple[Fact, ...]:
        """All facts, kind by kind."""
        return (
            *self.agreements,
            *self.measures,
            *self.supplies,
            *self.resources,
            *self.sites,
            *self.based_in,
        )


class NamedEntity(_Value):
    """A name used by facts, the entity that it means and the label of that entity."""

    name: str
    id: str
    label: Label


PropertyValue = str | int | float | bool | tuple[str, ...] | tuple[int, ...] | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its key, its labels and its properties (no nulls: a property that is not known is absent)."""

    id: str
    labels: frozenset[Label]
    properties: Mapping[str, PropertyValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge. `key` is made of the type's identity properties: ends, type and key tell edges apart."""

    source: str
    type: RelType
    target: str
    key: str = ""
    properties: Mapping[str, PropertyValue] = field(default_factory=dict)


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The JSON form that `lodegraph extract` prints: that of the annotation guide, with evidence."""
    return extraction.model_dump(mode="json", by_alias=True)
