"""What the reading of one article passes from step to step: tokens, sentences, mentions, amounts and dates.

Offsets are half-open and count code points of the field ("title" or "text") in which a thing stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from graph.model import Document, Evidence

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or punctuation mark. `norm` is casefolded, with straight apostrophes, accents kept."""

    text: str
    norm: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one field. `index` counts through the article, `paragraph` restarts nowhere; the title,
    where there is one, is sentence 0 of paragraph 0."""

    index: int
    field: Field
    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    heading: bool = False


class MentionKind(StrEnum):
    """What a mention means."""

    MINERAL = "mineral"
    COUNTRY = "country"  # countries, territories and the EU: `id` is the ISO code
    ALLIANCE = "alliance"
    ORGANIZATION = "organization"  # companies, banks, agencies
    PLACE = "place"  # regions and towns
    SITE = "site"  # named mines, deposits, projects and plants
    GROUP = "group"  # "les deux pays", "the two companies": stands for several (`ids`)


class MentionUse(StrEnum):
    """How a mention means it."""

    NAME = "name"
    DEMONYM = "demonym"  # "the Kazakh miner", "le suisse X", "Australian"
    METONYM = "metonym"  # a capital, palace, ministry or head of state for the government
    ACRONYM = "acronym"
    REFERENCE = "reference"  # "the company", "il", "celle-ci", "the country": resolved to an earlier mention


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that means one entity (or, for a GROUP, several).

    `name` is what facts print: the ISO code of a country, the mineral's id, and for all else the fullest surface
    form that the article uses. `id` is the canonical id, known or made from the name. `country` is the home
    or the place's country where the vocabulary or the text gives it.
    """

    kind: MentionKind
    use: MentionUse
    sentence: int
    field: Field
    start: int
    end: int
    text: str
    id: str
    name: str
    country: str | None = None
    ids: tuple[str, ...] = ()
    confidence: float = 1.0


class AmountKind(StrEnum):
    """What an amount measures."""

    MASS = "mass"
    MONEY = "money"
    SHARE = "share"
    RANK = "rank"  # "the second largest producer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the guide's notation: "15 t/year", "200000000 USD", ">90%", "3.8 Mt"."""

    kind: AmountKind
    sentence: int
    field: Field
    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date in the text, relative ones counted from the dateline; `value` is None if nothing tells it."""

    sentence: int
    field: Field
    start: int
    end: int
    text: str
    value: str | None


@dataclass(frozen=True)
class Analysis:
    """One article, read as far as names, amounts and dates. All sequences are in order of appearance."""

    document: Document
    lang: Literal["en", "fr"]
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    amounts: Sequence[Amount] = ()
    times: Sequence[TimeExpression] = ()

    def source(self, field: Field) -> str:
        """The text of a field, as kept in the document."""
        return self.document.text if field == "text" else self.document.title or ""

    def quote(self, field: Field, start: int, end: int) -> Evidence:
        """The evidence for a stretch, without white space at its ends."""
        text = self.source(field)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Evidence(quote=text[start:end], start=start, end=end, field=field)
