"""Where organizations are at home, as far as the text states or implies it: fact 6 of the guide.

Every pair of an organization and a country that an article brings together is a candidate; a linear model judges
it by how the two stand to each other ("the Kazakh miner X", "X, based in Ohio", "X (Chile)"), by the country that
the name itself names, and by whether the vocabulary knows that home. It is trained by
`python -m loaders.training.homes`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from graph.model import BasedIn
from graph.names import fold
from graph.vocabulary import Vocabulary
from loaders.analysis import Analysis, Mention, MentionKind, MentionUse, Sentence
from loaders.lexicon import lexicon
from loaders.linear import load_model
from loaders.surroundings import Surroundings, word_classes

_LEAST = 0.5
_REACH = 14
_NEAR = 4


@dataclass
class Candidate:
    """An organization and a country with all that the article says of the two."""

    name: str
    id: str
    country: str
    features: dict[str, int] = field(default_factory=dict)
    best: tuple[int, int, int, int] | None = None  # distance, sentence, start, end of the closest meeting

    def add(self, feature: str) -> None:
        """Note a feature once."""
        self.features.setdefault(feature, 1)

    def meet(self, distance: int, sentence: int, start: int, end: int) -> None:
        """Keep the place where the two stand closest: the quote."""
        meeting = (distance, sentence, start, end)
        if self.best is None or meeting < self.best:
            self.best = meeting


def find_homes(analysis: Analysis, vocabulary: Vocabulary) -> tuple[BasedIn, ...]:
    """Every organization whose home country the article states or implies, in order of first appearance."""
    model = load_model("homes")
    around = Surroundings(analysis)
    out = []
    for candidate in candidates(analysis, vocabulary):
        chance = model.probabilities(candidate.features)["yes"]
        if chance < _LEAST or candidate.best is None:
            continue
        _, index, start, end = candidate.best
        out.append(
            BasedIn(
                org=candidate.name,
                country=candidate.country,
                evidence=(around.evidence(analysis.sentences[index], start, end),),
                confidence=round(chance, 3),
                rules=("homes", *model.reasons(candidate.features, "yes")),
            )
        )
    return tuple(out)


def candidates(analysis: Analysis, vocabulary: Vocabulary) -> list[Candidate]:
    """Every organization of the article with every country that it may be at home in."""
    around = Surroundings(analysis)
    found: dict[tuple[str, str], Candidate] = {}
    for organization in analysis.mentions:
        if organization.kind is not MentionKind.ORGANIZATION:
            continue
        sentence = analysis.sentences[organization.sentence]
        for country, where in _countries_near(around, sentence, organization):
            candidate = _candidate(found, organization, country)
            _note_meeting(candidate, around, sentence, organization, where)
    by_id: dict[str, list[Mention]] = {}
    for mention in analysis.mentions:
        if mention.kind is MentionKind.ORGANIZATION:
            by_id.setdefault(mention.id, []).append(mention)
    for id, mentions in by_id.items():
        named = [m for m in mentions if m.use is not MentionUse.REFERENCE] or mentions
        inside = {code for m in named for code in _countries_in(m.text, vocabulary)}
        for code in sorted({*inside, *_known_homes(id, vocabulary)}):
            _candidate(found, named[0], code).meet(_REACH + 1, named[0].sentence, named[0].start, named[0].end)
        for candidate in [c for c in found.values() if c.id == id]:
            _note_whole(candidate, mentions, inside, analysis, vocabulary)
    return list(found.values())


def _candidate(found: dict[tuple[str, str], Candidate], organization: Mention, country: str) -> Candidate:
    key = organization.id, country
    if key not in found:
        found[key] = Candidate(organization.name, organization.id, country)
    return found[key]


def _countries_near(around: Surroundings, sentence: Sentence, organization: Mention) -> Iterator[tuple[str, Mention]]:
    for mention in around.mentions(sentence):
        if mention.start < organization.end and organization.start < mention.end:
            continue
        if mention.kind is MentionKind.COUNTRY and mention.id != "EU":
            yield mention.id, mention
        elif mention.kind in (MentionKind.PLACE, MentionKind.SITE) and mention.country is not None:
            yield mention.country, mention


def _note_meeting(
    candidate: Candidate, around: Surroundings, sentence: Sentence, organization: Mention, where: Mention
) -> None:
    first, second = sorted((organization, where), key=lambda m: m.start)
    words, classes = _words(around.analysis.lang)
    gap = around.gap(sentence, first.end, second.start, words, classes)
    if len(gap) > _REACH:
        candidate.add("far")
        candidate.meet(_REACH, organization.sentence, organization.start, organization.end)
        return
    candidate.meet(len(gap), organization.sentence, first.start, second.end)
    what = f"{where.kind.value}:{where.use.value}"
    order = "before" if first is where else "after"
    pair = f"{what}:{order}" + (":reference" if organization.use is MentionUse.REFERENCE else "")
    candidate.add(f"{pair}:{min(len(gap), 6)}")
    if len(gap) <= _NEAR:
        candidate.add(f"{pair}|{' '.join(gap)}")
        edge = around.before(sentence, first.start, 1)
        candidate.add(f"{pair}|lead={edge[0].norm if edge and edge[0].norm in words else 'other'}|{len(gap)}")
        tail = around.after(sentence, second.end, 1)
        if order == "after" and tail:
            candidate.add(f"{pair}|tail={tail[0].norm if not tail[0].text[0].isalnum() else 'word'}|{len(gap)}")
    if where.use is MentionUse.DEMONYM and order == "before" and set(gap) <= {"nouns", "owners", "<mineral>", "-"}:
        candidate.add("demonym of organization")
    if order == "after" and len(gap) <= 6 and gap[:1] in ((",",), ("(",)):
        described = "nouns" in gap or "seat" in gap or len(gap) <= 3
        candidate.add(f"in apposition {where.kind.value} {where.use.value} {'described' if described else 'bare'}")
    candidate.add(f"{pair}|first={gap[0] if gap else ''}")
    candidate.add(f"{pair}|last={gap[-1] if gap else ''}")
    for name in classes:
        if name in gap:
            candidate.add(f"{pair}|has={name}")
    if not any(part.startswith("<organization") for part in gap):
        candidate.add(f"{pair}|direct")
    for index, part in enumerate(gap):
        if part in ("seat",) or part in classes["seat"]:
            candidate.add(f"seat:{order}:{where.kind.value}:{'near' if len(gap) - index <= 3 else 'far'}")


def _note_whole(
    candidate: Candidate, mentions: list[Mention], inside: set[str], analysis: Analysis, vocabulary: Vocabulary
) -> None:
    homes = _known_homes(candidate.id, vocabulary)
    known = "unknown" if not homes else "home" if candidate.country in homes else "elsewhere"
    entry = vocabulary.organizations.get(candidate.id)
    candidate.add(f"known={known}")
    if entry is not None and known == "home":
        candidate.add(f"home:{'state' if entry.type in _STATE else 'other'}")
    candidate.add(f"inside={'none' if not inside else 'this' if candidate.country in inside else 'other'}")
    if candidate.country in inside:
        candidate.add(f"inside:this:{known}")
    if all(m.use is MentionUse.REFERENCE for m in mentions):
        candidate.add("only references")
    surest = max(m.confidence for m in mentions)
    candidate.add(f"sure={'yes' if surest >= 1 else 'fair' if surest > 0.8 else 'hardly'}")
    other = [m for m in analysis.mentions if m.kind is MentionKind.COUNTRY and m.id == candidate.country]
    uses = {m.use for m in other}
    candidate.add(f"country here={'demonym' if MentionUse.DEMONYM in uses else 'yes' if uses else 'no'}:{known}")
    if known == "home" and _told_by_noun(other, analysis):
        candidate.add("home and noun")


_STATE = frozenset({"state_company", "bank", "agency", "fund", "institution", "research"})


def _told_by_noun(demonyms: list[Mention], analysis: Analysis) -> bool:
    """Whether a demonym of the country stands beside a noun for organizations: "the Australian miner"."""
    nouns = _words(analysis.lang)[1]["nouns"]
    for mention in demonyms:
        if mention.use is not MentionUse.DEMONYM:
            continue
        tokens = analysis.sentences[mention.sentence].tokens
        near = [t.norm for t in tokens if mention.start - 14 <= t.start <= mention.end + 12]
        if nouns & set(near):
            return True
    return False


def _known_homes(id: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return vocabulary.home(id) if id in vocabulary.organizations else ()


@lru_cache(maxsize=4)
def _words(lang: str) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    data = lexicon(lang, "homes")
    return frozenset(data["words"]), word_classes(data, ("nouns", "seat", "owners"))


def _countries_in(name: str, vocabulary: Vocabulary) -> list[str]:
    """The countries that a name names by one of its words or word pairs: "Korea Zinc", "Banque du Canada"."""
    known = vocabulary.country_words
    words = fold(name).replace("-", " ").replace("'", " ").split()
    pieces = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    return list(dict.fromkeys(known[piece] for piece in pieces if piece in known))
