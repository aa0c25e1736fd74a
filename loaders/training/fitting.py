"""Fitting, cross-validating and writing linear models; the same input gives the same file."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from loaders.linear import LinearModel

WEIGHTS = Path(__file__).parents[1] / "weights"

Rows = Sequence[Sequence[str]]


def cross_validated(
    rows: Rows, labels: Sequence[str], groups: Sequence[str], *, c: float = 1.0, folds: int = 5
) -> list[dict[str, float]]:
    """For each row the class probabilities of a model that never saw its group."""
    out: list[dict[str, float]] = [{} for _ in rows]
    where = np.arange(len(rows))
    for learn, test in GroupKFold(folds).split(where, groups=groups):
        vectors, model = _fit([rows[i] for i in learn], [labels[i] for i in learn], c)
        chances = model.predict_proba(vectors.transform([_counted(rows[i]) for i in test]))
        for i, row in zip(test, chances, strict=True):
            out[i] = dict(zip(map(str, model.classes_), map(float, row), strict=True))
    return out


def fitted(rows: Rows, labels: Sequence[str], *, c: float = 1.0, least: float = 0.02) -> LinearModel:
    """The model of these examples; weights under `least` are dropped, the others rounded."""
    vectors, model = _fit(rows, labels, c)
    table, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        table, bias = np.vstack([0 * table, table]), np.array([0.0, float(bias[0])])
    weights = {
        str(feature): tuple(round(float(weight), 3) for weight in column)
        for feature, column in zip(vectors.feature_names_, table.T, strict=True)
        if np.abs(column).max() >= least
    }
    classes = tuple(str(label) for label in model.classes_)
    return LinearModel(classes, tuple(round(float(b), 3) for b in bias), weights)


def write_model(name: str, rows: Rows, labels: Sequence[str], *, c: float = 1.0, least: float = 0.02) -> Path:
    """Fit on everything and write loaders/weights/<name>.json."""
    model = fitted(rows, labels, c=c, least=least)
    path = WEIGHTS / f"{name}.json"
    lines = ",\n".join(
        f"  {json.dumps(feature, ensure_ascii=False)}: {json.dumps(weights)}"
        for feature, weights in sorted(model.weights.items())
    )
    head = f'{{"classes": {json.dumps(model.classes)},\n "bias": {json.dumps(model.bias)},\n "weights": {{\n'
    path.write_text(head + lines + "\n}}\n", encoding="utf-8")
    return path


def _counted(row: Sequence[str]) -> dict[str, int]:
    return dict.fromkeys(row, 1)


def _fit(rows: Rows, labels: Sequence[str], c: float) -> tuple[DictVectorizer, LogisticRegression]:
    vectors = DictVectorizer(sparse=True)
    table = vectors.fit_transform([_counted(row) for row in rows])
    model = LogisticRegression(C=c, max_iter=2000, tol=1e-4)
    model.fit(table, labels)
    return vectors, model
