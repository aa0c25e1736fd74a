"""Train the models that find supplies and tell how real they are.

python -m loaders.training.supplies TRAIN_DIR...
"""

from graph.vocabulary import load_vocabulary
from loaders.mentions import analyse
from loaders.supplies import candidates_of, flow_features
from loaders.training.annotated import annotated
from loaders.training.corpus import Folders, folders_given
from loaders.training.examples import Examples, overlaps
from loaders.training.gold_names import GoldNames


def main(folders: Folders) -> None:
    """Train on folders of annotated articles, print cross-validated figures and write the weights."""
    vocabulary = load_vocabulary()
    flows, statuses = Examples(), Examples()
    for document, gold in annotated(folders):
        analysis = analyse(document, vocabulary)
        names = GoldNames(gold["aliases"])
        for sentence in analysis.sentences:
            for supplier, buyer, _ in candidates_of(analysis, sentence):
                told = [
                    s
                    for s in gold["supplies"]
                    if s["supplier"]
                    and s["buyer"]
                    and names.same(s["supplier"], supplier.name)
                    and names.same(s["buyer"], buyer.name)
                ]
                here = [s for s in told if overlaps(analysis, sentence, s["quote"])]
                if told and not here:
                    continue
                row = flow_features(analysis, sentence, supplier, buyer)
                flows.add(row, "yes" if here else "no", document.id)
                if here:
                    statuses.add(row, here[0]["status"], document.id)
    flows.write("supplies", 0.5)
    statuses.write("supply_statuses", 0.3)


if __name__ == "__main__":
    main(folders_given())
