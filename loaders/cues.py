"""Words of a lexicon in a sentence, by class: where each class of words stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from loaders.lexicon import lexicon
from loaders.sentences import tokenize

_Forms = dict[str, list[tuple[tuple[str, ...], str]]]
#: Stems by their length, with the classes that they are of.
_Stems = tuple[tuple[int, dict[str, list[str]]], ...]


def find_cues(norms: Sequence[str], lang: str, subject: str) -> Mapping[str, list[int]]:
    """For each class of a lexicon file the tokens at which one of its forms begins; "form*" stands for a stem."""
    whole, stems = _forms(lang, subject)
    found: dict[str, list[int]] = {}
    for place, norm in enumerate(norms):
        names = [name for form, name in whole.get(norm, ()) if tuple(norms[place : place + len(form)]) == form]
        names += [name for length, named in stems for name in named.get(norm[:length], ())]
        for name in dict.fromkeys(names):
            found.setdefault(name, []).append(place)
    return dict(sorted(found.items()))


def gap_class(gap: int, limits: Sequence[int]) -> str:
    """The smallest limit that a distance in tokens keeps to, or "more"."""
    return next((str(limit) for limit in limits if gap <= limit), "more")


@lru_cache(maxsize=32)
def _forms(lang: str, subject: str) -> tuple[_Forms, _Stems]:
    whole: _Forms = {}
    stems: dict[int, dict[str, list[str]]] = {}
    for name, forms in lexicon(lang, subject).items():
        for form in forms:
            if form.endswith("*"):
                stem = form[:-1].casefold()
                stems.setdefault(len(stem), {}).setdefault(stem, []).append(name)
                continue
            tokens = tuple(token.norm for token in tokenize(form, 0, len(form)))
            whole.setdefault(tokens[0], []).append((tokens, name))
    return whole, tuple(sorted(stems.items()))


class Phrasebook:
    """Forms of one or more words, each of one class. A form ending in * stands for all words that begin so.

    Of the forms that begin at a word the one of most words counts, then a whole word before a stem, then the longest
    stem; of equals the first.
    """

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._words: dict[str, str] = {}
        self._stems: dict[int, dict[str, str]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, forms in classes.items():
            for form in forms:
                tokens = tuple(token.norm for token in tokenize(form.rstrip("*"), 0, len(form.rstrip("*"))))
                if len(tokens) > 1:
                    last = tokens[-1] + "*" * form.endswith("*")
                    self._phrases.setdefault(tokens[0], []).append(((*tokens[:-1], last), name))
                elif form.endswith("*"):
                    self._stems.setdefault(len(tokens[0]), {}).setdefault(tokens[0], name)
                else:
                    self._words.setdefault(tokens[0], name)
        for options in self._phrases.values():
            options.sort(key=lambda option: -len(option[0]))
        self._by_length = tuple(sorted(self._stems.items(), reverse=True))

    def find(self, norms: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """The first and last word and the class of each form that stands there, in order and without overlap."""
        position = 0
        while position < len(norms):
            size, name = self._at(norms, position)
            if name is not None:
                yield position, position + size - 1, name
            position += size

    def _at(self, norms: Sequence[str], place: int) -> tuple[int, str | None]:
        norm = norms[place]
        for form, name in self._phrases.get(norm, ()):
            if _stands(form, norms, place):
                return len(form), name
        whole = self._words.get(norm)
        if whole is not None:
            return 1, whole
        return 1, next((names[norm[:length]] for length, names in self._by_length if norm[:length] in names), None)


def _stands(form: tuple[str, ...], norms: Sequence[str], place: int) -> bool:
    *head, last = form
    end = place + len(head)
    if end >= len(norms) or [*norms[place:end]] != head:
        return False
    return norms[end].startswith(last[:-1]) if last.endswith("*") else norms[end] == last
