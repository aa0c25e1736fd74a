"""What linear models go by when they tell of which kind a deal is, how far it has come, and who does what in it."""

from collections import Counter
from collections.abc import Sequence

from loaders.deal_events import find_triggers
from loaders.deal_readings import ARTICLES, Reading, stems_of
from loaders.deal_stands import Stand, trades_of

#: The classes of words that tell a deal's stage, the one that overrides the others first.
_STAGES = (
    ("ended", ("ended",)),
    ("talks", ("talks",)),
    ("offer", ("offer",)),
    ("announced", ("intent", "yet")),
    ("future", ("future", "future_tense")),
    ("hedge", ("hedge", "conditional")),
)
_FRENCH_TENSES = {"conditional": ("rait", "raient"), "future_tense": ("ra", "ront")}
_TELL_ROLES = ("before", "pre=", "post=", "pre_word", "post_word")
_LETTER_REACH = 6
_INFINITIVES = ("er", "ir", "re")
_PURPOSE = frozenset("to pour afin d' de s'".split())
_PASSIVE = frozenset("was were been be is are été être est sont sera seront".split())


def _span(reading: Reading, parties: Sequence[Stand]) -> tuple[int, int]:
    """The first and last token of the parties that stand in the sentence; all of it where none does."""
    there = [p for p in parties if p.first >= 0]
    return min((p.first for p in there), default=0), max((p.last for p in there), default=len(reading.norms))


def _sort_features(reading: Reading, parties: Sequence[Stand]) -> list[str]:
    counts = sorted(Counter(p.kind[:3] for p in parties).items())
    people = "+".join(f"{kind}{min(n, 3)}" for kind, n in counts)
    low, high = _span(reading, parties)
    out = [f for f in reading.common if not f.startswith("cue=")] + [f"parties={people}"]
    for trigger in reading.triggers:
        if low - 8 <= trigger.first <= high + 8:
            out += [f"near={trigger.kind}", f"near_word={trigger.word}", f"near={trigger.kind}:{people}"]
    window = {name for name in reading.concepts[max(low - 8, 0) : high + 9] if name and name[0] != "<"}
    out += [f"means={name}" for name in sorted(window)]
    out += [f"inside={name}" for name in dict.fromkeys(reading.concepts[low : high + 1]) if name]
    return out + [f"{name}+{f}" for name in reading.classes for f in reading.common if f.startswith("amount")]


def kind_features(reading: Reading, parties: Sequence[Stand]) -> list[str]:
    """What tells the kind of the deal that the sentence tells of these parties."""
    people = "+".join(sorted(p.kind[:3] for p in parties))
    low, high = _span(reading, parties)
    out = [*_sort_features(reading, parties), f"people={people}"]
    nearest = reading.trigger(parties)
    if nearest is not None:
        out += [f"nearest={nearest.kind}", f"nearest_word={nearest.word}", f"nearest={nearest.kind}:{people}"]
    for trigger in reading.triggers:
        if low <= trigger.first <= high:
            out += [f"inner={trigger.kind}", f"inner_word={trigger.word}", f"inner={trigger.kind}:{people}"]
    tokens = reading.sentence.tokens
    for amount in reading.scene.analysis.amounts:
        if amount.sentence == reading.sentence.index:
            place = next((i for i, token in enumerate(tokens) if token.start >= amount.start), len(tokens))
            if low - 8 <= place <= high + 8:
                out += [f"near_amount={amount.kind.value}", f"near_amount={amount.kind.value}:{people}"]
    for name, places in _stages(reading).items():
        out.append(f"stage={name}")
        if any(low - 6 <= place <= high + 6 for place in places):
            out.append(f"near_stage={name}")
    for step in (-1, 1):
        out += [f"beside{step}={name}" for name in _classes_beside(reading, step)]
    out += [f"inner_stem={stem}" for stem in stems_of(reading.words[low : high + 1])]
    return out + [f"window={stem}" for stem in stems_of(reading.words[max(low - 8, 0) : high + 9])]


def _classes_beside(reading: Reading, step: int) -> list[str]:
    sentences = reading.scene.analysis.sentences
    index = reading.sentence.index + step
    if not 0 <= index < len(sentences):
        return []
    return sorted({trigger.kind for trigger in find_triggers(sentences[index], reading.lang)})


def status_features(reading: Reading, parties: Sequence[Stand]) -> list[str]:
    """What tells how far the deal has come that the sentence tells of these parties."""
    low, high = _span(reading, parties)
    stages = _stages(reading)
    near = [name for name, found in stages.items() if any(low - 6 <= place <= high + 6 for place in found)]
    talks = any(t.kind == "talks" for t in reading.triggers if low - 6 <= t.first <= high + 6)
    first = next((stage for stage, names in _STAGES if {*names} & {*near} or (stage == "talks" and talks)), "signed")
    how = ("past" if "past" in near else "") + ("not" if "negation" in near else "")
    nearest = reading.trigger(parties)
    out = [
        *_sort_features(reading, parties),
        *(f"stage={name}" for name in stages),
        *(f"near_stage={name}" for name in near),
    ]
    return [*out, f"first={first}", f"first={first}:{how}", f"first={first}:{nearest.kind if nearest else 'none'}"]


