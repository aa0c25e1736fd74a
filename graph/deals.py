"""The node of an agreement or measure, from all that is said of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from graph.matching import period
from graph.model import AgreementStatus, MeasureStatus, Node, PropertyValue
from graph.schema import Label
from graph.statements import AgreementStatement, MeasureStatement
from graph.vocabulary import Vocabulary

Statement = AgreementStatement | MeasureStatement

_RANK: dict[str, int] = {
    **{status.value: rank for rank, status in enumerate(MeasureStatus)},
    **{status.value: rank for rank, status in enumerate(AgreementStatus)},
}
_NAMES_IN_TITLE = 3


def agreement_node(id: str, group: Sequence[AgreementStatement], vocabulary: Vocabulary) -> Node:
    """One deal as a node. Its status is the latest; kind, quantity and value are those that most reports give."""
    properties = _common(group)
    kinds = _versions(statement.fact.kind.value for statement in group)
    _put(properties, "kind", kinds, "kinds")
    _put(properties, "quantity", _versions(s.fact.quantity for s in group), "quantities")
    _put(properties, "value", _versions(s.fact.value for s in group), "values")
    if any(s.fact.denied for s in group if s.fact.status.value == properties["status"]):
        properties["denied"] = True
    minerals = sorted({mineral for s in group for mineral in s.fact.minerals})
    properties["name"] = _deal_title(group, str(properties["kind"]), minerals, properties, vocabulary)
    return Node(id, frozenset({Label.AGREEMENT}), properties)


def measure_node(id: str, group: Sequence[MeasureStatement], vocabulary: Vocabulary) -> Node:
    """One measure as a node. Its status is the latest."""
    properties = _common(group)
    properties["kind"] = group[0].fact.kind.value
    minerals = sorted({mineral for s in group for mineral in s.fact.minerals})
    subject = _listed([vocabulary.label(mineral, "en") for mineral in minerals]) or "minerals"
    imposer = vocabulary.label(group[0].imposer, "en")
    kind = str(properties["kind"]).replace("_", " ")
    properties["name"] = f"{imposer}: {kind} on {subject} ({_state(properties)})"
    return Node(id, frozenset({Label.MEASURE}), properties)


def _common(group: Sequence[Statement]) -> dict[str, PropertyValue]:
    """Status, its date, and what is counted over all reports."""
    latest = max(group, key=_order)
    status = latest.fact.status.value
    properties: dict[str, PropertyValue] = {
        "status": status,
        "confidence": max(statement.fact.confidence for statement in group),
        "reports": len({statement.article.id for statement in group}),
    }
    dates = _versions(s.fact.date for s in group if s.fact.status.value == status)
    if dates:
        properties["date"] = max(dates, key=lambda when: (len(when), -dates.index(when)))
    rivals = [s for s in group if s.fact.status.value != status and _order(s)[:2] == _order(latest)[:2]]
    if rivals:
        properties["order_inferred"] = True
    if len(statuses := {s.fact.status.value for s in group}) > 1:
        properties["statuses"] = tuple(sorted(statuses, key=lambda s: (_RANK[s], s)))
    told = sorted(statement.article.date for statement in group if statement.article.date is not None)
    if told:
        properties["first_reported"], properties["last_reported"] = told[0], told[-1]
    return properties


def _order(statement: Statement) -> tuple[str, str, int, str]:
    """By the day that the status had begun at the latest, then the article's date, then rank, then id."""
    told = statement.article.date
    day = ""
    if statement.fact.date is not None:
        day = period(statement.fact.date)[1].isoformat()
        if told is not None and period(statement.fact.date)[0].isoformat() <= told:
            day = min(day, period(told)[1].isoformat())
    elif told is not None:
        day = period(told)[1].isoformat()
    return (day, told or "", _RANK[statement.fact.status.value], statement.id)


def _versions(values: Iterable[str | None]) -> list[str]:
    """The different values that are given, the most frequent first, then the smallest."""
    counts = Counter(value for value in values if value is not None)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _put(properties: dict[str, PropertyValue], name: str, versions: list[str], every: str) -> None:
    if versions:
        properties[name] = versions[0]
    if len(versions) > 1:
        properties[every] = tuple(versions)


def _deal_title(
    group: Sequence[AgreementStatement],
    kind: str,
    minerals: Sequence[str],
    properties: dict[str, PropertyValue],
    vocabulary: Vocabulary,
) -> str:
    order = {"supplier": 0, "financier": 1, "party": 2, "buyer": 3}
    actors: dict[str, int] = {}
    for statement in group:
        for actor, role in statement.parties:
            actors[actor] = min(actors.get(actor, 9), order[role])
    names = [_name(actor, group, vocabulary) for actor in sorted(actors, key=lambda actor: (actors[actor], actor))]
    subject = _listed([vocabulary.label(mineral, "en") for mineral in minerals])
    what = f"{subject} {kind.replace('_', ' ')}".strip()
    return f"{_listed(names, ' – ')}: {what} ({_state(properties)})"


def _name(actor: str, group: Sequence[AgreementStatement], vocabulary: Vocabulary) -> str:
    """The reference data's name, else the longest that the deal's own articles use: no other article changes it."""
    if vocabulary.entry(actor) is not None:
        return vocabulary.label(actor, "en")
    return max((s.names[actor] for s in group if actor in s.names), key=lambda name: (len(name), name), default=actor)


def _state(properties: dict[str, PropertyValue]) -> str:
    return f"{properties['status']} {properties['date']}" if "date" in properties else str(properties["status"])


def _listed(names: Sequence[str], between: str = ", ") -> str:
    shown = between.join(" ".join(name.split())[:60] for name in names[:_NAMES_IN_TITLE])
    return shown + (f" +{len(names) - _NAMES_IN_TITLE}" if len(names) > _NAMES_IN_TITLE else "")
