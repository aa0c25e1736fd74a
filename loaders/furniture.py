"""Which stretches of a page are furniture: they stay in the text, so that offsets hold, and are not read."""

import re
from functools import lru_cache

from loaders.lexicon import shared_lexicon


def furniture(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of `text` that are cookie lines, share buttons, credits and the like, sorted."""
    whole_line, anywhere = _patterns()
    found = []
    for line in re.finditer(r"[^\r\n]+", text):
        content = line.group().strip()
        if 0 < len(content) <= 400 and whole_line.fullmatch(content):
            found.append(line.span())
    found.extend(match.span() for match in anywhere.finditer(text))
    return merged(found)


def merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sorted ranges with those that touch or overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = shared_lexicon("furniture")
    return tuple(  # type: ignore[return-value]
        re.compile("|".join(f"(?:{pattern})" for pattern in data[key]), re.IGNORECASE) for key in ("lines", "stretches")
    )
