"""The date that an article bears in its own head, where none was given with it."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv", "february feb février fevrier févr fevr fév", "march mar mars",
            "april apr avril avr", "may mai", "june jun juin", "july jul juillet juil",
            "august aug août aout", "september sept sep septembre", "october oct octobre",
            "november nov novembre", "december dec décembre decembre déc",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DATE = re.compile(
    rf"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)"
    rf"|\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+{_MONTH}\s*,?\s+(?P<year>(?:19|20)\d\d)\b"
    rf"|\b{_MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)\b"
    rf"|\b(?P<day3>\d{{1,2}})[/.](?P<month3>\d{{1,2}})[/.](?P<year3>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: What may stand before the date in a line that is a dateline: a place, a weekday, "Published on", an author.
_BEFORE = re.compile(
    r"^[\s(«\"*•–—-]*(?:"
    r"(?:publi(?:é|ée|shed)|posted|updated|mis(?:e)? à jour|dat(?:e|ed)|par|by|le|on|du)\b[^.!?]{0,60}"
    r"|[A-ZÀ-Ý][\w.'’ /()-]{0,40}(?:\([^)]{1,30}\))?\s*,\s*(?:le\s+|on\s+)?(?:\w+day,?\s+|\w+di\s+)?"
    r"|(?:\w+day|\w+di),?\s+(?:le\s+)?"
    r")?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\s*(?:$|[-–—|(:/•]|à\s*\d|at\s*\d|\d{1,2}\s*[:hH]\s*\d\d|[A-Z]{2,4}\b|\.?\s*[-–—]|,\s*\d|[,.]?\s*$)"
)
_HEAD_LINES = 12


def find_dateline(text: str) -> str | None:
    """The full date of a dateline among the first lines of `text`, as ISO 8601, or None.

    A date counts only in a line of its own or right behind a place, a weekday or a word such as "published";
    one inside a sentence tells when something happened, not when the article was written.
    """
    lines = [line for line in text[:4000].splitlines() if line.strip()][:_HEAD_LINES]
    for line in lines:
        for match in _DATE.finditer(line[:300]):
            if _BEFORE.match(line[: match.start()]) and _AFTER.match(line[match.end() : match.end() + 40]):
                found = _iso(match)
                if found is not None:
                    return found
    return None


def parse_date(value: str) -> str | None:
    """A date given with an article ("2026-02-03T10:00:00Z", "2025-12", "3 février 2026") as ISO 8601, or None."""
    value = value.strip()
    whole = re.match(r"^((?:19|20)\d\d-\d\d-\d\d)(?:[T ].*)?$", value)
    if whole:
        try:
            return date.fromisoformat(whole.group(1)).isoformat()
        except ValueError:
            return None
    if re.fullmatch(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?", value):
        return value
    match = _DATE.search(value)
    return _iso(match) if match else None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            return date.fromisoformat(parts["iso"]).isoformat()
        if parts["year"]:
            day, month, year = parts["day"], _MONTHS[parts["month"].lower()], parts["year"]
        elif parts["year2"]:
            day, month, year = parts["day2"], _MONTHS[parts["month2"].lower()], parts["year2"]
        else:
            day, month, year = parts["day3"], int(parts["month3"]), parts["year3"]
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
