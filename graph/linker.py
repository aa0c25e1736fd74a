"""Finds known names in short texts such as questions, and the nearest known spellings of unknown ones.

Accents and case are optional, except for forms that count only as written ("In", "AU"). Extraction has its own
matcher, which also finds names that nobody knew.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from graph.entries import EntryKind, Name, NameUse
from graph.names import fold
from graph.vocabulary import Vocabulary

_WORD = re.compile(r"(?:\w\.){2,}|[\w&+]+", re.UNICODE)
_NEAR = 0.72


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a text, half-open in code points, and one entry that it may mean."""

    start: int
    end: int
    id: str
    kind: EntryKind
    use: NameUse
    ambiguous: bool


class Linker:
    """Knows the names of a vocabulary and, as `extra`, those of a graph: (name, id, kind)."""

    def __init__(self, vocabulary: Vocabulary, extra: Iterable[tuple[str, str, EntryKind]] = ()) -> None:
        self._names: dict[tuple[str, ...], list[Name]] = {}
        added = (Name(name, "*", id, kind, NameUse.NAME) for name, id, kind in extra)
        for name in (*vocabulary.names, *added):
            known = self._names.setdefault(_key(name.form), [])
            if name not in known:
                known.append(name)
        self._longest = max(map(len, self._names), default=0)

    def find(self, text: str, lang: str) -> list[Link]:
        """The longest known names in a text, left to right; several links for a form that means several things.

        A form of the other language counts where the asked language has none, unless it is ambiguous; ambiguous
        forms of the asked language are marked so. A chemical symbol that is also a word ("In", "La") does not
        count at the start, where any word has a capital.
        """
        words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        links: list[Link] = []
        position = 0
        while position < len(words):
            length, found = self._longest_at(text, words, position, lang)
            # « l'Union » must not take half of « l'Union européenne »: a later start that reaches further wins.
            for later in range(position + 1, position + length):
                reach = later + self._longest_at(text, words, later, lang)[0]
                if reach > position + length and reach - later >= length:
                    length, found = later - position, []
                    break
            if found:
                start, end = words[position][0], words[position + length - 1][1]
                links.extend(Link(start, end, n.id, n.kind, n.use, n.ambiguous) for n in found)
            position += max(length, 1)
        return links

    def _longest_at(
        self, text: str, words: Sequence[tuple[int, int]], position: int, lang: str
    ) -> tuple[int, Sequence[Name]]:
        """The longest name that starts with a word, as its number of words and its readings; 0 where there is none."""
        for length in range(min(self._longest, len(words) - position), 0, -1):
            found = self._readings(text[words[position][0] : words[position + length - 1][1]], lang)
            if position == 0:
                found = [name for name in found if not (name.use is NameUse.SYMBOL and name.ambiguous)]
            if found:
                return length, found
        return 0, ()

    def lookup(self, name: str) -> tuple[Name, ...]:
        """All names, of either language, that a whole name may be; ambiguous ones last."""
        found = [known for known in self._names.get(_key(name), ()) if not known.exact_case or known.form == name]
        found = found or list(self._names.get(_key(name), ()))
        return tuple(sorted(found, key=lambda known: (known.ambiguous, known.id, known.lang)))

    def nearest(self, name: str, n: int = 3) -> tuple[Name, ...]:
        """The known names that are spelled most like this one, one an entry, best first."""
        wanted = fold(name)
        scored: dict[str, tuple[float, Name]] = {}
        for key, names in self._names.items():
            form = " ".join(key)
            matcher = SequenceMatcher(None, wanted, form, autojunk=False)
            if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
                continue
            ratio = matcher.ratio()
            if ratio >= _NEAR:
                for known in names:
                    if known.id not in scored or ratio > scored[known.id][0]:
                        scored[known.id] = (ratio, known)
        best = sorted(scored.values(), key=lambda each: (-each[0], each[1].form, each[1].id))
        return tuple(name for _, name in best[:n])

    def _readings(self, surface: str, lang: str) -> Sequence[Name]:
        known = [name for name in self._names.get(_key(surface), ()) if not name.exact_case or name.form == surface]
        own = [name for name in known if name.lang in (lang, "*")]
        chosen = own or [name for name in known if not name.ambiguous]
        one_each = {name.id: name for name in reversed(chosen)}
        return sorted(one_each.values(), key=lambda name: (name.ambiguous, name.id))


def _key(form: str) -> tuple[str, ...]:
    return tuple(fold(match.group()) for match in _WORD.finditer(form))
