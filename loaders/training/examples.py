"""Examples for a model: rows of features with their labels and the article that they come from."""

from loaders.analysis import Analysis, Sentence
from loaders.training.fitting import cross_validated, write_model


class Examples:
    """The examples of one model."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.labels: list[str] = []
        self.groups: list[str] = []

    def add(self, row: list[str], label: str, group: str) -> None:
        """Add an example of the article `group`."""
        self.rows.append(row)
        self.labels.append(label)
        self.groups.append(group)

    def write(self, name: str, c: float) -> None:
        """Print the cross-validated accuracy, precision and recall, and write the model."""
        chances = cross_validated(self.rows, self.labels, self.groups, c=c)
        guesses = [max(sorted(row), key=lambda label: row[label]) for row in chances]
        right = sum(guess == label for guess, label in zip(guesses, self.labels, strict=True))
        print(f"{name:12} {len(self.rows):6} examples, cross-validated accuracy {right / len(self.rows):.3f}")
        for label in sorted(set(self.labels)):
            hit = sum(g == label == true for g, true in zip(guesses, self.labels, strict=True))
            precision, recall = hit / max(guesses.count(label), 1), hit / self.labels.count(label)
            print(f"   {label:14} P {precision:.3f} R {recall:.3f} of {self.labels.count(label)}")
        write_model(name, self.rows, self.labels, c=c)


def overlaps(analysis: Analysis, sentence: Sentence, quote: str) -> bool:
    """Whether a quote stands in a sentence, wholly or in part."""
    start = analysis.source(sentence.field).find(quote)
    return start >= 0 and start < sentence.end and sentence.start < start + len(quote)
