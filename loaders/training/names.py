"""Train the model that tells organizations, sites and places among capitalised words.

python -m loaders.training.names TRAIN_DIR...
"""

from collections import Counter

from loaders.candidates import Candidate
from loaders.training.corpus import Folders, folders_given
from loaders.training.fitting import cross_validated, write_model
from loaders.training.name_examples import C, NameExamples, name_examples
from loaders.unknown_names import chosen

_KINDS = ("organization", "site", "place")


def main(folders: Folders) -> None:
    """Train on folders of annotated articles, print cross-validated figures and write the weights."""
    examples = name_examples(folders)
    _report(cross_validated(examples.rows, examples.labels, examples.groups, c=C), examples)
    print(write_model("names", examples.rows, examples.labels, c=C).name)


def _report(chances: list[dict[str, float]], examples: NameExamples) -> None:
    """Precision and recall of the names chosen among unknown ones, by language, with few known names and with all."""
    tally: Counter[tuple[bool, str, str]] = Counter()
    for reading in examples.readings:
        end = reading.start + len(reading.candidates)
        names = chosen(reading.candidates, chances[reading.start : end], reading.known)
        found = {name.candidate: name.kind.value for name in names}
        covered = {Candidate(m.sentence, m.first, m.last) for m in reading.known}
        wanted = {span: kind for span, kind in reading.truth.items() if span not in covered}
        for kind in _KINDS:
            key = (reading.full, reading.lang)
            tally[*key, f"{kind} gold"] += sum(1 for k in wanted.values() if k == kind)
            tally[*key, f"{kind} found"] += sum(1 for k in found.values() if k == kind)
            tally[*key, f"{kind} right"] += sum(1 for s, k in found.items() if k == kind == wanted.get(s))
    for full in (False, True):
        for lang in ("en", "fr"):
            for kind in _KINDS:
                gold, found_, right = (tally[full, lang, f"{kind} {what}"] for what in ("gold", "found", "right"))
                share = "all known" if full else "few known"
                print(f"{share} {lang} {kind:13} P {right / max(found_, 1):.3f} R {right / max(gold, 1):.3f} of {gold}")


if __name__ == "__main__":
    main(folders_given())
