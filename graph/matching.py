"""Which statements speak of one deal, or of one measure.

The answer is a function of the whole set of statements, so it does not depend on the order in which articles came.
It is found block by block (statements that share two actors), in two steps:

1. Statements are taken in a fixed order, those with the most exact date first. Each joins the deal of which *every*
   statement so far agrees with it, or begins a new one. So two signings a year apart are never welded together by a
   vague report that would go with either: that one joins the nearer of the two.
2. Deals are joined where a judgement says that two of their statements are the same.

Two statements agree if they share enough actors, a mineral (a group shares one with its members; no mineral given
goes with all), go together by kind and do not contradict each other by date. An article that speaks of two deals
means two, so its own statements are never joined, save by judgement.
"""

from collections.abc import Iterable, Sequence

from graph.model import Agreement, AgreementKind, AgreementStatus, Measure
from graph.periods import Period, days_after, days_between
from graph.statements import ANY_MINERAL, Statement
from graph.verdicts import Verdicts

#: Days by which two reports of one event may differ beyond their precision.
TOLERANCE = 31
#: Days that talks and offers may last.
TALKS = 183

_BEFORE_A_DEAL = frozenset({AgreementStatus.PROPOSED, AgreementStatus.NEGOTIATING})
_ANY_KIND = frozenset({AgreementKind.FRAMEWORK, AgreementKind.OTHER})


def agree(one: Statement, other: Statement) -> bool:
    """Whether two statements may speak of one deal or measure, judgements aside."""
    if one.article == other.article:
        return False
    return (
        _share_actors(one, other)
        and _share_minerals(one, other)
        and _kinds_go_together(one, other)
        and _dates_go_together(one, other)
    )


def _share_actors(one: Statement, other: Statement) -> bool:
    if isinstance(one.fact, Measure) or isinstance(other.fact, Measure):
        return type(one.fact) is type(other.fact) and one.actors == other.actors
    shared = len(one.actors & other.actors)
    if len(one.actors) == 1 or len(other.actors) == 1:
        # A single party is too little to go by unless both name a mineral.
        named = all(statement.minerals - {ANY_MINERAL} for statement in (one, other))
        return shared == 1 and named
    if len(one.states) > 1 and len(other.states) > 1 and one.states != other.states:
        return False  # a deal of three states is not that of two of them
    return shared >= 2 and 2 * shared >= max(len(one.actors), len(other.actors))


def _share_minerals(one: Statement, other: Statement) -> bool:
    if not one.minerals or not other.minerals or ANY_MINERAL in one.minerals or ANY_MINERAL in other.minerals:
        return True
    return bool(one.minerals & other.families or other.minerals & one.families)


def _kinds_go_together(one: Statement, other: Statement) -> bool:
    if one.fact.kind == other.fact.kind:
        return True
    return (
        isinstance(one.fact, Agreement)
        and isinstance(other.fact, Agreement)
        and bool({one.fact.kind, other.fact.kind} & _ANY_KIND or {one.status, other.status} & _BEFORE_A_DEAL)
    )


def _dates_go_together(one: Statement, other: Statement) -> bool:
    early, late = sorted((one, other), key=lambda statement: statement.rank)
    talks = early.status in _BEFORE_A_DEAL and late.status in _BEFORE_A_DEAL
    if early.when is not None and late.when is not None:
        if talks:
            return days_between(early.when, late.when) <= TALKS
        if early.rank == late.rank:
            return days_between(early.when, late.when) <= TOLERANCE
        # What is signed is no longer offered: an offer that comes later is another deal.
        return days_after(early.when, late.when) <= TOLERANCE
    for dated, undated in ((early, late), (late, early)):
        if dated.when is None or undated.reported is None:
            continue
        if undated.status in _BEFORE_A_DEAL and dated.rank > undated.rank:
            # An offer without a date is one of the article's days: long after a signature it is another deal.
            return days_after(undated.reported, dated.when) <= TALKS
        # Without a date a status is at least no younger than the article.
        begun_later = days_after(dated.when, undated.reported)
        return begun_later <= (TALKS if talks else TOLERANCE) or dated.rank > undated.rank
    return True


