"""Which of several reports' statuses is the latest.

By the date of the status, then of the article, then by rank, then by id. Dates that overlap by their precision
("2025" and "2025-04") are not told apart. A status without a date counts from its article, and only where it is a
step forward: that an old article speaks of a plan does not undo a signature.
"""

from collections.abc import Sequence

from graph.periods import Period
from graph.statements import Statement


def latest(statements: Sequence[Statement]) -> tuple[Statement, bool]:
    """The statement whose status is the latest, and whether only rank decided that."""
    dated = [(statement, statement.when) for statement in statements if statement.when is not None]
    last = _last(dated)
    top = max((statement.rank for statement in last), default=-1)
    steps = [
        (statement, statement.reported)
        for statement in statements
        if statement.when is None and (not dated or statement.rank > top)
    ]
    known = [(statement, when) for statement, when in steps if when is not None]
    unknown = [statement for statement, when in steps if when is None]
    candidates = [*_last([*((s, s.when) for s in last if s.when is not None), *known]), *unknown]
    if all(statement.reported is not None for statement in candidates):
        candidates = _last([(s, s.reported) for s in candidates if s.reported is not None])
    best = max(candidates, key=lambda statement: (statement.rank, statement.id))
    return best, len({statement.status for statement in candidates}) > 1


def _last(timed: Sequence[tuple[Statement, Period]]) -> list[Statement]:
    """Those that did not surely come before another."""
    start = max((when[0] for _, when in timed), default=0)
    return [statement for statement, when in timed if when[1] >= start]


def date_of(best: Statement, statements: Sequence[Statement]) -> str | None:
    """The date of the latest status: as exact as a report of the same status that fits gives it."""
    same = sorted(s.fact.date for s in statements if s.status == best.status and s.fact.date is not None)
    if not same:
        return None
    own = best.fact.date
    fitting = same if own is None else [date for date in same if date.startswith(own)]
    exact = max(map(len, fitting))
    dates = [date for date in fitting if len(date) == exact]
    return min(dates, key=lambda date: (-dates.count(date), date))
