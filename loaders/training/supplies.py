"""Train the models that find supplies and tell how real and how large they are.

python -m loaders.training.supplies TRAIN_DIR...
"""

import re

from graph.vocabulary import load_vocabulary
from loaders.flow_amounts import amount_features, sizes_of
from loaders.flows import flow_features, flow_sentences, status_features
from loaders.mentions import analyse
from loaders.resource_anchors import ResourceScene
from loaders.training.annotated import annotated
from loaders.training.corpus import Folders, folders_given
from loaders.training.examples import Examples, overlaps
from loaders.training.gold_names import GoldNames


def main(folders: Folders) -> None:
    """Train on folders of annotated articles, print cross-validated figures and write the weights."""
    vocabulary = load_vocabulary()
    flows, statuses, amounts = Examples(), Examples(), Examples()
    for document, gold in annotated(folders):
        analysis = analyse(document, vocabulary)
        names = GoldNames(gold["aliases"])
        facts = [fact for fact in gold["supplies"] if fact["supplier"] and fact["buyer"]]
        for flow in flow_sentences(ResourceScene(analysis)):
            for supplier, buyer in flow.pairs:
                told = [
                    fact
                    for fact in facts
                    if names.same(fact["supplier"], supplier.mention.name)
                    and names.same(fact["buyer"], buyer.mention.name)
                ]
                here = [fact for fact in told if overlaps(analysis, flow.sentence, fact["quote"])]
                if told and not here:
                    continue  # told elsewhere: this sentence may say it too
                flows.add(flow_features(flow, supplier, buyer), "yes" if here else "no", document.id)
                if here:
                    statuses.add(status_features(flow, supplier, buyer), here[0]["status"], document.id)
                    for amount in sizes_of(flow):
                        own = any(_number(amount.value) == _number(fact["share"] or fact["amount"]) for fact in here)
                        row = amount_features(flow, supplier, buyer, amount)
                        amounts.add(row, "yes" if own else "no", document.id)
    flows.write("supplies", 0.3)
    statuses.write("supply_statuses", 0.3)
    amounts.write("supply_amounts", 0.5)


def _number(amount: str | None) -> str | None:
    found = re.search(r"\d+(?:\.\d+)?", amount or "")
    return None if found is None else found.group()


if __name__ == "__main__":
    main(folders_given())
