"""Dates in the text, with as much precision as it gives; relative ones are counted from the dateline.

Without a dateline, a date that needs one has no value. A season stands for its year.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from loaders.analysis import Field, Sentence, TimeExpression
from loaders.lexicon import lexicon

_YEAR = r"(?:19[5-9]\d|20[0-6]\d)"


def find_times(
    sentences: Sequence[Sentence], source: Callable[[Field], str], lang: str, dateline: str | None
) -> list[TimeExpression]:
    """Every date of the sentences, in order; `dateline` is the article's own date, of any precision, or None."""
    clock = _Clock(dateline)
    out = []
    for sentence in sentences:
        text = source(sentence.field)
        taken: list[tuple[int, int]] = []
        found = []
        for pattern, read in _readings(lang):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                if all(match.end() <= start or end <= match.start() for start, end in taken):
                    taken.append(match.span())
                    found.append((match, read(match, clock)))
        for match, value in sorted(found, key=lambda pair: pair[0].start()):
            out.append(TimeExpression(sentence.index, sentence.field, match.start(), match.end(), match.group(), value))
    return out


@dataclass(frozen=True)
class _Clock:
    """The dateline, and what relative dates make of it."""

    dateline: str | None

    @property
    def year(self) -> int | None:
        return int(self.dateline[:4]) if self.dateline else None

    @property
    def month(self) -> int | None:
        return int(self.dateline[5:7]) if self.dateline and len(self.dateline) >= 7 else None

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.dateline) if self.dateline and len(self.dateline) == 10 else None

    def shifted(self, days: int) -> str | None:
        return None if self.day is None else (self.day + timedelta(days=days)).isoformat()

    def weekday(self, wanted: int, following: bool) -> str | None:
        if self.day is None:
            return None
        if following:
            return self.shifted((wanted - self.day.weekday() - 1) % 7 + 1)
        return self.shifted(-((self.day.weekday() - wanted) % 7))

    def years(self, shift: int) -> str | None:
        return None if self.year is None else str(self.year + shift)

    def months(self, shift: int) -> str | None:
        if self.year is None or self.month is None:
            return None
        total = self.year * 12 + self.month - 1 + shift
        return f"{total // 12}-{total % 12 + 1:02}"

    def year_of(self, month: int, day: int | None, following: bool) -> int | None:
        """The year of a month (and day) that is named without one: the last before the dateline, or the next."""
        if self.year is None or self.month is None:
            return self.year
        here = (self.month, self.day.day if self.day and day is not None else 0)
        named = (month, day or 0)
        if following:
            return self.year + (named < here)
        return self.year - (named > here)


_Read = Callable[[re.Match[str], _Clock], str | None]


