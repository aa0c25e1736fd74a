"""Train the models of measures: `python -m loaders.training.measures TRAIN_DIR...`.

Three models: which triggers tell of a measure, which actors impose it or are hit, and whether it binds.
"""

from typing import Any

from graph.vocabulary import load_vocabulary
from loaders.acts import Act, act_features, actor_pairs, find_acts, status_features
from loaders.measures import minerals_of
from loaders.mentions import analyse
from loaders.surroundings import Surroundings
from loaders.training.annotated import annotated
from loaders.training.corpus import Folders, folders_given
from loaders.training.gold_names import GoldNames
from loaders.training.sites import Examples, train


def main(folders: Folders) -> None:
    """Cross-validate by article, print what each threshold gives, and write the weights."""
    vocabulary = load_vocabulary()
    measures: Examples = []
    actors: Examples = []
    statuses: Examples = []
    missed = 0
    for document, gold in annotated(folders):
        names = GoldNames(gold["aliases"])
        around = Surroundings(analyse(document, vocabulary))
        reached: set[str] = set()
        for act in find_acts(around.analysis):
            fact = _told(act, gold["measures"], around, minerals_of(act, around, vocabulary))
            measures.append((act_features(act, around), "no" if fact is None else "yes", document.id))
            if fact is None:
                continue
            reached.add(fact["quote"])
            statuses.append((status_features(act, around), fact["status"], document.id))
            for mention, features in actor_pairs(act, around):
                role = "none"
                if names.same(fact["imposer"], mention.name):
                    role = "imposer"
                elif any(names.same(target, mention.name) for target in fact["targets"]):
                    role = "target"
                actors.append((features, role, document.id))
        missed += len({fact["quote"] for fact in gold["measures"]} - reached)
    train("measures", measures, missed, c=0.3)
    train("measure_actors", actors, 0, c=1.0)
    train("measure_statuses", statuses, 0, c=0.3)


def _told(
    act: Act, facts: list[dict[str, Any]], around: Surroundings, minerals: tuple[str, ...]
) -> dict[str, Any] | None:
    """The annotated measure that a trigger tells of: the one quoted here, else one of its kind, state and mineral."""
    source = around.analysis.source(act.sentence.field)
    of_kind = [fact for fact in facts if fact["kind"] == act.kind]
    for fact in of_kind:
        start = source.find(fact["quote"])
        if start >= 0 and start < act.sentence.end and act.sentence.start < start + len(fact["quote"]):
            return fact
    nearby = {mention.name for mention, _ in actor_pairs(act, around)}
    for fact in of_kind:
        if fact["imposer"] in nearby and set(minerals) & set(fact["minerals"]):
            return fact
    return None


if __name__ == "__main__":
    main(folders_given())
