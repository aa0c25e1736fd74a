"""The closed vocabulary of the graph: labels, relationship types and what each may join.

Everything that writes, reads or checks a graph takes its names from here, so no label or type is ever
built from text.
"""

from dataclasses import dataclass
from enum import StrEnum

SCHEMA_VERSION = 1


class Label(StrEnum):
    """The labels of nodes."""

    ACTOR = "Actor"
    COUNTRY = "Country"
    COMPANY = "Company"
    ORGANIZATION = "Organization"
    AGREEMENT = "Agreement"
    MEASURE = "Measure"
    MINERAL = "Mineral"
    REGION = "Region"
    SITE = "Site"
    ARTICLE = "Article"


class RelType(StrEnum):
    """The types of relationships."""

    SIGNS = "SIGNS"
    PARTY_TO = "PARTY_TO"
    CONCERNS = "CONCERNS"
    SOURCED_FROM = "SOURCED_FROM"
    DRAWS_FROM = "DRAWS_FROM"
    IMPOSES = "IMPOSES"
    TARGETS = "TARGETS"
    SUPPLIES = "SUPPLIES"
    HOLDS = "HOLDS"
    PRODUCES = "PRODUCES"
    HAS_CAPACITY_FOR = "HAS_CAPACITY_FOR"
    HOSTS = "HOSTS"
    OPERATES = "OPERATES"
    BASED_IN = "BASED_IN"
    MEMBER_OF = "MEMBER_OF"
    WAS_MEMBER_OF = "WAS_MEMBER_OF"
    PART_OF = "PART_OF"
    REPORTS = "REPORTS"


@dataclass(frozen=True)
class Relationship:
    """What a relationship type joins, and which properties tell two of its edges between the same ends apart."""

    domain: frozenset[Label]
    range: frozenset[Label]
    identity: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()


def _ends(*labels: Label) -> frozenset[Label]:
    return frozenset(labels)


#: The properties that carry the evidence of an edge: arrays of one length, one entry a quote.
#: `fields` says for each quote whether it stands in the article's "text" or "title".
EVIDENCE = ("articles", "quotes", "starts", "ends", "fields")

#: Every other edge carries EVIDENCE or, where it is reference data, the property `source`.
RELATIONSHIPS: dict[RelType, Relationship] = {
    RelType.SIGNS: Relationship(_ends(Label.ACTOR), _ends(Label.AGREEMENT), ("role",)),
    RelType.PARTY_TO: Relationship(_ends(Label.ACTOR), _ends(Label.AGREEMENT), ("role",)),
    RelType.CONCERNS: Relationship(_ends(Label.AGREEMENT, Label.MEASURE), _ends(Label.MINERAL)),
    RelType.SOURCED_FROM: Relationship(_ends(Label.MINERAL), _ends(Label.REGION), ("agreement",)),
    RelType.DRAWS_FROM: Relationship(_ends(Label.AGREEMENT), _ends(Label.REGION)),
    RelType.IMPOSES: Relationship(_ends(Label.ACTOR), _ends(Label.MEASURE)),
    RelType.TARGETS: Relationship(_ends(Label.MEASURE), _ends(Label.ACTOR)),
    RelType.SUPPLIES: Relationship(
        _ends(Label.ACTOR),
        _ends(Label.ACTOR),
        ("mineral", "status", "basis", "agreement"),
        ("share", "amount"),
    ),
    RelType.HOLDS: Relationship(_ends(Label.REGION), _ends(Label.MINERAL), ("amount",)),
    RelType.PRODUCES: Relationship(_ends(Label.REGION), _ends(Label.MINERAL), ("amount",)),
    RelType.HAS_CAPACITY_FOR: Relationship(_ends(Label.REGION), _ends(Label.MINERAL), ("amount",)),
    RelType.HOSTS: Relationship(_ends(Label.SITE), _ends(Label.MINERAL)),
    RelType.OPERATES: Relationship(_ends(Label.ACTOR), _ends(Label.SITE)),
    # `seat` marks the country of registration of a company that the press takes for another's.
    RelType.BASED_IN: Relationship(_ends(Label.ACTOR), _ends(Label.COUNTRY), (), ("seat",)),
    # The days of joining and leaving, where they are known; only what has left was a member.
    RelType.MEMBER_OF: Relationship(_ends(Label.ACTOR), _ends(Label.ACTOR), (), ("as_of", "since")),
    RelType.WAS_MEMBER_OF: Relationship(_ends(Label.ACTOR), _ends(Label.ACTOR), (), ("as_of", "since", "until")),
    RelType.PART_OF: Relationship(_ends(Label.MINERAL, Label.REGION), _ends(Label.MINERAL, Label.REGION)),
    RelType.REPORTS: Relationship(
        _ends(Label.ARTICLE),
        _ends(Label.AGREEMENT, Label.MEASURE),
        (),
        ("status", "date", "kind", "quantity", "value", "confidence", "extractor", "denied"),
    ),
}
