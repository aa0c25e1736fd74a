"""Roles that fit together: who sells needs someone who buys."""

from collections.abc import Mapping, Sequence
from itertools import product
from math import log

from graph.model import Role

#: What a deal of a kind needs, and the roles that it has no place for.
_NEEDS: Mapping[str, tuple[frozenset[Role], frozenset[Role]]] = {
    "offtake": (frozenset({Role.SUPPLIER, Role.BUYER}), frozenset({Role.FINANCIER})),
    "license": (frozenset({Role.SUPPLIER, Role.BUYER}), frozenset({Role.FINANCIER, Role.PARTY})),
    "financing": (frozenset({Role.FINANCIER, Role.PARTY}), frozenset({Role.SUPPLIER, Role.BUYER})),
    "investment": (frozenset({Role.FINANCIER, Role.PARTY}), frozenset({Role.BUYER})),
    "framework": (frozenset(), frozenset({Role.FINANCIER})),
    "joint_venture": (frozenset(), frozenset({Role.BUYER})),
}
_MOST = 5
#: Where a kind needs no role, one other than party must be this likely: a wrong supplier is worse than none.
_SURE = 0.6


def fitting_roles(kind: str, chances: Sequence[Mapping[str, float]]) -> list[Role]:
    """The likeliest roles of the parties, one each, that a deal of this kind can have together."""
    needed, barred = _NEEDS.get(kind, (frozenset(), frozenset()))
    allowed = [[Role(name) for name in sorted(row) if Role(name) not in barred] for row in chances]
    alone = [max(roles, key=lambda role: row[role]) for roles, row in zip(allowed, chances, strict=True)]
    if not needed:
        return [role if row[role] >= _SURE else Role.PARTY for role, row in zip(alone, chances, strict=True)]
    if not 1 < len(chances) <= _MOST:
        return alone
    fitting = [roles for roles in product(*allowed) if needed <= {*roles} and _one_source(kind, roles)]
    return list(max(fitting, key=lambda roles: _chance(roles, chances), default=alone))


def _one_source(kind: str, roles: Sequence[Role]) -> bool:
    return kind not in ("offtake", "license") or roles.count(Role.SUPPLIER) == 1


def _chance(roles: Sequence[Role], chances: Sequence[Mapping[str, float]]) -> float:
    return sum(log(max(row[role], 1e-9)) for role, row in zip(roles, chances, strict=True))
