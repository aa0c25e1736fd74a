"""How far a site has come: the words of stages near its name, judged by a linear model."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph.model import SiteStage
from graph.vocabulary import Vocabulary
from loaders.analysis import Sentence
from loaders.lexicon import lexicon
from loaders.linear import load_model
from loaders.sitenames import NOUNS, SiteName, labels, site_words
from loaders.surroundings import Surroundings

#: The words around a name that count as they are.
_WINDOW = 9
_SHORTEST = 3


def stage_of(name: SiteName, around: Surroundings, vocabulary: Vocabulary) -> tuple[SiteStage, float]:
    """How far a site has come, and how surely."""
    chances = load_model("site_stages").probabilities(stage_features(name, around, vocabulary))
    stage, chance = max(chances.items(), key=lambda item: (item[1], item[0]))
    return SiteStage(stage), chance


def stage_features(name: SiteName, around: Surroundings, vocabulary: Vocabulary) -> list[str]:
    """The stage words near a site's name, the nouns that it stands beside, and what kind of site it is known to be."""
    out: set[str] = set()
    words, classes = site_words(around.analysis.lang)
    sentences = around.analysis.sentences
    place = vocabulary.places.get(name.id or "")
    if place is not None:
        out.add(f"known={place.type}")
    nouns: set[str] = set()
    stages: set[str] = set()
    for occurrence in name.occurrences:
        here = sentences[occurrence.sentence]
        row = labels(around, here, here.start, occurrence.start, words, classes)[::-1][:6]
        tail = labels(around, here, occurrence.end, here.end, words, classes)[:6]
        out.update(f"noun<{kind}" for kind in NOUNS if kind in row)
        out.update(f"noun>{kind}" for kind in NOUNS if kind in tail)
        nouns.update(kind for kind in NOUNS if kind in row[:5] or kind in tail[:3])
        out.update(f"{side}{word}" for side, word in _words(here, occurrence.start, occurrence.end))
        for sentence in sentences[max(here.index - 1, 0) : here.index + 2]:
            if sentence.paragraph != here.paragraph:
                continue
            where = "same" if sentence is here else "before" if sentence.index < here.index else "after"
            for stage, start, end, word in _stage_words(around, sentence):
                out.add(f"{where}:{stage}")
                if sentence is here:
                    near = min(abs(occurrence.start - end), abs(start - occurrence.end)) < 45
                    out.add(f"{'near' if near else 'same'}:{stage}")
                    stages.add(stage)
                    if near:
                        out.add(f"near word {word}")
                        out.update(f"{noun} near {stage}" for noun in nouns)
    out.update(f"{noun} with {stage}" for noun in nouns or {"no noun"} for stage in stages or {"no stage"})
    if not stages:
        out.add("no stage word")
    amounts = {a.kind.value for a in around.analysis.amounts for o in name.occurrences if a.sentence == o.sentence}
    out.update(f"amount={kind}" for kind in amounts)
    return sorted(out)


def _words(sentence: Sentence, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The words before and after a name, as far as the next semicolon."""
    before = [t for t in reversed(sentence.tokens) if t.end <= start]
    after = [t for t in sentence.tokens if t.start >= end]
    for side, row in (("<", before), (">", after)):
        for token in row[:_WINDOW]:
            if token.text == ";":
                break
            if token.text[0].isalpha() and token.text.islower() and len(token.text) >= _SHORTEST:
                yield side, token.norm
                yield "", token.norm


def _stage_words(around: Surroundings, sentence: Sentence) -> Iterable[tuple[str, int, int, str]]:
    forms = _stages(around.analysis.lang)
    tokens = sentence.tokens
    for position, token in enumerate(tokens):
        for length in (1, 2, 3):
            phrase = " ".join(t.norm for t in tokens[position : position + length])
            if phrase in forms and position + length <= len(tokens):
                for stage in forms[phrase]:
                    yield stage, token.start, tokens[position + length - 1].end, phrase


@lru_cache(maxsize=4)
def _stages(lang: str) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for stage, forms in lexicon(lang, "sites")["stages"].items():
        for form in forms:
            out.setdefault(str(form), []).append(stage)
    return {form: tuple(stages) for form, stages in out.items()}
