"""The annotated articles, for training what stands on names."""

from collections.abc import Iterator
from typing import Any

from graph.model import Document
from loaders.linear import in_place
from loaders.training.corpus import Folders, articles
from loaders.training.name_examples import models_without


def annotated(folders: Folders) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Each article of folders of annotated articles, sorted by file name, with its annotations.

    While an article is out, `analyse` judges its names by a model that never saw it: what is trained on the result
    meets names as well read as those of an unseen article, not better.
    """
    models = models_without(folders)
    for document, gold in articles(folders):
        with in_place("names", models[document.id]):
            yield document, gold
