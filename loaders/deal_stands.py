"""Where the actors of an article stand, seen from one sentence: in it, or around it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from graph.names import fold
from loaders.analysis import Mention, MentionKind, MentionUse, Sentence
from loaders.deal_events import ACTORS, Scene, token_range
from loaders.lexicon import lexicon

#: How many sentences before and after may name a party that a sentence leaves out.
_BACK, _AHEAD = 4, 1
_USES: Mapping[MentionUse, str] = {MentionUse.DEMONYM: "d", MentionUse.METONYM: "m", MentionUse.REFERENCE: "r"}


@dataclass(frozen=True, slots=True)
class Stand:
    """An actor seen from a sentence.

    `how` is "in" or "group" (one of "the two countries") for tokens [first, last] of the sentence; "back1".."back4",
    "ahead1", "title" or "often" for an actor that is only named elsewhere; "home" for the state of a place in it.
    """

    mention: Mention
    first: int
    last: int
    how: str
    leads: bool = False  # the first actor of its own sentence
    alone: bool = False  # the only organization of its own sentence

    @property
    def kind(self) -> str:
        """Kind and use, short: "org", "cou", "coud" (a demonym), "orgr" (a reference)."""
        return self.mention.kind.value[:3] + _USES.get(self.mention.use, "")


def trades_of(stand: Stand, norms: Sequence[str]) -> tuple[str, ...]:
    """What the words of an organization's name, and those beside it, say that it does: "miner", "near:maker"."""
    if stand.mention.kind is not MentionKind.ORGANIZATION:
        return ()
    words = _trades()
    named = {trade for word in fold(stand.mention.name).split() for trade in words.get(word, ())}
    beside = (
        (*norms[max(stand.first - 3, 0) : stand.first], *norms[stand.last + 1 : stand.last + 6])
        if stand.first >= 0
        else ()
    )
    near = {trade for word in beside for trade in words.get(word, ())}
    return (*sorted(named), *(f"near:{trade}" for trade in sorted(near)))


@lru_cache(maxsize=1)
def _trades() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for lang in ("en", "fr"):
        for trade, words in lexicon(lang, "deal_actors").items():
            for word in words:
                found.setdefault(fold(word), {})[trade] = None
                found.setdefault(word, {})[trade] = None
    return {word: tuple(trades) for word, trades in found.items()}


def stands_in(scene: Scene, sentence: Sentence) -> list[Stand]:
    """The actors that a sentence names or refers to, in order; a group gives each of its members."""
    out = []
    for mention in scene.mentions(sentence.index):
        first, last = token_range(sentence, mention.start, mention.end)
        if mention.kind in ACTORS:
            out.append(Stand(mention, first, last, "in"))
        elif (company := scene.company_named(mention)) is not None:
            out.append(Stand(_member(mention, company), first, last, "in"))
        elif mention.kind is MentionKind.GROUP:
            out += [
                Stand(_member(mention, member), first, last, "group")
                for member in map(scene.named, mention.ids)
                if member is not None
            ]
    return sorted(out, key=lambda stand: (stand.first, stand.last))


def _member(group: Mention, member: Mention) -> Mention:
    return replace(
        member,
        use=MentionUse.REFERENCE,
        sentence=group.sentence,
        field=group.field,
        start=group.start,
        end=group.end,
        text=group.text,
    )


def stands_around(scene: Scene, sentence: Sentence) -> Iterator[Stand]:
    """The actors that a sentence does not name and that it may mean all the same, each once, nearest first."""
    seen = {stand.mention.id for stand in stands_in(scene, sentence)}
    for step in (*range(-1, -_BACK - 1, -1), *range(1, _AHEAD + 1)):
        index = sentence.index + step
        actors = [m for m in scene.mentions(index) if m.kind in ACTORS and m.use is not MentionUse.DEMONYM]
        organizations = {m.id for m in actors if m.kind is MentionKind.ORGANIZATION}
        for mention in actors:
            if mention.id not in seen:
                seen.add(mention.id)
                how = f"back{-step}" if step < 0 else f"ahead{step}"
                yield Stand(mention, -1, -1, how, mention is actors[0], organizations == {mention.id})
    for id in scene.leading:
        named = scene.named(id)
        if id not in seen and named is not None:
            seen.add(id)
            yield Stand(named, -1, -1, "title" if id in scene.in_title else "often")
    for mention in scene.mentions(sentence.index):
        code = mention.country
        if mention.kind in (MentionKind.SITE, MentionKind.PLACE) and code is not None and code not in seen:
            seen.add(code)
            yield Stand(scene.state(code, mention), -1, -1, "home")


_PLACED = {
    "en": (frozenset("in within inside across throughout near ( | outside".split()), frozenset()),
    "fr": (frozenset("en dans ( |".split()), frozenset("au aux à".split())),
}
_BASED = frozenset("basé basée basés basées situé située situés installé installée implanté implantée sis sise".split())
_VISITS = frozenset(
    "visit visits trip tour summit visite visites déplacement voyage tournée séjour escale sommet".split()
)
_OF = frozenset("of du de d'".split())
#: What minerals of a country come from or as.
DEPOSITS = frozenset(
    "deposit deposits mine mines reserves resources ore ores concentrate gisement gisements réserves ressources "
    "minerai minerais concentré sous-sol".split()
)
_ABOUT = frozenset("concerning regarding about concernant".split())
_REACH = 8


def is_bystander(stand: Stand, norms: Sequence[str], labels: Sequence[str], lang: str) -> bool:
    """Whether a country or leader is only where or at what time something is done, or what is talked about.

    « basé au Kazakhstan », "in Riyadh for talks", « lors de la visite du président X au Japon » make no party.
    """
    if stand.mention.kind is not MentionKind.COUNTRY or stand.first < 0:
        return False
    before = [norm for norm in norms[max(stand.first - _REACH, 0) : stand.first][::-1] if norm not in _ARTICLES]
    nearest = before[0] if before else "^"
    always, perhaps = _PLACED[lang]
    named = stand.mention.use in (MentionUse.NAME, MentionUse.ACRONYM)
    if nearest in _ABOUT or (named and nearest in always):
        return True
    if named and nearest in perhaps and len(before) > 1 and before[1] in _BASED:
        return True
    owned = [label for label in labels[max(stand.first - _REACH, 0) : stand.first] if label and label not in _ARTICLES]
    if named and nearest in _OF and len(owned) > 1 and (owned[-2] == "<mine>" or before[1] in DEPOSITS):
        return True
    clause = list(takewhile(lambda norm: norm not in _ENDS, before))
    return bool(_VISITS & {*clause})


_ARTICLES = frozenset("the a an le la les l'".split())
_ENDS = frozenset(", ; : . with avec and et that que who qui".split())
