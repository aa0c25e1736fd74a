"""Train the models of sites: `python -m loaders.training.sites TRAIN_DIR...`.

Four models: which names are sites, which organizations run them, what they are mined for, which stage they are at.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.vocabulary import load_vocabulary
from loaders.linear import LinearModel
from loaders.mentions import analyse
from loaders.site_minerals import mineral_candidates
from loaders.site_operators import operator_candidates
from loaders.site_stages import stage_features
from loaders.sitenames import site_names
from loaders.surroundings import Surroundings
from loaders.training.annotated import annotated
from loaders.training.corpus import Folders, folders_given
from loaders.training.fitting import cross_validated, fitted, write_model
from loaders.training.gold_names import GoldNames

#: Rows of features with their labels and the articles that they come from.
Examples = list[tuple[list[str], str, str]]
_FOLDS = 5


@dataclass
class SiteExamples:
    """The examples of the models, and how many annotated sites and operators none of them stands for."""

    sites: Examples = field(default_factory=list)
    operators: Examples = field(default_factory=list)
    stages: Examples = field(default_factory=list)
    minerals: Examples = field(default_factory=list)
    missed_sites: int = 0
    missed_operators: int = 0


def main(folders: Folders) -> None:
    """Cross-validate by article, print what each threshold gives, and write the weights."""
    examples = site_examples(folders)
    train("sites", examples.sites, examples.missed_sites, c=0.3)
    train("site_operators", examples.operators, examples.missed_operators, c=0.3)
    train("site_minerals", examples.minerals, 0, c=0.3)
    train("site_stages", examples.stages, 0, c=0.3, least=2)


def site_examples(folders: Folders) -> SiteExamples:
    """The examples that folders of annotated articles gives."""
    vocabulary = load_vocabulary()
    out = SiteExamples()
    for document, gold in annotated(folders):
        names = GoldNames(gold["aliases"])
        around = Surroundings(analyse(document, vocabulary))
        left = {fact["name"]: fact for fact in gold["sites"]}
        facts = dict(left)
        for candidate in site_names(around, vocabulary):
            hit = next((name for name in facts if names.same(name, candidate.name)), None)
            out.sites.append((sorted(candidate.features), "no" if hit is None else "yes", document.id))
            if hit is None:
                continue
            if hit in left:
                fact = left.pop(hit)
                out.stages.append((stage_features(candidate, around, vocabulary), fact["stage"], document.id))
                for mineral, features in mineral_candidates(candidate, around, vocabulary).items():
                    out.minerals.append((features, "yes" if mineral in fact["minerals"] else "no", document.id))
                reached = set()
                for organization, told in operator_candidates(candidate, around).items():
                    owner = next((o for o in fact["operators"] if names.same(o, organization)), None)
                    reached.add(owner)
                    out.operators.append((sorted(told), "no" if owner is None else "yes", document.id))
                out.missed_operators += len(fact["operators"]) - len(reached - {None})
        out.missed_sites += len(left)
    return out


def site_models_without(folders: Folders) -> Mapping[str, Mapping[str, LinearModel]]:
    """For each article of the folders the models of sites, by name, that never saw it."""
    examples = site_examples(folders)
    parts = (
        ("sites", examples.sites, 0.3, 4),
        ("site_operators", examples.operators, 0.3, 4),
        ("site_minerals", examples.minerals, 0.3, 4),
    )
    ids = list(dict.fromkeys(id for _, _, id in examples.sites))
    out: dict[str, Mapping[str, LinearModel]] = {}
    for fold in range(_FOLDS):
        held = set(ids[fold::_FOLDS])
        models = {}
        for name, rows, c, least in parts:
            kept = [(row, label) for row, label, id in rows if id not in held]
            models[name] = fitted(_frequent([row for row, _ in kept], least), [label for _, label in kept], c=c)
        out.update(dict.fromkeys(held, models))
    return out


def train(name: str, examples: Examples, missed: int, *, c: float, least: int = 4) -> None:
    """Print cross-validated figures for examples (`missed` ones never became one) and write the weights."""
    rows = _frequent([row for row, _, _ in examples], least)
    labels = [label for _, label, _ in examples]
    chances = cross_validated(rows, labels, [group for _, _, group in examples], c=c)
    print(name, Counter(labels))
    if "yes" in labels:
        total = labels.count("yes") + missed
        for bar in (0.3, 0.4, 0.5, 0.6, 0.7):
            kept = [label for label, chance in zip(labels, chances, strict=True) if chance["yes"] >= bar]
            right = kept.count("yes")
            print(f"  {bar}: precision {right / max(len(kept), 1):.3f} recall {right / total:.3f} of {total}")
    else:
        best = [max(chance, key=lambda label: chance[label]) for chance in chances]
        right = sum(a == b for a, b in zip(best, labels, strict=True))
        print(f"  accuracy {right / len(labels):.3f} of {len(labels)}")
    print(" ", write_model(name, rows, labels, c=c))


def _frequent(rows: Sequence[Sequence[str]], least: int) -> list[list[str]]:
    counts = Counter(feature for row in rows for feature in row)
    return [[feature for feature in row if counts[feature] >= least] for row in rows]


if __name__ == "__main__":
    main(folders_given())