class _Deal:
    """Statements that all agree with each other, as far as they have been taken."""

    def __init__(self, first: Statement) -> None:
        self.statements = [first]
        self.ids = {first.id}
        self.articles = {first.article}
        self._views = {_view(first): first}

    def takes(self, statement: Statement, apart: Iterable[str]) -> bool:
        if statement.article in self.articles or not self.ids.isdisjoint(apart):
            return False
        return all(agree(statement, member) for member in self._views.values())

    def add(self, statement: Statement) -> None:
        self.statements.append(statement)
        self.ids.add(statement.id)
        self.articles.add(statement.article)
        self._views.setdefault(_view(statement), statement)

    def distance(self, statement: Statement) -> tuple[bool, int, int, str]:
        """How far a statement is: kind, actors not shared, days to the nearest, then the first member's id."""
        members = self._views.values()
        same_kind = any(member.fact.kind == statement.fact.kind for member in members)
        unshared = min(len(member.actors ^ statement.actors) for member in members)
        time = _time(statement)
        times = [each for each in map(_time, members) if each is not None]
        days = 10**7 if time is None or not times else min(days_between(time, each) for each in times)
        return not same_kind, unshared, days, self.statements[0].id


def _view(statement: Statement) -> object:
    """All of a statement that `agree` looks at, but for the article."""
    fact, when = statement.fact, statement.when
    reported = statement.reported if when is None else None
    return statement.actors, statement.minerals, fact.kind, fact.status, when, reported


def _time(statement: Statement) -> Period | None:
    return statement.reported if statement.when is None else statement.when


def _order(statement: Statement) -> tuple[bool, int, Period, Period, str]:
    """Several actors first, then the most exact date, then the earliest."""
    never = (10**7, 10**7)
    when = statement.when
    width = 10**7 if when is None else when[1] - when[0]
    return len(statement.actors) < 2, width, when or never, statement.reported or never, statement.id


def deals(statements: Iterable[Statement], verdicts: Verdicts) -> list[tuple[Statement, ...]]:
    """The statements, sorted into deals and measures; each group, and the list of groups, sorted by id."""
    found: list[_Deal] = []
    blocks: dict[str, dict[int, _Deal]] = {}
    for statement in sorted(statements, key=_order):
        apart = verdicts.apart.get(statement.id, frozenset())
        near = {number: deal for key in sorted(statement.sought) for number, deal in blocks.get(key, {}).items()}
        open_to = [deal for deal in near.values() if deal.takes(statement, apart)]
        alone = isinstance(statement.fact, Agreement) and len(statement.actors) < 2
        if open_to and not (alone and len(open_to) > 1):
            deal = min(open_to, key=lambda deal: deal.distance(statement))
            deal.add(statement)
        else:
            deal = _Deal(statement)
            found.append(deal)
        for key in statement.keys:
            blocks.setdefault(key, {})[id(deal)] = deal
    joined = _joined([deal.statements for deal in found], verdicts)
    return sorted((tuple(sorted(group, key=_by_id)) for group in joined), key=lambda group: group[0].id)


def _by_id(statement: Statement) -> str:
    return statement.id


def _joined(groups: Sequence[list[Statement]], verdicts: Verdicts) -> list[list[Statement]]:
    """Join the groups that judgements say are the same, unless one says that they are not."""
    home = {statement.id: group for group in groups for statement in group}
    for left, right in verdicts.same:
        one, other = home.get(left), home.get(right)
        if one is None or other is None or one is other or type(one[0].fact) is not type(other[0].fact):
            continue
        ids = {statement.id for statement in other}
        if any(not ids.isdisjoint(verdicts.apart.get(statement.id, ())) for statement in one):
            continue
        one.extend(other)
        home.update(dict.fromkeys(ids, one))
    return list({id(group): group for group in home.values()}.values())
