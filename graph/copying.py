"""Moves a whole graph from one store to another: the articles and the judgements, from which the rest follows."""

from dataclasses import dataclass
from itertools import islice

from graph.errors import StoreError
from graph.store import GraphStore

_BATCH = 100


@dataclass(frozen=True)
class CopyReport:
    """What was moved: numbers of articles, and of judgements."""

    articles: int
    judgements: int


def copy(source: GraphStore, target: GraphStore) -> CopyReport:
    """Make `target` hold what `source` holds. One that was broken off goes on where it stood.

    Raises StoreError where the target holds articles that the source does not: what came of it would be neither.
    """
    names = {extraction.id for extraction in source.extractions()}
    others = sorted({extraction.id for extraction in target.extractions()} - names)
    if others:
        raise StoreError(f'the store to copy to holds other articles ("{others[0]}"); copy into an empty one')
    judgements = source.judgements()
    target.adopt(judgements)
    extractions = source.extractions()
    while batch := list(islice(extractions, _BATCH)):
        target.load(batch)
    return CopyReport(len(names), len(judgements))
