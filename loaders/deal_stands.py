"""Where the actors of an article stand, seen from one sentence: in it, or around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from loaders.analysis import Mention, MentionKind, MentionUse, Sentence
from loaders.deal_events import ACTORS, Scene, token_range

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


def stands_in(scene: Scene, sentence: Sentence) -> list[Stand]:
    """The actors that a sentence names or refers to, in order; a group gives each of its members."""
    out = []
    for mention in scene.mentions(sentence.index):
        first, last = token_range(sentence, mention.start, mention.end)
        if mention.kind in ACTORS:
            out.append(Stand(mention, first, last, "in"))
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
