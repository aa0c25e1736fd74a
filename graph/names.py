"""How names are compared and how ids are made from them.

`fold` makes two spellings of one name equal; `slug` makes a readable, stable id of it. Neither depends on the
vocabulary: the same name gives the same id in every article, and an id says what it stands for.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

#: Marks of legal form, folded; dropped from slugs so that "Lynas Ltd" is "Lynas".
LEGAL_FORMS = frozenset(
    """
    inc incorporated ltd limited llc llp lp plc corp corporation co company sa sas sarl sarlu sau sca nv bv ag gmbh
    kg kgaa se spa srl oy oyj ab asa as ao oao pao zao ooo jsc pjsc ojsc too tbk pt pty kk bhd sdn berhad ltda
    sab cv sl ksc qsc qpsc saoc pvt
    """.split()
)
#: Words that are part of a legal form only before another one: "S.A. de C.V.", "Private Limited".
_LINKS = frozenset({"de", "private"})
#: Forms that stand first: "PT Timah", "TOO Kazzinc".
_LEADING = frozenset({"pt", "ao", "oao", "pao", "ooo", "too"})
_MAX_SLUG = 80
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02bb\u00b4`\u2032\uff07", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "đ": "d",
    }
)
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_WORD = re.compile(r"[a-z0-9&+]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form in which names are compared: no accents, no case, plain apostrophes, dashes and spaces.

    Dots between single letters go too ("U.S." and "US", "S.A." and "SA" are one). Not for offsets: the length
    may change.
    """
    if name.isascii() and "." not in name and "`" not in name:
        return " ".join(name.lower().split())
    text = unicodedata.normalize("NFKD", name.translate(_PUNCTUATION))
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text.translate(_PUNCTUATION))
    return " ".join(text.split())


def _digest(name: str) -> str:
    return hashlib.sha256(fold(name).encode("utf-8")).hexdigest()[:10]


def _without_legal_form(words: list[str]) -> list[str]:
    kept = list(words)
    while kept and (kept[-1] in LEGAL_FORMS or (kept[-1] in _LINKS and len(kept) < len(words))):
        kept.pop()
    if len(kept) > 1 and kept[0] in _LEADING:
        kept = kept[1:]
    return kept or words


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A stable, readable key: "Lynas Rare Earths Ltd" gives "lynas-rare-earths".

    Never empty, at most 80 characters; a name without Latin letters or figures, or one that is cut, carries a
    hash of the whole folded name.
    """
    folded = fold(name)
    words = _WORD.findall(folded.replace("'", "" if folded.endswith("'") else "-"))
    words = [word for word in words if word.strip("&+")] or words
    if not words or sum(char.isalpha() and not char.isascii() for char in folded) > sum(map(len, words)):
        return f"x{_digest(name)}"
    joined = "-".join(_without_legal_form(words)).replace("&", "and").replace("+", "plus")
    if len(joined) <= _MAX_SLUG:
        return joined
    return f"{joined[: _MAX_SLUG - 11].rstrip('-')}-{_digest(name)}"


def organization_id(name: str) -> str:
    """The id of a company or organization that bears this name, unless the vocabulary knows it by another."""
    return f"org:{slug(name)}"


def place_id(name: str, country: str | None = None) -> str:
    """The id of a place, region or site: under its country's code where that is known."""
    return f"place:{country.lower()}:{slug(name)}" if country else f"place:{slug(name)}"
