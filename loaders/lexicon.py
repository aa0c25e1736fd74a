"""The words that extraction knows: one folder a language under loaders/lexicon, one file a subject, data only."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@lru_cache(maxsize=64)
def lexicon(lang: str, subject: str) -> dict[str, Any]:
    """The parsed lexicon of a subject in "en" or "fr". The caller must not change it."""
    source = files("loaders").joinpath("lexicon", lang, f"{subject}.yaml").read_text("utf-8")
    return dict(yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
