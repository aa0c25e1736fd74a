"""Names in sentences: French articles and what prepositions make of them, English "the"."""

import re

from graph.names import fold
from graph.vocabulary import Vocabulary
from queries.understand import phrases

_MONEY = re.compile(r"\b(\d{7,}) ([A-Z]{3})\b")
_LONG = re.compile(r"(?<![\d.])\d{5,}(?![\d.])")
_UNITS = {"year": "an", "month": "mois", "week": "semaine", "day": "jour"}


class Grammar:
    """Puts names of a vocabulary, or names that articles use, into sentences of a language."""

    def __init__(self, vocabulary: Vocabulary, lang: str) -> None:
        self.vocabulary, self.lang = vocabulary, lang
        self._articles = phrases(lang)["articles"]
        known = (*vocabulary.territories, *vocabulary.minerals, *vocabulary.alliances, *vocabulary.places)
        self._translated = {vocabulary.label(id, "en"): vocabulary.label(id, lang) for id in reversed(known)}
        own = phrases(lang)["words"]["kinds"]
        self._kinds = [(word, own[kind]) for kind, word in phrases("en")["words"]["kinds"].items()]

    def label(self, id: str, name: str | None = None) -> str:
        """The name, without an article."""
        if self.vocabulary.entry(id) is not None:
            return self.vocabulary.label(id, self.lang)
        return name or id

    def the(self, id: str, name: str | None = None) -> str:
        """« le Japon », « la Chine », « l'Inde », « les États-Unis »; "the United States"."""
        label = self.label(id, name)
        if self.lang == "en":
            return f"the {label}" if id in self._articles else label
        return {"none": "", "elided": "l'", "plural": "les ", "feminine": "la ", "masculine": "le "}[
            self._form(id, label)
        ] + label

    def plural(self, id: str, name: str | None = None) -> bool:
        """Whether the name is plural, so that a French verb agrees: « les États-Unis fournissent »."""
        return self.lang == "fr" and self._form(id, self.label(id, name)) == "plural"

    def to(self, id: str, name: str | None = None) -> str:
        """« au Japon », « à la Chine », « à l'Inde », « aux États-Unis »; "to Japan"."""
        if self.lang == "en":
            return f"to {self.the(id, name)}"
        label = self.label(id, name)
        return {"none": "à ", "elided": "à l'", "plural": "aux ", "feminine": "à la ", "masculine": "au "}[
            self._form(id, label)
        ] + label

    def within(self, id: str, name: str | None = None) -> str:
        """« au Japon », « en Chine », « aux États-Unis », « à Cuba »; "in Japan"."""
        if self.lang == "en":
            return f"in {self.the(id, name)}"
        label = self.label(id, name)
        return {"none": "à ", "elided": "en ", "plural": "aux ", "feminine": "en ", "masculine": "au "}[
            self._form(id, label)
        ] + label

    def of(self, id: str, name: str | None = None) -> str:
        """« du Japon », « de la Chine », « de l'uranium », « des terres rares »; "of Japan"."""
        if self.lang == "en":
            return f"of {self.the(id, name)}"
        label = self.label(id, name)
        form = self._form(id, label)
        if form == "none":
            return ("d'" if fold(label)[:1] in "aeiouy" else "de ") + label
        return {"elided": "de l'", "plural": "des ", "feminine": "de la ", "masculine": "du "}[form] + label

    def bare(self, id: str, name: str | None = None) -> str:
        """The name after « réserves », « production »: « de gallium », « d'uranium »; French only."""
        label = self.label(id, name)
        form = self._form(id, label)
        elided = form == "elided" or (form == "none" and fold(label)[:1] in "aeiouy")
        return f"d'{label}" if elided else f"de {label}"

    def named(self, name: str) -> str:
        """The name in this language of what has this English name; the name itself where none is known."""
        return self._translated.get(name, name)

    def amount(self, text: str | None) -> str | None:
        """An amount: "3.8 Mt", "15 t/year", « 3,8 Mt », « 15 t/an »; "2.8 billion USD", « 2,8 milliards USD »."""
        if text is not None:
            joint = "," if self.lang == "en" else "\N{NARROW NO-BREAK SPACE}"
            text = _MONEY.sub(lambda found: self._money(int(found.group(1)), found.group(2)), text)
            text = _LONG.sub(lambda found: f"{int(found.group()):_}".replace("_", joint), text)
        if text is None or self.lang == "en":
            return text
        text = text.replace("%", "\N{NO-BREAK SPACE}%")
        text = re.sub(r"(?<=\d)\.(?=\d)", ",", text)
        return re.sub(r"/(year|month|week|day)\b", lambda found: f"/{_UNITS[found.group(1)]}", text)

    def _money(self, units: int, currency: str) -> str:
        size, word, plural = (
            (10**9, ("billion", "milliard"), "s") if units >= 10**9 else (10**6, ("million", "million"), "s")
        )
        figure = f"{units / size:.3f}".rstrip("0").rstrip(".")
        if self.lang == "en":
            return f"{figure} {word[0]} {currency}"
        return f"{figure} {word[1]}{plural if units >= 2 * size else ''} {currency}"

    def deal(self, title: str) -> str:
        """The title of a deal or measure without its status: « États-Unis – Japon : accord-cadre (terres rares) »."""
        bare = title.rsplit(" (", 1)[0] if title.endswith(")") else title
        if self.lang == "en":
            return bare
        who, joint, what = bare.rpartition(": ")
        for english, own in self._kinds:
            if what.startswith(f"{english} on "):
                minerals = ", ".join(map(self._one, what.removeprefix(f"{english} on ").split(", ")))
                return f"{self._one(who)} : {own} ({minerals})"
            if what == english or what.endswith(f" {english}"):
                minerals = ", ".join(self._one(name) for name in what[: -len(english)].strip().split(", ") if name)
                parties = " – ".join(self._one(name) for name in who.split(" – "))
                return f"{parties}{' : ' if joint else ''}{own}{f' ({minerals})' if minerals else ''}"
        return bare

    def _one(self, name: str) -> str:
        """A name of a title, which may end in "and 3 others"."""
        first, more, count = name.partition(" and ")
        if more and count.endswith(" others"):
            return f"{self.named(first)} et {count.removesuffix('others')}autres"
        return self.named(name)

    def _form(self, id: str, label: str) -> str:
        """Which article a French name takes. Companies and organizations take none."""
        mineral = id in self.vocabulary.minerals
        if (not mineral and id not in self.vocabulary.territories) or id in self._articles["none"]:
            return "none"
        folded = fold(label)
        first = folded.replace("-", " ").split()[0]
        plural = first in ("iles", "terres", "minerais", "metaux", "composes")
        if id in self._articles["plural"] or plural:
            return "plural"
        if folded[0] in "aeiou" or (mineral and (folded[0] == "h" or folded.startswith("yt"))):
            return "elided"
        if mineral:
            return "feminine" if id in self._articles["feminine_minerals"] else "masculine"
        if id in self._articles["masculine"]:
            return "masculine"
        return "feminine" if first.endswith("e") or id in self._articles["feminine"] else "masculine"
