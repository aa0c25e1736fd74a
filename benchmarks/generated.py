"""Generated graphs and articles of any size: few actors have many deals, most have few, as in the press.

Everything follows from the seed. Quotes are short; a real graph takes more room for its texts and no more edges.
"""

import random
from collections.abc import Iterator
from itertools import accumulate

from graph.model import Agreement, AgreementKind, AgreementStatus, Edge, Evidence, Extraction, Node, Party, Role
from graph.pieces import edge_key
from graph.schema import Label, RelType
from graph.vocabulary import load_vocabulary

COMPANY = frozenset({Label.ACTOR, Label.COMPANY})
_STATUS = {"signed": "planned", "announced": "planned", "negotiating": "possible", "proposed": "possible"}


class Shape:
    """Who deals with whom on what: companies and countries by a power law, minerals and places as well."""

    def __init__(self, agreements: int, seed: int = 0) -> None:
        self.agreements, self.seed = agreements, seed
        vocabulary = load_vocabulary()
        chance = random.Random(seed)
        self.minerals = sorted(vocabulary.minerals)
        self.countries = sorted(code for code in vocabulary.territories if len(code) == 2)
        chance.shuffle(self.minerals)
        chance.shuffle(self.countries)
        self.companies = [f"org:company-{number}" for number in range(max(agreements // 20, 20))]
        self.homes = {company: chance.choice(self.countries[:60]) for company in self.companies}
        self.actors = [*self.countries[:40], *self.companies]
        self._weights = {
            id(names): list(accumulate(1 / (rank + 3) ** 0.9 for rank in range(len(names))))
            for names in (self.actors, self.minerals, self.countries)
        }

    def drawn(self, chance: random.Random, names: list[str], number: int = 1) -> list[str]:
        """Names, the first ones far more often."""
        return list(dict.fromkeys(chance.choices(names, cum_weights=self._weights[id(names)], k=number)))

    def deals(self) -> Iterator[tuple[int, list[str], str, str, str, str]]:
        """Number, parties (at least two), mineral, country of origin, status, date."""
        chance = random.Random(self.seed + 1)
        for number in range(self.agreements):
            parties: list[str] = []
            while len(parties) < 2:
                parties = self.drawn(chance, self.actors, 3 if chance.random() < 0.2 else 2)
            mineral, origin = self.drawn(chance, self.minerals)[0], self.drawn(chance, self.countries)[0]
            date = f"{chance.randint(2015, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            yield number, parties, mineral, origin, chance.choice(list(_STATUS)), date


def nodes(shape: Shape) -> Iterator[Node]:
    """The nodes: reference data, companies, an agreement and an article a deal."""
    yield from load_vocabulary().reference_nodes()
    for company in shape.companies:
        yield Node(company, COMPANY, {"name": company.removeprefix("org:").title()})
    for number, parties, mineral, _, status, date in shape.deals():
        known = {"kind": "offtake", "status": status, "date": date, "first_reported": date, "denied": False}
        name = f"{parties[0]} and {parties[1]}: {mineral}"
        yield Node(f"agreement:{number}", frozenset({Label.AGREEMENT}), {"name": name, **known})
        yield Node(f"article:{number}", frozenset({Label.ARTICLE}), {"name": f"Report {number}", "date": date})


def edges(shape: Shape) -> Iterator[Edge]:
    """The edges: reference data, homes, and about seven a deal."""
    yield from load_vocabulary().reference_edges()
    for company, home in shape.homes.items():
        yield Edge(company, RelType.BASED_IN, home, "", _told(0))
    for number, parties, mineral, origin, status, date in shape.deals():
        deal, told = f"agreement:{number}", _told(number)
        signs = RelType.SIGNS if status == "signed" else RelType.PARTY_TO
        for position, party in enumerate(parties):
            role = ("supplier", "buyer", "party")[position]
            yield Edge(party, signs, deal, role, {"role": role, **told})
        yield Edge(deal, RelType.CONCERNS, mineral, "", told)
        yield Edge(deal, RelType.DRAWS_FROM, origin, "", told)
        yield Edge(mineral, RelType.SOURCED_FROM, origin, deal, {"agreement": deal, **told})
        flow = {"mineral": mineral, "status": _STATUS[status], "basis": "agreement", "agreement": deal}
        yield Edge(parties[0], RelType.SUPPLIES, parties[1], edge_key(RelType.SUPPLIES, flow), {**flow, **told})
        report = {"status": status, "date": date, "kind": "offtake", "extractor": "generated"}
        yield Edge(f"article:{number}", RelType.REPORTS, deal, "", {**report, **told})


def _told(number: int) -> dict[str, object]:
    quote = f"quote {number}"
    return {
        "articles": (f"article:{number}",), "quotes": (quote,), "starts": (0,), "ends": (len(quote),),
        "fields": ("text",), "confidence": 0.9,
    }  # fmt: skip


def extractions(shape: Shape) -> Iterator[Extraction]:
    """The same deals as what articles say."""
    for number, parties, mineral, origin, status, date in shape.deals():
        quote = f"quote {number}"
        yield Extraction(
            id=str(number), lang="en", date=date, title=f"Report {number}", text_sha256=f"{number:064}",
            extractor="generated",
            agreements=(
                Agreement(
                    evidence=(Evidence(quote=quote, start=0, end=len(quote)),), confidence=0.9,
                    kind=AgreementKind.OFFTAKE, status=AgreementStatus(status),
                    parties=tuple(
                        Party(name=party.removeprefix("org:"), role=role, id=party)
                        for party, role in zip(parties, (Role.SUPPLIER, Role.BUYER, Role.PARTY), strict=False)
                    ),
                    minerals=(mineral,), regions=(origin,), date=date,
                ),
            ),
        )  # fmt: skip
