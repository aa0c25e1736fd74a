"""Names in sentences: French articles and what prepositions make of them, English "the"."""

from graph.names import fold
from graph.vocabulary import Vocabulary
from queries.understand import phrases


class Grammar:
    """Puts names of a vocabulary, or names that articles use, into sentences of a language."""

    def __init__(self, vocabulary: Vocabulary, lang: str) -> None:
        self.vocabulary, self.lang = vocabulary, lang
        self._articles = phrases(lang)["articles"]

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

    def to(self, id: str, name: str | None = None) -> str:
        """« au Japon », « à la Chine », « à l'Inde », « aux États-Unis »; "to Japan"."""
        if self.lang == "en":
            return f"to {self.the(id, name)}"
        label = self.label(id, name)
        return {"none": "à ", "elided": "à l'", "plural": "aux ", "feminine": "à la ", "masculine": "au "}[
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
