"""Train the model that tells organizations, sites and places among capitalised words.

    python -m loaders.training.names TRAIN_DIR

The forms under which the annotated facts name them are the examples; all other candidates are counterexamples.
"""

import sys
from pathlib import Path
from typing import Any

from graph.names import fold
from graph.vocabulary import load_vocabulary
from loaders.matching import match_names
from loaders.sentences import split
from loaders.training.annotated import annotated
from loaders.training.fitting import cross_validated, write_model
from loaders.unknown_names import candidates_of, counts_of, features_of, surface_of


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
    return {fold(form): kind for name, kind in kinds.items() if name for form in (name, *gold["aliases"].get(name, ()))}


def label_of(surface: str, kinds: dict[str, str]) -> str:
    """The class of a candidate: that of the annotated form that it equals, holds or is a part of."""
    if surface in kinds:
        return kinds[surface]
    words = surface.split()
    for form, kind in sorted(kinds.items()):
        parts = form.split()
        small, large = sorted((words, parts), key=len)
        if small and any(large[i : i + len(small)] == small for i in range(len(large) - len(small) + 1)):
            return kind
    return "none"


def main(folder: Path) -> None:
    """Train on a folder of annotated articles, print cross-validated figures and write the weights."""
    vocabulary = load_vocabulary()
    rows, labels, groups = [], [], []
    for document, gold in annotated(folder):
        sentences = split(document)
        kinds = kinds_of_names(gold)
        known = [
            match
            for match in match_names(sentences, document.lang, vocabulary)
            if match.readings[0].kind in ("country", "mineral", "alliance")
        ]
        candidates = candidates_of(sentences, known, document.lang)
        counts = counts_of(sentences, candidates)
        for candidate in candidates:
            label = label_of(surface_of(sentences, candidate), kinds)
            if label != "other":
                rows.append(features_of(sentences, candidate, known, counts, document.lang))
                labels.append(label)
                groups.append(document.id)
    chances = cross_validated(rows, labels, groups, c=0.5)
    guesses = [max(sorted(row), key=lambda kind: row[kind]) for row in chances]
    for kind in sorted(set(labels)):
        hit = sum(g == label == kind for g, label in zip(guesses, labels, strict=True))
        print(
            f"{kind:14} P {hit / max(guesses.count(kind), 1):.3f} R {hit / labels.count(kind):.3f} of {labels.count(kind)}"
        )
    print(write_model("names", rows, labels, c=0.5).name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
