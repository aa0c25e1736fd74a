"""What the model of names learns from.

The forms under which the annotated facts name things are the examples; all other candidates are counterexamples. Each
article is read twice: once with all that the vocabulary knows, once as if it knew no organizations and places, so
that well-known names teach what unknown ones look like.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.vocabulary import load_vocabulary
from loaders.analysis import Sentence
from loaders.candidates import Candidate
from loaders.linear import LinearModel
from loaders.matching import Match, match_names, token_key
from loaders.sentences import split, tokenize
from loaders.training.corpus import Folders, articles
from loaders.training.fitting import fitted
from loaders.unknown_names import featured

#: The inverse strength of regularisation.
C = 0.3
_LEAST_SEEN = 6
_FOLDS = 5
_AROUND = frozenset(
    "the le la les l' d' un une a de du des of mine mines projet gisement usine raffinerie fonderie complexe "
    "salar site groupe banque société firme région archipel zone district fonds pension collines île project "
    "deposit refinery plant smelter block property complex facility region arm leadership salt flat tungsten tin "
    "graphite molybdenum gold or copper lithium nickel antimony étain cuivre russe autonomous economic "
    "métallurgique gouvernement near open pit".split()
)


def kinds_of_names(gold: dict[str, Any]) -> dict[str, str]:
    """The folded surface forms of an annotated article's names and what each is; "other" for the rest."""
    kinds: dict[str, str] = dict.fromkeys(gold["aliases"], "other")
    for deal in gold["agreements"]:
        kinds.update({party["name"]: "organization" for party in deal["parties"]})
    for supply in gold["supplies"]:
        kinds.update(dict.fromkeys((supply["supplier"], supply["buyer"]), "organization"))
    kinds.update({name: "place" for deal in gold["agreements"] for name in deal["regions"]})
    kinds.update({resource["region"]: "place" for resource in gold["resources"]})
    kinds.update({home["org"]: "organization" for home in gold["based_in"]})
    kinds.update({name: "organization" for site in gold["sites"] for name in site["operators"]})
    kinds.update({site["name"]: "site" for site in gold["sites"]})
    return {form: kind for name, kind in kinds.items() if name for form in (name, *gold["aliases"].get(name, ()))}


def _core(form: str) -> tuple[str, ...]:
    """The tokens of an annotated form without articles and common nouns around them, and without a last stop."""
    tokens = list(tokenize(form, 0, len(form)))
    if tokens and tokens[-1].text == ".":
        tokens.pop()
    while len(tokens) > 1 and tokens[-1].text in _AROUND:
        tokens.pop()
    while (
        len(tokens) > 1 and tokens[0].norm in _AROUND and not (tokens[0].text[0].isupper() and tokens[0].norm != "the")
    ):
        tokens.pop(0)
    return tuple(token_key(token.norm) for token in tokens)


def gold_spans(sentences: Sequence[Sentence], kinds: dict[str, str]) -> dict[Candidate, str]:
    """Where annotated forms stand, longest first, without the article or the site noun around them."""
    forms: dict[tuple[str, ...], str] = {}
    for form, kind in sorted(kinds.items()):
        key = _core(form)
        if key and not (len(form) == 2 and form.isupper()):
            forms[key] = "organization" if kind == "other" else kind
    longest = max(map(len, forms), default=0)
    out: dict[Candidate, str] = {}
    for sentence in sentences:
        keys = [token_key(token.norm) for token in sentence.tokens]
        position = 0
        while position < len(keys):
            for size in range(min(longest, len(keys) - position), 0, -1):
                found = forms.get(tuple(keys[position : position + size]))
                if found is not None and any(c.isupper() for c in sentence.tokens[position].text):
                    out[Candidate(sentence.index, position, position + size - 1)] = found
                    position += size - 1
                    break
            position += 1
    return out


def views(matches: Sequence[Match]) -> tuple[list[Match], list[Match]]:
    """All known names, and those that are neither organizations nor places."""
    return list(matches), [m for m in matches if m.readings[0].kind not in ("organization", "place")]


@dataclass
class Reading:
    """One reading of an article: its candidates are the examples from `start` on."""

    full: bool
    lang: str
    start: int
    candidates: list[Candidate]
    known: list[Match]
    truth: dict[Candidate, str]


@dataclass
class NameExamples:
    """Examples with the article of each, and the readings that they come from."""

    rows: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def name_examples(folders: Folders) -> NameExamples:
    """The examples of folders of annotated articles; features seen too seldom are left out."""
    vocabulary = load_vocabulary()
    out = NameExamples()
    for document, gold in articles(folders):
        sentences = split(document)
        truth = gold_spans(sentences, kinds_of_names(gold))
        lang = document.lang
        for full, known in enumerate(views(match_names(sentences, lang, vocabulary))[::-1]):
            candidates, features = featured(sentences, known, lang)
            out.readings.append(Reading(bool(full), lang, len(out.rows), candidates, known, truth))
            out.rows += features
            out.labels += [truth.get(candidate, "none") for candidate in candidates]
            out.groups += [document.id] * len(candidates)
    seen = Counter(feature for row in out.rows for feature in set(row))
    out.rows = [[feature for feature in row if seen[feature] >= _LEAST_SEEN] for row in out.rows]
    return out


@lru_cache(maxsize=1)
def models_without(folders: Folders) -> Mapping[str, LinearModel]:
    """For each article of the folders a model of names that never saw it."""
    examples = name_examples(folders)
    ids = list(dict.fromkeys(examples.groups))
    out: dict[str, LinearModel] = {}
    for fold in range(_FOLDS):
        held = set(ids[fold::_FOLDS])
        kept = [place for place, id in enumerate(examples.groups) if id not in held]
        model = fitted([examples.rows[i] for i in kept], [examples.labels[i] for i in kept], c=C)
        out.update(dict.fromkeys(held, model))
    return out
