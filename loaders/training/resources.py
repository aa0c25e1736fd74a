"""Train the models that find resources: what an anchor tells, and whose it is.

python -m loaders.training.resources TRAIN_DIR...
"""

import re
from collections.abc import Sequence
from typing import Any

from graph.vocabulary import load_vocabulary
from loaders.mentions import analyse
from loaders.resource_anchors import Anchor, ResourceScene, find_anchors, minerals_at, telling_features
from loaders.resource_regions import standings
from loaders.training.annotated import annotated
from loaders.training.corpus import Folders, folders_given
from loaders.training.examples import Examples, overlaps
from loaders.training.gold_names import GoldNames

#: The measures that the words of a class can tell of; amounts and ranks tell of any.
_MEASURES = {
    "reserves": ("reserves",),
    "holding": ("reserves", "capacity", "production"),
    "production": ("production", "capacity"),
}


def main(folders: Folders) -> None:
    """Train on folders of annotated articles, print cross-validated figures and write the weights."""
    vocabulary = load_vocabulary()
    tellings, regions = Examples(), Examples()
    for document, gold in annotated(folders):
        scene = ResourceScene(analyse(document, vocabulary))
        names = GoldNames(gold["aliases"])
        for sentence in scene.analysis.sentences:
            here = [fact for fact in gold["resources"] if overlaps(scene.analysis, sentence, fact["quote"])]
            for anchor in find_anchors(scene, sentence):
                minerals = minerals_at(scene, anchor)
                if not minerals:
                    continue
                told = [fact for fact in here if _tells(anchor, fact)]
                of_these = [fact for fact in told if fact["mineral"] in {m.name for m in minerals}]
                measure = (of_these or told)[0]["measure"] if told else "none"
                tellings.add(telling_features(scene, anchor), measure, document.id)
                if told:
                    add_regions(regions, scene, anchor, measure, of_these or told, names)
    tellings.write("resources", 0.2)
    regions.write("resource_regions", 0.2)


def add_regions(
    examples: Examples,
    scene: ResourceScene,
    anchor: Anchor,
    measure: str,
    told: Sequence[dict[str, Any]],
    names: GoldNames,
) -> None:
    """Every region that an anchor might speak of, as an example."""
    for standing in standings(scene, anchor, measure):
        own = any(fact["region"] and names.same(fact["region"], standing.mention.name) for fact in told)
        examples.add(list(standing.features), "yes" if own else "no", scene.analysis.document.id)


def _tells(anchor: Anchor, fact: dict[str, Any]) -> bool:
    if anchor.amount is not None or fact["amount"]:
        return anchor.amount is not None and _number(anchor.amount) == _number(fact["amount"])
    return fact["measure"] in _MEASURES.get(anchor.kind, (fact["measure"],))


def _number(amount: str | None) -> float | None:
    """The first number of an amount, tonnes counted alike in Mt and kt."""
    found = re.search(r"\d+(?:\.\d+)?", amount or "")
    if found is None:
        return None
    scale = {"Mt": 1e6, "kt": 1e3, "Moz": 1e6, "Mlb": 1e6}.get(
        re.sub(r".*\d\s*", "", amount or "").split("/")[0].strip(), 1
    )
    return round(float(found.group()) * scale, 3)


if __name__ == "__main__":
    main(folders_given())
