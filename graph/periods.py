"""Dates of unequal precision, compared: "2025" is the whole year, "2025-12" the whole month."""

import datetime
from calendar import monthrange
from functools import lru_cache

Period = tuple[int, int]


@lru_cache(maxsize=16384)
def period(date: str) -> Period | None:
    """The first and last day that a date may mean, as ordinals; None for what no calendar has."""
    try:
        parts = [int(part) for part in date.split("-")]
        if len(parts) == 1:
            return datetime.date(parts[0], 1, 1).toordinal(), datetime.date(parts[0], 12, 31).toordinal()
        if len(parts) == 2:
            last = monthrange(parts[0], parts[1])[1]
            return datetime.date(parts[0], parts[1], 1).toordinal(), datetime.date(parts[0], parts[1], last).toordinal()
        day = datetime.date(*parts).toordinal()
    except ValueError:
        return None
    return day, day


def days_after(later: Period, earlier: Period) -> int:
    """How many days one period begins after another has ended, at the least; 0 where they touch."""
    return max(0, later[0] - earlier[1])


def days_between(one: Period, other: Period) -> int:
    """How many days lie between two periods, at the least; 0 where they touch."""
    return max(days_after(one, other), days_after(other, one))
