"""Linear models as readable JSON: named features, a weight for each class, no code inside."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class LinearModel:
    """A multinomial logistic regression over features that are there or not.

    `weights` maps a feature to one weight a class, in the order of `classes`; `bias` is there for all.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class; features that the model does not know count for nothing."""
        scores = list(self.bias)
        for feature in features:
            for position, weight in enumerate(self.weights.get(feature, ())):
                scores[position] += weight
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}

    def reasons(self, features: Iterable[str], chosen: str, most: int = 3) -> tuple[str, ...]:
        """The features that speak most for a class, strongest first, as "feature+0.52"."""
        position = self.classes.index(chosen)
        known = [(self.weights[f][position], f) for f in features if f in self.weights]
        known.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(f"{feature}{weight:+.2f}" for weight, feature in known[:most] if weight > 0)


_IN_PLACE: dict[str, LinearModel] = {}


@contextmanager
def in_place(name: str, model: LinearModel) -> Iterator[None]:
    """Use `model` for the one of that name meanwhile: for training, where no model may have seen its article."""
    _IN_PLACE[name] = model
    try:
        yield
    finally:
        del _IN_PLACE[name]


def load_model(name: str) -> LinearModel:
    """The model of loaders/weights/<name>.json."""
    return _IN_PLACE.get(name) or _read_model(name)


@lru_cache(maxsize=32)
def _read_model(name: str) -> LinearModel:
    data = json.loads(files("loaders").joinpath("weights", f"{name}.json").read_text("utf-8"))
    return LinearModel(
        classes=tuple(data["classes"]),
        bias=tuple(data["bias"]),
        weights={feature: tuple(weights) for feature, weights in data["weights"].items()},
    )
