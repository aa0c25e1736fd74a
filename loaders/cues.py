"""Words of a lexicon in a sentence, by class: where each class of words stands."""

from collections.abc import Mapping, Sequence
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
