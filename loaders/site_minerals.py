"""What a site is mined or built for: the minerals of the article, judged by a linear model."""

from graph.vocabulary import Vocabulary
from loaders.analysis import Mention, MentionKind
from loaders.cues import gap_class
from loaders.linear import load_model
from loaders.sitenames import SiteName
from loaders.surroundings import Surroundings

_LEAST = 0.5
_GAPS = (1, 3, 6, 12, 25)
_ORES = frozenset({"coltan"})
_REACH = 3


def minerals_of(name: SiteName, around: Surroundings, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The minerals of a site in the order of the text; where none is likely, the likeliest."""
    model = load_model("site_minerals")
    found = mineral_candidates(name, around, vocabulary)
    chances = {id: model.probabilities(features)["yes"] for id, features in found.items()}
    likely = [id for id, chance in chances.items() if chance >= _LEAST]
    if not likely and chances:
        likely = [max(sorted(chances), key=lambda id: chances[id])]
    return tuple(likely)


def guide_mineral(id: str, vocabulary: Vocabulary) -> str:
    """An ore under the metal that it is mined for: coltan is tantalum."""
    return vocabulary.broader(id)[0] if id in _ORES else id


def mineral_candidates(name: SiteName, around: Surroundings, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Every mineral that the article names, by id, with what speaks for its being the site's."""
    named: dict[str, list[Mention]] = {}
    for mention in around.analysis.mentions:
        if mention.kind is MentionKind.MINERAL and mention.id != "critical-minerals":
            named.setdefault(guide_mineral(mention.id, vocabulary), []).append(mention)
    place = vocabulary.places.get(name.id or "")
    known = place.minerals if place is not None else ()
    counts = {id: len(mentions) for id, mentions in named.items()}
    most = max(counts.values(), default=0)
    out: dict[str, list[str]] = {}
    nearest = _nearest(name, named)
    for id, mentions in named.items():
        features = {f"minerals={min(len(named), 5)}"}
        if counts[id] == most:
            features.add("main")
            features.add(f"main of {min(len(named), 4)}")
        if known:
            what = "known" if id in known else "kin" if _kin(id, known, vocabulary) else "not known"
            features.update((what, "known first" if id == known[0] else what))
        else:
            features.add("nothing known")
        places = _places(name, mentions, around)
        features.update(places)
        features.update(f"{place}:{'main' if counts[id] == most else 'other'}" for place in places)
        if known:
            features.update(f"{place}:{'known' if id in known else 'not known'}" for place in places)
        if id in nearest:
            features.add("nearest")
            features.add(f"nearest of {min(len(named), 3)}")
        if any(_listed(mention, other, around) for mention in mentions for other in nearest.values()):
            features.add("listed with the nearest")
        if "here" not in places and any(m.sentence == 0 for m in mentions):
            features.add("in title, not here")
        out[id] = sorted(features)
    return out


def _kin(id: str, known: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    return any(other in vocabulary.broader(id) or id in vocabulary.broader(other) for other in known)


def _places(name: SiteName, mentions: list[Mention], around: Surroundings) -> set[str]:
    """Where a mineral stands to the occurrences of a site."""
    sentences = around.analysis.sentences
    out: set[str] = set()
    for occurrence in name.occurrences:
        here = sentences[occurrence.sentence]
        for mention in mentions:
            there = sentences[mention.sentence]
            if there is here:
                order = ">" if mention.start >= occurrence.end else "<"
                low, high = sorted((occurrence.end, mention.start)) if order == ">" else (mention.end, occurrence.start)
                tokens = [t.norm for t in here.tokens if low <= t.start < high]
                out.update(("here", f"here{order}{gap_class(len(tokens), _GAPS)}"))
                others = any(m.kind is MentionKind.SITE and low <= m.start < high for m in around.mentions(here))
                if others or ";" in tokens:
                    out.add(f"here{order}apart")
                if len(tokens) <= 3:
                    out.add(f"here{order}{' '.join(tokens)}")
            elif there.paragraph == here.paragraph and abs(there.index - here.index) <= _REACH:
                out.add(f"paragraph{there.index - here.index:+d}")
            elif there.paragraph == here.paragraph:
                out.add("paragraph far")
            elif -2 <= there.index - here.index < 0:
                out.add("paragraph before")
    return out or {"elsewhere"}


def _nearest(name: SiteName, named: dict[str, list[Mention]]) -> dict[str, Mention]:
    """The mineral that stands nearest to each occurrence of a site in its sentence, by id."""
    out: dict[str, Mention] = {}
    for occurrence in name.occurrences:
        rows = [
            (max(occurrence.start - m.end, m.start - occurrence.end), id, m)
            for id, mentions in named.items()
            for m in mentions
            if m.sentence == occurrence.sentence
        ]
        if rows:
            _, id, mention = min(rows, key=lambda row: (row[0], row[1]))
            out.setdefault(id, mention)
    return out


def _listed(mention: Mention, other: Mention, around: Surroundings) -> bool:
    """Whether two minerals stand in one list: "copper, gold and silver"."""
    if mention is other or mention.sentence != other.sentence:
        return False
    first, second = sorted((mention, other), key=lambda m: m.start)
    tokens = around.analysis.sentences[first.sentence].tokens
    inside = [m for m in around.by_sentence[first.sentence] if m.kind is MentionKind.MINERAL]
    between = [
        t.norm
        for t in tokens
        if first.end <= t.start < second.start and not any(m.start <= t.start < m.end for m in inside)
    ]
    return set(between) <= _JOINTS


_JOINTS = frozenset(", and et of de d' du des le la l' les - / en".split())
