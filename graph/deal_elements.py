"""The node and the edges of one deal or measure, from the statements that speak of it."""

from collections.abc import Iterable, Iterator, Sequence

from graph.latest import date_of, latest
from graph.model import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Edge,
    Measure,
    Node,
    PropertyValue,
    Role,
    SupplyStatus,
)
from graph.pieces import (
    EdgeId,
    EdgePiece,
    article_node_id,
    chosen,
    evidence_properties,
    fold_edge,
    with_versions,
)
from graph.projection import places, support
from graph.schema import Label, RelType
from graph.statements import Statement, digest
from graph.titles import agreement_title, measure_title
from graph.vocabulary import Vocabulary

Elements = tuple[list[Node], list[Edge]]

_SUPPLY = {
    AgreementStatus.PROPOSED: SupplyStatus.POSSIBLE,
    AgreementStatus.NEGOTIATING: SupplyStatus.POSSIBLE,
    AgreementStatus.ANNOUNCED: SupplyStatus.PLANNED,
    AgreementStatus.SIGNED: SupplyStatus.PLANNED,
    AgreementStatus.ENDED: SupplyStatus.HALTED,
}


def deal_id(statements: Sequence[Statement]) -> str:
    """The id of a deal or measure: that of its smallest statement, hashed."""
    kind = "agreement" if isinstance(statements[0].fact, Agreement) else "measure"
    return f"{kind}:{digest(min(statement.id for statement in statements))}"


def deal_elements(statements: Sequence[Statement], vocabulary: Vocabulary) -> Elements:
    """The node of a deal or measure, and its edges; `statements`, sorted by id, all speak of it."""
    if isinstance(statements[0].fact, Agreement):
        return _agreement_elements(statements, vocabulary)
    return _measure_elements(statements, vocabulary)


def _agreement_elements(statements: Sequence[Statement], vocabulary: Vocabulary) -> Elements:
    id = deal_id(statements)
    best, inferred = latest(statements)
    told = [(statement, fact) for statement in statements for fact in statement.facts if isinstance(fact, Agreement)]
    properties = _common_properties(statements, best, inferred)
    for name in ("quantity", "value"):
        versions = [
            (value, s.article, fact.confidence) for s, fact in told if (value := getattr(fact, name)) is not None
        ]
        with_versions(properties, name, versions)
    denied = any(fact.denied for statement, fact in told if statement is best)
    properties["denied"] = denied
    signed = not denied and any(statement.status == AgreementStatus.SIGNED for statement in statements)
    pieces = list(_party_pieces(id, statements, RelType.SIGNS if signed else RelType.PARTY_TO, vocabulary))
    if not denied:
        status = _SUPPLY[AgreementStatus(best.status)]
        pieces += _supply_pieces(id, pieces, statements, status, str(properties["kind"]))
    minerals: dict[str, None] = {}
    for statement, fact in told:
        stands_on = support(article_node_id(statement.article), fact)
        regions = [place.id for place in places(fact, statement.names, vocabulary)]
        pieces += (EdgePiece(id, RelType.DRAWS_FROM, place, stands_on) for place in regions)
        for mineral in fact.minerals:
            minerals[mineral] = None
            pieces.append(EdgePiece(id, RelType.CONCERNS, mineral, stands_on))
            pieces += (
                EdgePiece(mineral, RelType.SOURCED_FROM, place, stands_on, {"agreement": id}) for place in regions
            )
    actors = sorted(
        {(piece.source, piece.identity["role"]) for piece in pieces if piece.type in (RelType.SIGNS, RelType.PARTY_TO)},
        key=lambda actor: (_ROLE_ORDER.index(actor[1]), actor[0]),
    )
    parties = [_display(actor, statements, vocabulary) for actor in dict.fromkeys(actor for actor, _ in actors)]
    kind, date = str(properties["kind"]), properties.get("date")
    properties["name"] = agreement_title(
        parties, sorted(minerals), kind, best.status.value, str(date) if date else None, vocabulary
    )
    node = Node(id, frozenset({Label.AGREEMENT}), dict(sorted(properties.items())))
    return [node], [*_folded(pieces), *_reports(id, statements)]


_ROLE_ORDER = [Role.SUPPLIER.value, Role.FINANCIER.value, Role.PARTY.value, Role.BUYER.value]


def _party_pieces(
    id: str, statements: Sequence[Statement], type: RelType, vocabulary: Vocabulary
) -> Iterator[EdgePiece]:
    """The parties, each in the roles that reports give it; "party" gives way to a role that says more."""
    told = [
        (statement.names.party(party).id, party.role.value, statement, fact)
        for statement in statements
        for fact in statement.facts
        if isinstance(fact, Agreement)
        for party in fact.parties
    ]
    telling: dict[str, list[tuple[str, str, float]]] = {}
    for actor, role, statement, fact in told:
        if role != Role.PARTY:
            telling.setdefault(actor, []).append((role, statement.article, fact.confidence))
    for actor, role, statement, fact in told:
        shown = chosen(telling[actor])[0] if role == Role.PARTY and actor in telling else role
        stands_on = support(article_node_id(statement.article), fact)
        yield EdgePiece(actor, type, id, stands_on, {"role": shown})


