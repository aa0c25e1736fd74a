"""Train the model of homes: `python -m loaders.training.homes TRAIN_DIR...`."""

from collections import Counter

from graph.vocabulary import load_vocabulary
from loaders.homes import candidates
from loaders.mentions import analyse
from loaders.training.annotated import annotated
from loaders.training.corpus import Folders, folders_given
from loaders.training.fitting import cross_validated, write_model
from loaders.training.gold_names import GoldNames


def main(folders: Folders) -> None:
    """Cross-validate by article, print what each threshold gives, and write the weights."""
    vocabulary = load_vocabulary()
    rows, labels, groups, missed = [], [], [], 0
    for document, gold in annotated(folders):
        names = GoldNames(gold["aliases"])
        wanted = [(fact["org"], fact["country"]) for fact in gold["based_in"]]
        reached = set()
        for candidate in candidates(analyse(document, vocabulary), vocabulary):
            hit = next(
                (
                    i
                    for i, (org, code) in enumerate(wanted)
                    if code == candidate.country and names.same(org, candidate.name)
                ),
                None,
            )
            reached.add(hit)
            rows.append(sorted(candidate.features))
            labels.append("no" if hit is None else "yes")
            groups.append(document.id)
        missed += len(wanted) - len(reached - {None})
    counts = Counter(feature for row in rows for feature in row)
    rows = [[feature for feature in row if counts[feature] >= 3] for row in rows]
    chances = [row["yes"] for row in cross_validated(rows, labels, groups)]
    total = labels.count("yes") + missed
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = [label for label, chance in zip(labels, chances, strict=True) if chance >= least]
        right = kept.count("yes")
        print(f"{least}: precision {right / max(len(kept), 1):.3f} recall {right / total:.3f} of {total}")
    print(write_model("homes", rows, labels))


if __name__ == "__main__":
    main(folders_given())
