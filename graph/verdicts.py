"""Judgements arranged for use: which ids stand for which, which reports may and may not be of one deal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.store import Judgement

STATEMENT = "statement:"


def is_statement(id: str) -> bool:
    """Whether an id is that of a statement, not of an entity."""
    return id.startswith(STATEMENT)


@dataclass(frozen=True)
class Verdicts:
    """What a set of judgements says.

    `standing` gives for an entity that was judged the same as others the id that stands for all of them.
    """

    judgements: frozenset[Judgement]
    standing: Mapping[str, str]

    @classmethod
    def of(cls, judgements: Iterable[Judgement], known: Mapping[str, object]) -> "Verdicts":
        """Arrange judgements.

        Of several ids of one entity, one that the vocabulary knows (`known`) stands, else the smallest. Where
        judgements contradict each other through third ones, "different" wins over "same".
        """
        given = frozenset(judgements)
        entities = sorted((j for j in given if not is_statement(j.left)), key=lambda j: (j.left, j.right))
        apart = {(j.left, j.right) for j in entities if not j.same}
        members: dict[str, list[str]] = {}
        for j in entities:
            if not j.same:
                continue
            left, right = members.setdefault(j.left, [j.left]), members.setdefault(j.right, [j.right])
            if left is right or any((min(a, b), max(a, b)) in apart for a in left for b in right):
                continue
            left.extend(right)
            members.update(dict.fromkeys(right, left))
        standing = {}
        for id, together in members.items():
            chosen = min(together, key=lambda each: (each not in known, each))
            if chosen != id:
                standing[id] = chosen
        return cls(given, standing)

    def stands(self, id: str) -> str:
        """The id that stands for an entity's id."""
        return self.standing.get(id, id)

    @cached_property
    def merged(self) -> Mapping[str, tuple[str, ...]]:
        """For every id that stands for others: those, sorted."""
        others: dict[str, list[str]] = {}
        for id, chosen in sorted(self.standing.items()):
            others.setdefault(chosen, []).append(id)
        return {id: tuple(ids) for id, ids in others.items()}

    @cached_property
    def same(self) -> tuple[tuple[str, str], ...]:
        """The pairs of statements that speak of one deal, sorted."""
        return tuple(sorted((j.left, j.right) for j in self.judgements if j.same and is_statement(j.left)))

    @cached_property
    def apart(self) -> Mapping[str, frozenset[str]]:
        """For every statement that is of another deal than others: those."""
        return self._partners(same=False)

    @cached_property
    def together(self) -> Mapping[str, frozenset[str]]:
        """For every statement that is of one deal with others: those."""
        return self._partners(same=True)

    def _partners(self, *, same: bool) -> Mapping[str, frozenset[str]]:
        partners: dict[str, set[str]] = {}
        for j in self.judgements:
            if j.same is same and is_statement(j.left):
                partners.setdefault(j.left, set()).add(j.right)
                partners.setdefault(j.right, set()).add(j.left)
        return {id: frozenset(others) for id, others in partners.items()}
