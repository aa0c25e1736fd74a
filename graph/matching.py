"""Which statements speak of one deal, or of one measure: a pure function of the set, whatever its order.

Statements that share parties are compared. They are taken up one after another in an order of their own (those that
give a date first), and each joins the group whose every member it can be one with; so an undated statement never
welds two dated deals together. A person's judgement overrides what the comparison says.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from graph.model import AgreementKind, AgreementStatus, Extraction, MeasureStatus
from graph.statements import AgreementStatement, MeasureStatement
from graph.store import Judgement
from graph.vocabulary import Vocabulary

_NEAR = timedelta(days=31)
_LONG = timedelta(days=3 * 365)
_BEFORE_A_DEAL = frozenset({AgreementStatus.PROPOSED, AgreementStatus.NEGOTIATING, AgreementStatus.ANNOUNCED})
_VAGUE = frozenset({AgreementKind.FRAMEWORK, AgreementKind.OTHER})


class _Statement(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def article(self) -> Extraction: ...


StatementT = TypeVar("StatementT", AgreementStatement, MeasureStatement)


@dataclass(frozen=True)
class Verdicts:
    """The judgements on statements: which pairs are, and which are not, the same."""

    same: frozenset[tuple[str, str]]
    different: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> "Verdicts":
        """Those of all judgements that are on statements."""
        on = [judgement for judgement in judgements if judgement.left.startswith("statement:")]
        return cls(
            frozenset((j.left, j.right) for j in on if j.same), frozenset((j.left, j.right) for j in on if not j.same)
        )


def group_agreements(
    statements: Iterable[AgreementStatement], vocabulary: Vocabulary, verdicts: Verdicts
) -> list[tuple[AgreementStatement, ...]]:
    """The statements of each deal, sorted."""

    def alike(a: AgreementStatement, b: AgreementStatement) -> int:
        shared = len(a.actors & b.actors)
        if not a.claims & b.claims or not minerals_overlap(a.fact.minerals, b.fact.minerals, vocabulary):
            return 0
        if not _kinds_fit(a, b) or not _deal_dates_fit(a, b):
            return 0
        return 4 * shared + 2 * len(set(a.fact.minerals) & set(b.fact.minerals)) + (a.fact.kind is b.fact.kind)

    return _grouped(statements, alike, verdicts, lambda s: s.fact.date)


def group_measures(
    statements: Iterable[MeasureStatement], vocabulary: Vocabulary, verdicts: Verdicts
) -> list[tuple[MeasureStatement, ...]]:
    """The statements of each measure, sorted."""

    def alike(a: MeasureStatement, b: MeasureStatement) -> int:
        if a.imposer != b.imposer or a.fact.kind is not b.fact.kind:
            return 0
        if not minerals_overlap(a.fact.minerals, b.fact.minerals, vocabulary):
            return 0
        if a.targets and b.targets and not set(a.targets) & set(b.targets):
            return 0
        if a.fact.status is b.fact.status and _apart(a.fact.date, b.fact.date, _NEAR):
            return 0
        ends = (MeasureStatus.ENDED, MeasureStatus.SUSPENDED)
        for first, last in ((a, b), (b, a)):
            if last.fact.status in ends and _is_after(first.fact.date, last.fact.date, _NEAR):
                return 0
        return 2 * len(set(a.fact.minerals) & set(b.fact.minerals)) + len(set(a.targets) & set(b.targets)) + 1

    return _grouped(statements, alike, verdicts, lambda s: s.fact.date)


def group_id(prefix: str, group: Sequence[_Statement]) -> str:
    """The id of a group: that of its smallest statement, hashed."""
    smallest = min(statement.id for statement in group)
    return f"{prefix}:{hashlib.sha256(smallest.encode('ascii')).hexdigest()[:16]}"


def minerals_overlap(left: Iterable[str], right: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether two lists of minerals can mean the same, groups counted; an empty list can mean any."""
    a, b = set(left), set(right)
    if not a or not b or a & b or "critical-minerals" in a | b:
        return True
    return any(x in vocabulary.broader(y) or y in vocabulary.broader(x) for x in a for y in b)


