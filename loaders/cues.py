"""Words of a lexicon in a sentence, by class: where each class of words stands."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from loaders.lexicon import lexicon
from loaders.sentences import tokenize

_Forms = dict[str, list[tuple[tuple[str, ...], str]]]


def find_cues(norms: Sequence[str], lang: str, subject: str) -> Mapping[str, list[int]]:
    """For each class of a lexicon file the tokens at which one of its forms begins; "form*" stands for a stem."""
    whole, stems = _forms(lang, subject)
    found: dict[str, list[int]] = {}
    for place, norm in enumerate(norms):
        names = [name for form, name in whole.get(norm, ()) if tuple(norms[place : place + len(form)]) == form]
        names += [name for stem, name in stems if norm.startswith(stem)]
        for name in dict.fromkeys(names):
            found.setdefault(name, []).append(place)
    return dict(sorted(found.items()))


@lru_cache(maxsize=32)
def _forms(lang: str, subject: str) -> tuple[_Forms, tuple[tuple[str, str], ...]]:
    whole: _Forms = {}
    stems: list[tuple[str, str]] = []
    for name, forms in lexicon(lang, subject).items():
        for form in forms:
            if form.endswith("*"):
                stems.append((form[:-1].casefold(), name))
                continue
            tokens = tuple(token.norm for token in tokenize(form, 0, len(form)))
            whole.setdefault(tokens[0], []).append((tokens, name))
    return whole, tuple(stems)
