"""How much flows: the share or mass that a sentence gives for one supplier and buyer, judged by a linear model."""

from loaders.analysis import Amount, AmountKind
from loaders.cues import gap_class
from loaders.flows import Actor, FlowSentence
from loaders.linear import load_model
from loaders.resource_anchors import token_span

_LEAST = 0.5
_GAPS = (0, 1, 2, 3, 5, 8, 14)
_SIZES = (AmountKind.SHARE, AmountKind.MASS)
_NEAR = 3


def amount_of(flow: FlowSentence, supplier: Actor, buyer: Actor) -> Amount | None:
    """The amount that flows, where the sentence gives one."""
    model = load_model("supply_amounts")
    judged = [
        (model.probabilities(amount_features(flow, supplier, buyer, amount))["yes"], -amount.start, amount)
        for amount in sizes_of(flow)
    ]
    best = max(judged, default=None, key=lambda row: row[:2])
    return best[2] if best is not None and best[0] >= _LEAST else None


def sizes_of(flow: FlowSentence) -> list[Amount]:
    """The shares and masses of a sentence."""
    return [a for a in flow.scene.analysis.amounts if a.sentence == flow.sentence.index and a.kind in _SIZES]


def amount_features(flow: FlowSentence, supplier: Actor, buyer: Actor, amount: Amount) -> list[str]:
    """What tells whether an amount is that of a flow."""
    sizes = sizes_of(flow)
    first, last = token_span(flow.sentence, amount.start, amount.end)
    spans = [token_span(flow.sentence, other.start, other.end) for other in sizes if other is not amount]
    out = {f"kind={amount.kind.value}", f"sizes={min(len(sizes), 4)}"}
    here = [actor for actor in flow.actors if not actor.back]
    for role, actor in (("s", supplier), ("b", buyer)):
        if actor.back:
            out.add(f"{role}:elsewhere")
            continue
        side = "<" if actor.first < first else ">"
        low, high = (actor.last + 1, first) if side == "<" else (last + 1, actor.first)
        out.update((f"{role}:{side}", f"{role}:{side}{gap_class(high - low, _GAPS)}"))
        if any(low <= a < high for a, _ in spans):
            out.add(f"{role}:{side}another amount between")
        others = [other for other in here if other is not actor and low <= other.first < high]
        rivals = [other for other in others if other not in (supplier, buyer)]
        if rivals:
            out.add(f"{role}:{side}another actor between")
        gaps = [max(other.first - last, first - other.last) for other in here]
        if max(actor.first - last, first - actor.last) == min(gaps):
            out.add(f"{role}:nearest")
        closest = min((max(a - actor.last, actor.first - b) for a, b in spans), default=99)
        if max(first - actor.last, actor.first - last) < closest:
            out.add(f"{role}:its nearest")
        between = flow.norms[low:high]
        out.update(f"{role}:{side}has {mark}" for mark in (",", ";", ":", "and", "et") if mark in between)
        if high - low <= _NEAR:
            out.add(f"{role}:{side}{' '.join(flow.labels[low:high])}")
    edges = [b for _, b in spans if b < first], [a for a, _ in spans if a > last]
    ahead = [o for o in here if last < o.first < min(edges[1], default=len(flow.norms))]
    behind = [o for o in here if max(edges[0], default=-1) < o.first < first]
    for way, row in (("ahead", ahead), ("behind", behind)):
        roles = {("s" if o is supplier else "b" if o is buyer else "x") for o in row}
        out.add(f"{way}={''.join(sorted(roles))}")
        closest_one = min(row, key=lambda o: abs(o.first - first), default=None)
        role = "s" if closest_one is supplier else "b" if closest_one is buyer else "x" if row else "none"
        out.add(f"next {way}={role}")
        out.add(f"next {way}={role}:sizes={min(len(sizes), 3)}")
    before, after = flow.labels[max(first - _NEAR, 0) : first], flow.labels[last + 1 : last + 1 + _NEAR * 2]
    out.update(f"<{label}" for label in before)
    out.update(f">{label}" for label in after)
    return sorted(out)