def _grouped(
    statements: Iterable[StatementT],
    alike: Callable[[StatementT, StatementT], int],
    verdicts: Verdicts,
    date_of: Callable[[StatementT], str | None],
) -> list[tuple[StatementT, ...]]:
    def rank(statement: StatementT) -> tuple[bool, str, str]:
        when = date_of(statement)
        return (when is None, when or statement.article.date or "", statement.id)

    ordered = sorted({statement.id: statement for statement in statements}.values(), key=rank)
    groups = _judged_same(ordered, verdicts)
    placed = {statement.id for group in groups for statement in group}

    def fit(statement: StatementT, group: list[StatementT]) -> int:
        scores = []
        for member in group:
            pair = (min(member.id, statement.id), max(member.id, statement.id))
            scores.append(0 if pair in verdicts.different else alike(statement, member))
        return min(scores) and sum(scores)

    for statement in ordered:
        if statement.id in placed:
            continue
        scored = [(fit(statement, group), -_distance(statement, group, date_of), i) for i, group in enumerate(groups)]
        score, _, best = max(scored, key=lambda s: (s[0] > 0, s[1], s[0], -s[2]), default=(0, 0, 0))
        if score > 0:
            groups[best].append(statement)
        else:
            groups.append([statement])
    return sorted((tuple(sorted(group, key=lambda s: s.id)) for group in groups), key=lambda group: group[0].id)


def _judged_same(ordered: Sequence[StatementT], verdicts: Verdicts) -> list[list[StatementT]]:
    known: Mapping[str, StatementT] = {statement.id: statement for statement in ordered}
    joined: dict[str, list[StatementT]] = {}
    for left, right in sorted(verdicts.same):
        if left in known and right in known:
            one, other = joined.get(left, [known[left]]), joined.get(right, [known[right]])
            group = one if one is other else [*one, *other]
            joined.update({statement.id: group for statement in group})
    return [group for id, group in sorted(joined.items()) if id == min(statement.id for statement in group)]


def _distance(statement: StatementT, group: Sequence[StatementT], date_of: Callable[[StatementT], str | None]) -> int:
    """Days between a statement and the nearest of a group, by date or else by article date; 0 where unknown."""
    mine = date_of(statement) or statement.article.date
    others = [date_of(member) or member.article.date for member in group]
    gaps = [gap.days for other in others if (gap := _gap(mine, other)) is not None]
    return min(gaps, default=0)


def _kinds_fit(a: AgreementStatement, b: AgreementStatement) -> bool:
    if a.fact.kind is b.fact.kind or {a.fact.kind, b.fact.kind} & _VAGUE:
        return True
    return a.fact.status in _BEFORE_A_DEAL or b.fact.status in _BEFORE_A_DEAL


def _deal_dates_fit(a: AgreementStatement, b: AgreementStatement) -> bool:
    if a.fact.status is b.fact.status:
        return a.fact.status in _BEFORE_A_DEAL or not _apart(a.fact.date, b.fact.date, _NEAR)
    for early, late in ((a, b), (b, a)):
        when, then = early.fact.date or early.article.date, late.fact.date or late.article.date
        if early.fact.status in _BEFORE_A_DEAL and late.fact.status is AgreementStatus.SIGNED:
            if _is_after(when, then, _NEAR) or _apart(when, then, _LONG):
                return False
        elif late.fact.status is AgreementStatus.ENDED and _is_after(early.fact.date, late.fact.date, _NEAR):
            return False
    return True


def period(when: str) -> tuple[date, date]:
    """The first and last day of a date of any precision."""
    if len(when) == 4:
        year = int(when) or 1
        return date(year, 1, 1), date(year, 12, 31)
    if len(when) == 7:
        year, month = int(when[:4]) or 1, int(when[5:])
        following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date.max
        return date(year, month, 1), following - timedelta(days=1)
    try:
        return date.fromisoformat(when), date.fromisoformat(when)
    except ValueError:  # a 31 February: as near as the calendar has
        return period(when[:7])


def _gap(left: str | None, right: str | None) -> timedelta | None:
    if left is None or right is None:
        return None
    (a, b), (c, d) = period(left), period(right)
    return max(c - b, a - d, timedelta(0))


def _apart(left: str | None, right: str | None, most: timedelta) -> bool:
    gap = _gap(left, right)
    return gap is not None and gap > most


def _is_after(left: str | None, right: str | None, most: timedelta) -> bool:
    """Whether `left` certainly lies more than `most` after `right`."""
    if left is None or right is None:
        return False
    return period(left)[0] - period(right)[1] > most
