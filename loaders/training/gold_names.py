"""Whether a name that was found means an annotated one, for labelling what models learn from."""

from collections.abc import Mapping, Sequence

from graph.names import slug


class GoldNames:
    """The names of an annotated article with their surface forms."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        self._forms = {
            name: {tuple(slug(form).split("-")) for form in (name, *forms)} for name, forms in aliases.items()
        }

    def same(self, annotated: str, found: str) -> bool:
        """Whether both mean one: by an annotated form, or by a fuller or shorter form with the same first word."""
        if _is_code(annotated) or _is_code(found):
            return annotated == found
        words = tuple(slug(found).split("-"))
        mine = self._forms.get(annotated, {tuple(slug(annotated).split("-"))})
        if words in mine:
            return True
        if any(words in forms for name, forms in self._forms.items() if name != annotated):
            return False
        pairs = (sorted((form, words), key=len) for form in mine)
        return any(short[0] == long[0] and set(short) <= set(long) for short, long in pairs)


def _is_code(name: str) -> bool:
    return len(name) == 2 and name.isalpha() and name.isupper()
