"""Which language an article is in."""

from functools import lru_cache
from typing import Any

READ = ("en", "fr")

#: The languages that may be told apart: those of the world's press, without the small neighbours of French and
#: English (Haitian Creole, Scots, Occitan...) that a few lines in either are easily taken for.
_KNOWN = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv mk mn ms nl no pl ps pt ro "
    "ru sk sl sq sr sv sw ta th tr uk ur vi zh"
).split()


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, by py3langid over its first 5,000 characters."""
    return str(_identifier().classify(text[:5000])[0])


def given_language(tag: str) -> str:
    """The primary part of a language tag given with an article: "fr-FR" is "fr"."""
    return tag.strip().replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Half a second, and needed only for articles that do not name their language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_KNOWN)
    return identifier