def _stages(reading: Reading) -> dict[str, list[int]]:
    """Where the words stand that tell how far a deal has come; the French verb's ending tells it too."""
    found = {name: [*places] for name, places in reading.stages.items()}
    if reading.lang == "fr":
        for place, norm in enumerate(reading.norms):
            for name, endings in _FRENCH_TENSES.items():
                if len(norm) > 5 and norm.endswith(endings):
                    found.setdefault(name, []).append(place)
    return found


def is_letter(reading: Reading, parties: Sequence[Stand]) -> bool:
    """Whether the deal is a letter of intent or of interest, which announces a deal and is none yet."""
    low, high = _span(reading, parties)
    letters = reading.stages.get("letter", ())
    return any(low - _LETTER_REACH <= place <= high + _LETTER_REACH for place in letters)


def aim_of(reading: Reading, parties: Sequence[Stand]) -> str | None:
    """What the parties' deal is said to be for: "get" or "give" by the first of them, as in "signed with X to buy"."""
    there = [p for p in parties if p.first >= 0]
    if len(there) < 2:
        return None
    aims = [
        (place, name)
        for name, places in reading.directions.items()
        for place in places
        if place > there[-1].last and _is_infinitive(reading.norms, place, reading.lang)
    ]
    return min(aims)[1] if aims else None


def _is_infinitive(norms: Sequence[str], place: int, lang: str) -> bool:
    before = norms[max(place - 2, 0) : place]
    if lang == "en":
        return before[-1:] == ["to"]
    return norms[place].endswith(_INFINITIVES) and bool({"pour", "afin"} & {*before})


def role_features(reading: Reading, stand: Stand, parties: Sequence[Stand], kind: str) -> list[str]:
    """What tells the role of a party in a deal of a kind."""
    others = "+".join(sorted({p.kind[:3] for p in parties if p is not stand}))
    place = (
        "out"
        if stand.first < 0
        else "first"
        if all(stand.first <= p.first or p.first < 0 for p in parties)
        else "later"
    )
    own = f"{kind}:{stand.kind[:3]}"
    out = [
        f"deal={kind}", f"own={own}", f"own+others={own}:{others}", f"place={kind}:{place}", f"place={own}:{place}",
        f"place+others={own}:{place}:{others}",
    ]  # fmt: skip
    trades = trades_of(stand, reading.norms)
    theirs = sorted({trade for p in parties if p is not stand for trade in trades_of(p, reading.norms)})
    out += [f"trade={trade}" for trade in trades] + [f"trade={kind}:{trade}" for trade in trades]
    out += [f"theirs={kind}:{trade}" for trade in theirs]
    out += [f"class={kind}:{name}:{place}" for name in reading.classes]
    out += [f"word={kind}:{word}:{place}" for word in sorted({t.word for t in reading.triggers})]
    if stand.first >= 0:
        near = [*reading.beside(stand), *reading.triggers_beside(stand)]
        out += near + [f"{kind}|{f}" for f in near if f.startswith(_TELL_ROLES)]
        directions = _directions(reading, stand)
        out += directions + [f"{f}|{kind}" for f in directions]
    return out


def _directions(reading: Reading, stand: Stand) -> list[str]:
    """The nearest words on both sides that say which way things go, and what stands between."""
    places = [(place, name) for name, found in reading.directions.items() for place in found]
    leads = stand is reading.stands[0]
    purposes = {name for place, name in places if _PURPOSE & {*reading.norms[max(place - 2, 0) : place]}}
    out = [f"purpose={name}:{leads}" for name in sorted(purposes)]
    left = max((p for p in places if p[0] < stand.first), default=None)
    right = min((p for p in places if p[0] > stand.last), default=None)
    for side, found in (("left", left), ("right", right)):
        if found is None:
            continue
        low, high = (found[0] + 1, stand.first) if side == "left" else (stand.last + 1, found[0])
        rivals = sum(1 for s in reading.stands if low <= s.first < high and s.mention.id != stand.mention.id)
        plain = next((x for x in reversed(reading.labels[low:high]) if x not in ("", "_") and x not in ARTICLES), "^")
        passive = bool(_PASSIVE & {*reading.norms[max(found[0] - 2, 0) : found[0]]})
        out += [f"{side}={found[1]}:{min(rivals, 1)}", f"{side}={found[1]}:{min(rivals, 1)}:{passive}"]
        if side == "left":
            out += [f"{side}={found[1]}:{plain}", f"{side}={found[1]}:{plain}:{min(rivals, 1)}"]
    return out
