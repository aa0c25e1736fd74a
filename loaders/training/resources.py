"""Train the model that finds resources.

python -m loaders.training.resources TRAIN_DIR...
"""

from graph.vocabulary import load_vocabulary
from loaders.mentions import analyse
from loaders.resources import pair_features, pairs_of
from loaders.training.annotated import annotated
from loaders.training.corpus import Folders, folders_given
from loaders.training.examples import Examples, overlaps
from loaders.training.gold_names import GoldNames


def main(folders: Folders) -> None:
    """Train on folders of annotated articles, print cross-validated figures and write the weights."""
    vocabulary = load_vocabulary()
    examples = Examples()
    for document, gold in annotated(folders):
        analysis = analyse(document, vocabulary)
        names = GoldNames(gold["aliases"])
        for sentence in analysis.sentences:
            for region, mineral in pairs_of(analysis, sentence):
                told = [
                    r
                    for r in gold["resources"]
                    if r["mineral"] == mineral.name and r["region"] and names.same(r["region"], region.name)
                ]
                here = [r for r in told if overlaps(analysis, sentence, r["quote"])]
                if told and not here:
                    continue  # told elsewhere: this sentence may say it too
                label = here[0]["measure"] if here else "none"
                examples.add(pair_features(analysis, sentence, region, mineral), label, document.id)
    examples.write("resources", 0.2)


if __name__ == "__main__":
    main(folders_given())
