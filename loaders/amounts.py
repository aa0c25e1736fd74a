"""Amounts in the guide's notation: masses and money, shares and ranks, as the language writes them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.analysis import Amount, AmountKind, Field, Sentence
from loaders.lexicon import lexicon

_NUMBER = r"\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_RANGE = rf"(?P<low>{_NUMBER})\s*(?:-|–|to|à|et|and)\s*(?P<high>{_NUMBER})|(?P<one>{_NUMBER})"
_WORDS = {
    "a": "1", "an": "1", "one": "1", "un": "1", "une": "1", "two": "2", "deux": "2", "three": "3", "trois": "3",
    "four": "4", "quatre": "4", "five": "5", "cinq": "5", "six": "6", "seven": "7", "sept": "7", "eight": "8",
    "huit": "8", "nine": "9", "neuf": "9", "ten": "10", "dix": "10", "twelve": "12", "douze": "12", "fifteen": "15",
    "quinze": "15", "twenty": "20", "vingt": "20", "thirty": "30", "trente": "30", "forty": "40", "quarante": "40",
    "fifty": "50", "cinquante": "50", "sixty": "60", "soixante": "60", "seventy": "70", "soixante-dix": "70",
    "eighty": "80", "quatre-vingts": "80", "ninety": "90", "quatre-vingt-dix": "90",
}  # fmt: skip


def find_amounts(sentences: Sequence[Sentence], source: Callable[[Field], str], lang: str) -> list[Amount]:
    """Every amount of the sentences, in order; longer readings win over shorter ones inside them."""
    grammar = _grammar(lang)
    out = []
    for sentence in sentences:
        text = source(sentence.field)
        found = [*grammar.money(text, sentence), *grammar.masses(text, sentence), *grammar.shares(text, sentence)]
        found.extend(_matches(AmountKind.RANK, grammar.rank, text, sentence, lambda match: "rank"))
        out.extend(_without_overlap(found))
    return out


def _without_overlap(found: Iterable[Amount]) -> list[Amount]:
    kept: list[Amount] = []
    for amount in sorted(found, key=lambda a: (a.start - a.end, a.start)):
        if all(amount.end <= other.start or other.end <= amount.start for other in kept):
            kept.append(amount)
    return sorted(kept, key=lambda a: a.start)


def _matches(
    kind: AmountKind,
    pattern: re.Pattern[str],
    text: str,
    sentence: Sentence,
    value: Callable[[re.Match[str]], str | None],
) -> Iterable[Amount]:
    for match in pattern.finditer(text, sentence.start, sentence.end):
        printed = value(match)
        if printed is not None:
            yield Amount(kind, sentence.index, sentence.field, match.start(), match.end(), match.group(), printed)


@dataclass(frozen=True)
class _Grammar:
    lang: str
    money_before: re.Pattern[str]
    money_after: re.Pattern[str]
    mass: re.Pattern[str]
    share: re.Pattern[str]
    fraction: re.Pattern[str]
    rank: re.Pattern[str]
    currencies: tuple[tuple[str, re.Pattern[str]], ...]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    fractions: tuple[tuple[str, re.Pattern[str]], ...]
    scales: tuple[tuple[str, re.Pattern[str]], ...]
    year: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]

    def money(self, text: str, sentence: Sentence) -> Iterable[Amount]:
        for pattern in (self.money_before, self.money_after):
            yield from _matches(AmountKind.MONEY, pattern, text, sentence, self._money_value)

    def masses(self, text: str, sentence: Sentence) -> Iterable[Amount]:
        def bounded(match: re.Match[str]) -> str | None:
            mass = self._mass_value(match)
            return None if mass is None else self._bound(text, match) + mass

        yield from _matches(AmountKind.MASS, self.mass, text, sentence, bounded)

    def shares(self, text: str, sentence: Sentence) -> Iterable[Amount]:
        def bounded(match: re.Match[str], share: str) -> str:
            return f"{self._bound(text, match)}{share}%"

        yield from _matches(
            AmountKind.SHARE, self.share, text, sentence, lambda m: bounded(m, _range(m, self.lang, "1"))
        )
        yield from _matches(
            AmountKind.SHARE, self.fraction, text, sentence, lambda m: bounded(m, _key(self.fractions, m.group()))
        )

    def _bound(self, text: str, match: re.Match[str]) -> str:
        """The sign ">" behind "more than", "<" behind "less than", else nothing."""
        before = text[max(match.start() - 30, 0) : match.start()]
        return ">" if self.more.search(before) else "<" if self.less.search(before) else ""

    def _money_value(self, match: re.Match[str]) -> str | None:
        currency = _key(self.currencies, match["currency"])
        scale = _key(self.scales, match["scale"].strip()) if match["scale"] else "1"
        if match["word"] is not None and scale == "1":
            return None
        return f"{_range(match, self.lang, scale)} {currency}"

    def _mass_value(self, match: re.Match[str]) -> str | None:
        unit = _key(self.units, match["unit"])
        scale = _key(self.scales, match["scale"].strip()) if match["scale"] else "1"
        if match["word"] is not None and scale == "1":
            return None
        if unit == "t" and scale == "1e6":
            unit, scale = "Mt", "1"
        elif unit == "oz" and scale == "1e6":
            unit, scale = "Moz", "1"
        elif unit == "lb" and scale == "1e6":
            unit, scale = "Mlb", "1"
        elif scale in ("1e9", "1e12"):
            unit, scale = f"{'billion' if scale == '1e9' else 'trillion'} {unit}", "1"
        if unit.endswith("tpa"):
            return f"{_range(match, self.lang, scale)} {unit.removesuffix('pa')}/year"
        rate = "/year" if match["rate"] and self.year.search(match["rate"]) else "/month" if match["rate"] else ""
        return f"{_range(match, self.lang, scale)} {unit}{rate}"


def _range(match: re.Match[str], lang: str, scale: str) -> str:
    groups = match.groupdict()
    if groups.get("word"):
        return _plain(_WORDS[groups["word"].lower()], lang, scale)
    if groups["one"] is not None:
        return _plain(groups["one"], lang, scale)
    return f"{_plain(groups['low'], lang, scale)}-{_plain(groups['high'], lang, scale)}"


def _plain(number: str, lang: str, scale: str) -> str:
    digits = re.sub(r"[\u00a0\u202f ]", "", number)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits) and lang == "en":
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", digits) and lang == "fr":
        digits = digits.replace(".", "")
    value = float(digits.replace(",", ".")) * float(scale)
    return str(round(value)) if abs(value - round(value)) < 1e-6 * max(value, 1) else f"{value:.6g}"


def _key(patterns: Sequence[tuple[str, re.Pattern[str]]], text: str) -> str:
    return next(key for key, pattern in patterns if pattern.fullmatch(text.strip()))


@lru_cache(maxsize=4)
def _grammar(lang: str) -> _Grammar:
    words = lexicon(lang, "amounts")

    def union(forms: Iterable[str]) -> str:
        return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"

    def table(name: str, flags: int = re.IGNORECASE) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((key, re.compile(union(forms), flags)) for key, forms in words[name].items())

    def every(name: str) -> str:
        return union(form for forms in words[name].values() for form in forms)

    gap = r"[\s\u00a0\u202f-]*"
    number = rf"(?:(?<![\w.,])(?:{_RANGE})|\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b(?=\s))"
    scale = rf"(?P<scale>{every('scales')}(?![^\W\d_]))?"
    scale_fr = rf"(?P<scale>{every('scales')})?" if lang == "fr" else scale
    currency = rf"(?P<currency>{every('currencies')})"
    year = union(words["per_year"])
    what = r"(?:\s+(?:of|de|d['’])\s?[^\W\d_]+(?:\s[^\W\d_]+)?)?"  # "15 tonnes of gallium a year"
    rate = rf"(?:{what}\s*(?P<rate>{union((*words['per_year'], *words['per_month']))}))?"
    end = r"(?![^\W_])"
    flags = re.IGNORECASE
    plain_number = rf"(?:{_RANGE})(?P<word>(?!))?"
    return _Grammar(
        lang=lang,
        money_before=re.compile(rf"(?<![\w$]){currency}\s?{plain_number}{gap}{scale}", flags),
        money_after=re.compile(rf"{number}{gap}{scale_fr}{gap}{currency}{end}", flags),
        mass=re.compile(rf"{number}{gap}{scale_fr}{gap}(?P<unit>{every('mass')}){end}{rate}", flags),
        share=re.compile(rf"{number}[\s\u00a0\u202f]*{union(words['percent'])}{end}", flags),
        fraction=re.compile(rf"\b{every('fractions')}(?![\w-])", flags),
        rank=re.compile(union(words["ranks"]), flags),
        currencies=table("currencies"),
        units=table("mass"),
        fractions=table("fractions"),
        scales=table("scales"),
        year=re.compile(year, flags),
        more=re.compile(union(words["more_than"]) + r"\s*(?:the|les?|des)?\s*$", flags),
        less=re.compile(union(words["less_than"]) + r"\s*$", flags),
    )
