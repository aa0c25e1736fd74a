"""Supplies: flows of a mineral to a named buyer that are told of outside any deal.

Every two actors of a sentence with a mineral and a word of loaders/lexicon/<lang>/supplies.yaml are a candidate; one
linear model says whether the one supplies the other, another how real the flow is.
"""

from collections.abc import Iterable, Sequence
from itertools import permutations

from graph.model import Agreement, Supply, SupplyStatus
from graph.vocabulary import Vocabulary
from loaders.analysis import AmountKind, Analysis, Mention, MentionKind, Sentence
from loaders.cues import find_cues, gap_class
from loaders.deal_events import ACTORS, token_range
from loaders.linear import load_model
from loaders.resources import quote_of

CHANCE = 0.5


#: The distances in tokens that features tell apart.
_GAPS = (0, 2, 4, 8, 14)


def find_supplies(analysis: Analysis, vocabulary: Vocabulary, agreements: Sequence[Agreement]) -> tuple[Supply, ...]:
    """The supplies of an article, each once; none that repeats the supplier and buyer of an agreement."""
    flows, statuses = load_model("supplies"), load_model("supply_statuses")
    dealt = {
        (a.id, b.id, mineral)
        for deal in agreements
        for a in deal.parties
        for b in deal.parties
        for mineral in deal.minerals
    }
    found: dict[tuple[str, str, str], Supply] = {}
    for sentence in analysis.sentences:
        for supplier, buyer, minerals in candidates_of(analysis, sentence):
            features = flow_features(analysis, sentence, supplier, buyer)
            chance = flows.probabilities(features)["yes"]
            backward = flows.probabilities(flow_features(analysis, sentence, buyer, supplier))["yes"]
            if chance < CHANCE or chance <= backward:
                continue
            chances = statuses.probabilities(features)
            status = max(sorted(chances), key=lambda name: chances[name])
            share, amount = _amounts(analysis, sentence, supplier, buyer)
            for mineral in minerals:
                key = (supplier.id, buyer.id, mineral.name)
                if key in found or key in dealt:
                    continue
                found[key] = Supply(
                    supplier=supplier.name, buyer=buyer.name, mineral=mineral.name, share=share, amount=amount,
                    status=SupplyStatus(status),
                    evidence=(quote_of(analysis, sentence, (supplier, buyer, mineral)),),
                    confidence=round(chance * chances[status], 3),
                    rules=flows.reasons(features, "yes"),
                )  # fmt: skip
    return tuple(found.values())


def candidates_of(analysis: Analysis, sentence: Sentence) -> Iterable[tuple[Mention, Mention, list[Mention]]]:
    """Every ordered pair of actors of a sentence with its minerals, or those of the sentence before."""
    norms = [token.norm for token in sentence.tokens]
    if not find_cues(norms, analysis.lang, "supplies"):
        return
    mentions = [m for m in analysis.mentions if m.sentence == sentence.index]
    minerals = _minerals(mentions) or _minerals([m for m in analysis.mentions if m.sentence == sentence.index - 1])
    actors = {m.id: m for m in reversed(mentions) if m.kind in ACTORS}
    if not minerals or not 2 <= len(actors) <= 6:
        return
    for supplier, buyer in permutations(sorted(actors.values(), key=lambda m: m.start), 2):
        yield supplier, buyer, [m for m in minerals if m.field == sentence.field] or minerals


def _minerals(mentions: Iterable[Mention]) -> list[Mention]:
    found = {m.id: m for m in mentions if m.kind is MentionKind.MINERAL}
    if len(found) > 1:
        found.pop("critical-minerals", None)
    return list(found.values())


def flow_features(analysis: Analysis, sentence: Sentence, supplier: Mention, buyer: Mention) -> list[str]:
    """What tells whether one actor supplies another, and how real it is."""
    norms = [token.norm for token in sentence.tokens]
    s_first, s_last = token_range(sentence, supplier.start, supplier.end)
    b_first, b_last = token_range(sentence, buyer.start, buyer.end)
    order = "SB" if s_first < b_first else "BS"
    low, high = (s_last + 1, b_first) if order == "SB" else (b_last + 1, s_first)
    out = [f"order={order}", f"gap={order}:{gap_class(high - low, _GAPS)}"]
    for name, mention, first, last in (("s", supplier, s_first, s_last), ("b", buyer, b_first, b_last)):
        before = next((w for w in norms[max(first - 3, 0) : first][::-1] if w not in _ARTICLES), "^")
        after = norms[last + 1] if last + 1 < len(norms) else "."
        word = before if before in _WORDS else "other"
        out += [f"{name}:kind={mention.kind.value}:{mention.use.value}", f"{name}:before={word}"]
        out += [f"{name}:before={order}:{word}", f"{name}:after={after if after in _WORDS else 'other'}"]
    out.append(f"kinds={supplier.kind.value}:{buyer.kind.value}")
    actors = {m.id for m in analysis.mentions if m.sentence == sentence.index and m.kind in ACTORS}
    out.append(f"actors={min(len(actors), 5)}")
    for name, places in find_cues(norms, analysis.lang, "supplies").items():
        out += [f"cue={name}", f"cue={name}:{order}"]
        if any(low <= place < high for place in places):
            out.append(f"between={name}:{order}")
        if any(place < min(s_first, b_first) for place in places):
            out.append(f"ahead={name}:{order}")
    for amount in {a.kind.value for a in analysis.amounts if a.sentence == sentence.index}:
        out += [f"amount={amount}", f"amount={amount}:{order}"]
    for name in find_cues(norms, analysis.lang, "status"):
        out.append(f"status={name}")
    out += [f"word={word}" for word in norms[low:high] if word[0].isalpha() and len(word) > 2]
    out += [f"word={word}:{order}" for word in norms[low:high] if word[0].isalpha() and len(word) > 2]
    return sorted(set(out))


_ARTICLES = frozenset("the la le les l' a un une".split())
_WORDS = frozenset(
    "in of from by with to and for at , ; : ( . ^ de du des d' en au aux à par et dont qui que 's vers auprès via on "
    "sur depuis chez is est".split()
)


def _amounts(
    analysis: Analysis, sentence: Sentence, supplier: Mention, buyer: Mention
) -> tuple[str | None, str | None]:
    """The share, else the amount, nearest to the two."""
    middle = (supplier.start + buyer.end) // 2
    found = [a for a in analysis.amounts if a.sentence == sentence.index]
    for kind in (AmountKind.SHARE, AmountKind.MASS):
        near = sorted((abs(a.start - middle), a.start, a.value) for a in found if a.kind is kind)
        if near:
            return (near[0][2], None) if kind is AmountKind.SHARE else (None, near[0][2])
    return None, None