def _supply_pieces(
    id: str, parties: Sequence[EdgePiece], statements: Sequence[Statement], status: SupplyStatus, kind: str
) -> Iterator[EdgePiece]:
    """The flows that follow from the roles in a deal. A right to mine is not yet a flow: it makes one possible."""
    if kind == AgreementKind.LICENSE and status is SupplyStatus.PLANNED:
        status = SupplyStatus.POSSIBLE
    roles = {(piece.source, piece.identity["role"]) for piece in parties}
    for statement in statements:
        for fact in statement.facts:
            if not isinstance(fact, Agreement):
                continue
            actors = sorted({statement.names.party(party).id for party in fact.parties})
            for supplier in actors:
                for buyer in actors:
                    if supplier == buyer or {(supplier, "supplier"), (buyer, "buyer")} - roles:
                        continue
                    for mineral in fact.minerals:
                        identity = {"mineral": mineral, "status": status.value, "basis": "agreement", "agreement": id}
                        said = {"amount": fact.quantity} if fact.quantity and len(fact.minerals) == 1 else {}
                        stands_on = support(article_node_id(statement.article), fact)
                        yield EdgePiece(supplier, RelType.SUPPLIES, buyer, stands_on, identity, said)


def _measure_elements(statements: Sequence[Statement], vocabulary: Vocabulary) -> Elements:
    id = deal_id(statements)
    best, inferred = latest(statements)
    properties = _common_properties(statements, best, inferred)
    pieces: list[EdgePiece] = []
    minerals: dict[str, None] = {}
    imposers: dict[str, None] = {}
    for statement in statements:
        for fact in statement.facts:
            if not isinstance(fact, Measure):
                continue
            stands_on = support(article_node_id(statement.article), fact)
            imposer = statement.names.entity(fact.imposer).id
            imposers[imposer] = None
            pieces.append(EdgePiece(imposer, RelType.IMPOSES, id, stands_on))
            for target in fact.targets:
                pieces.append(EdgePiece(id, RelType.TARGETS, statement.names.entity(target).id, stands_on))
            for mineral in fact.minerals:
                minerals[mineral] = None
                pieces.append(EdgePiece(id, RelType.CONCERNS, mineral, stands_on))
    date = properties.get("date")
    properties["name"] = measure_title(
        " – ".join(_display(imposer, statements, vocabulary) for imposer in sorted(imposers)),
        sorted(minerals), str(properties["kind"]), best.status.value, str(date) if date else None, vocabulary,
    )  # fmt: skip
    node = Node(id, frozenset({Label.MEASURE}), dict(sorted(properties.items())))
    return [node], [*_folded(pieces), *_reports(id, statements)]


def _common_properties(statements: Sequence[Statement], best: Statement, inferred: bool) -> dict[str, PropertyValue]:
    properties: dict[str, PropertyValue] = {
        "status": best.status.value,
        "order_inferred": inferred,
        "confidence": max(statement.confidence for statement in statements),
        "reports": len({statement.article for statement in statements}),
        "statement": min(statement.id for statement in statements),
    }
    kinds = [(fact.kind.value, s.article, fact.confidence) for s in statements for fact in s.facts]
    with_versions(properties, "kind", kinds)
    date = date_of(best, statements)
    reported = sorted(statement.extraction.date for statement in statements if statement.extraction.date is not None)
    if date is not None:
        properties["date"] = date
    if reported:
        properties["first_reported"], properties["last_reported"] = reported[0], reported[-1]
    return properties


def _reports(id: str, statements: Sequence[Statement]) -> Iterator[Edge]:
    """One edge an article, with what this article says; `statements` names what judgements can be passed on."""
    by_article: dict[str, list[Statement]] = {}
    for statement in statements:
        by_article.setdefault(statement.article, []).append(statement)
    for article, own in sorted(by_article.items()):
        best, _ = latest(own)
        facts = [(statement, fact) for statement in own for fact in statement.facts]
        properties: dict[str, PropertyValue] = {
            "status": best.status.value,
            "extractor": best.extraction.extractor,
            "statements": tuple(sorted(statement.id for statement in own)),
            **evidence_properties(support(article_node_id(article), fact) for _, fact in facts),
        }
        date = date_of(best, own)
        if date is not None:
            properties["date"] = date
        with_versions(properties, "kind", [(fact.kind.value, s.article, fact.confidence) for s, fact in facts])
        if isinstance(best.fact, Agreement):
            properties["denied"] = best.fact.denied
            for name in ("quantity", "value"):
                told = [(value, s.article, fact.confidence) for s, fact in facts if (value := getattr(fact, name))]
                with_versions(properties, name, told)
        yield Edge(article_node_id(article), RelType.REPORTS, id, "", dict(sorted(properties.items())))


def _folded(pieces: Iterable[EdgePiece]) -> Iterator[Edge]:
    by_edge: dict[EdgeId, list[EdgePiece]] = {}
    for piece in pieces:
        by_edge.setdefault(piece.edge, []).append(piece)
    return (fold_edge(group) for _, group in sorted(by_edge.items()))


def _display(actor: str, statements: Sequence[Statement], vocabulary: Vocabulary) -> str:
    """The name of an actor, as the vocabulary or else most of a deal's own reports have it."""
    if vocabulary.entry(actor) is not None:
        return vocabulary.label(actor, "en")
    used = [(name, s.article, 1.0) for s in statements for id, name in _named_actors(s) if id == actor and name.strip()]
    return chosen(used)[0] if used else actor


def _named_actors(statement: Statement) -> Iterator[tuple[str, str]]:
    for fact in statement.facts:
        if isinstance(fact, Agreement):
            yield from ((statement.names.party(party).id, party.name) for party in fact.parties)
        else:
            yield statement.names.entity(fact.imposer).id, fact.imposer