@lru_cache(maxsize=4)
def _readings(lang: str) -> tuple[tuple[re.Pattern[str], _Read], ...]:
    """Patterns with what they mean, most precise first."""
    words = lexicon(lang, "times")
    months = {form: number for number, forms in enumerate(words["months"], start=1) for form in forms}
    month = r"(?P<month>" + _union(months) + r")\b\.?"
    day = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
    year = rf"(?P<year>{_YEAR})"
    near = rf"(?P<next>\s+(?:{_union(words['next'])}))?(?P<last>\s+(?:{_union(words['last'])}))?"
    before_next = rf"(?:(?P<next>{_union(words['next'])})\s+|(?P<last>{_union(words['last'])})\s+)?"
    weekdays = {name: number for number, name in enumerate(words["weekdays"])}
    weekday = r"(?P<weekday>" + _union(weekdays) + ")"

    def full(match: re.Match[str], clock: _Clock) -> str | None:
        return _iso(int(match["year"]), months[match["month"].lower()], int(match["day"]))

    def of_month(match: re.Match[str], clock: _Clock) -> str | None:
        return f"{match['year']}-{months[match['month'].lower()]:02}"

    def day_without_year(match: re.Match[str], clock: _Clock) -> str | None:
        number = months[match["month"].lower()]
        following = bool(match.groupdict().get("next"))
        found = clock.year_of(number, int(match["day"]), following)
        return None if found is None else _iso(found, number, int(match["day"]))

    def month_without_year(match: re.Match[str], clock: _Clock) -> str | None:
        number = months[match["month"].lower()]
        found = clock.year_of(number, None, bool(match.groupdict().get("next")))
        return None if found is None else f"{found}-{number:02}"

    def by_weekday(match: re.Match[str], clock: _Clock) -> str | None:
        return clock.weekday(weekdays[match["weekday"].lower()], bool(match.groupdict().get("next")))

    def season(match: re.Match[str], clock: _Clock) -> str | None:
        return match["year"] if match.groupdict().get("year") else clock.years(-1 if match["last"] else 0)

    def plain_year(match: re.Match[str], clock: _Clock) -> str | None:
        return match["year"]

    flags = re.IGNORECASE
    iso = re.compile(r"\b(?P<whole>(?:19|20)\d\d-\d\d-\d\d)\b")
    of = r"(?:\s+de)?" if lang == "fr" else r",?(?:\s+of)?"
    seasons = rf"(?:{_union(words['seasons'])})"
    readings: list[tuple[re.Pattern[str], _Read]] = [(iso, lambda match, clock: match["whole"])]
    readings.append((re.compile(rf"\b{day}\s+{month}{of}\s+{year}\b", flags), full))
    if lang == "en":
        readings.append((re.compile(rf"\b{month}\s+{day},?\s+{year}\b", flags), full))
        readings.append((re.compile(rf"\b{month}\s+{day}\b(?!\s*(?:%|percent|tonnes))", flags), day_without_year))
        readings.append((re.compile(rf"\b{day}\s+(?:of\s+)?{month}", flags), day_without_year))
        readings.append((re.compile(rf"\b(?:this|last)\s+{seasons}\b(?P<last>)", flags), season))
        lead = r"\b(?:in|since|until|by|last|this|next|early|late|mid-?|of|from|for)\s+"
        in_month = rf"(?:{lead})(?=\w){before_next}{month}(?!\s*\d)"
        readings.append((re.compile(rf"\b{month}{of}\s+{year}\b", flags), of_month))
        readings.append((re.compile(in_month, flags), month_without_year))
        readings.append((re.compile(rf"\b{before_next}{weekday}\b", flags), by_weekday))
    else:
        readings.append((re.compile(rf"\b{month}{of}\s+{year}\b", flags), of_month))
        readings.append((re.compile(rf"\b{day}\s+{month}{near}", flags), day_without_year))
        in_month = rf"\b(?:en|de|d['’]|depuis|fin|début|mi-?|courant|dès|mois\s+d[e'’])\s*{month}{near}(?!\s*\d)"
        readings.append((re.compile(in_month, flags), month_without_year))
        readings.append((re.compile(rf"\b{weekday}\b{near}", flags), by_weekday))
        readings.append(
            (re.compile(rf"\b(?:ce|cet|au|l['’])\s*{seasons}(?!\s+{_YEAR})(?P<last>\s+dernier)?\b", flags), season)
        )
    readings.append((re.compile(rf"\b{seasons}(?:\s+(?:of|de))?\s+{year}\b", flags), plain_year))
    for name, shift in (("last_year", -1), ("this_year", 0), ("next_year", 1)):
        readings.append((re.compile(rf"\b(?:{_union(words[name])})\b", flags), _shifted_year(shift)))
    for name, shift in (("last_month", -1), ("this_month", 0), ("next_month", 1)):
        readings.append((re.compile(rf"\b(?:{_union(words[name])})\b", flags), _shifted_month(shift)))
    for name, shift in words["days"].items():
        readings.append((re.compile(rf"\b{name.replace(chr(39), '[’' + chr(39) + ']')}\b", flags), _shifted_day(shift)))
    readings.append((re.compile(rf"(?<![\d.,]){year}(?![\d.,]\d|\d)(?!\s*(?:t\b|tonnes|%))", flags), plain_year))
    return tuple(readings)


def _shifted_year(shift: int) -> _Read:
    return lambda match, clock: clock.years(shift)


def _shifted_month(shift: int) -> _Read:
    return lambda match, clock: clock.months(shift)


def _shifted_day(shift: int) -> _Read:
    return lambda match, clock: clock.shifted(shift)


def _union(forms: Iterable[str]) -> str:
    return "|".join(sorted((form.replace("'", "['’]") for form in forms), key=len, reverse=True))


def _iso(year: int, month: int, day: int) -> str | None:
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None
