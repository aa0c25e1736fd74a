"""The words that extraction knows: one folder a language under loaders/lexicon, one file a subject, data only."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@lru_cache(maxsize=64)
def lexicon(lang: str, subject: str) -> dict[str, Any]:
    """The parsed lexicon of a subject in "en" or "fr". The caller must not change it."""
    return _parsed(f"{lang}/{subject}.yaml")


@lru_cache(maxsize=4)
def shared_lexicon(subject: str) -> dict[str, Any]:
    """The parsed lexicon of a subject that does not go by language. The caller must not change it."""
    return _parsed(f"{subject}.yaml")


def read_yaml(source: str) -> Any:
    """The value of a YAML text, by the C loader where there is one. Raises yaml.YAMLError."""
    return yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _parsed(path: str) -> dict[str, Any]:
    return dict(read_yaml(files("loaders").joinpath("lexicon", path).read_text("utf-8")))
