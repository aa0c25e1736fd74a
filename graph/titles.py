"""Short readable names for deals and measures: "ERG – Mitsubishi Corporation: gallium offtake (signed 2025-12)"."""

from collections.abc import Sequence

from graph.model import AgreementKind, MeasureKind
from graph.vocabulary import Vocabulary

_SHOWN = 3
_LONGEST = 60

_AGREEMENTS = {
    AgreementKind.OFFTAKE: "offtake",
    AgreementKind.JOINT_VENTURE: "joint venture",
    AgreementKind.INVESTMENT: "investment",
    AgreementKind.FINANCING: "financing",
    AgreementKind.FRAMEWORK: "framework",
    AgreementKind.LICENSE: "licence",
    AgreementKind.OTHER: "agreement",
}
_MEASURES = {
    MeasureKind.EXPORT_CONTROL: "export control",
    MeasureKind.EXPORT_BAN: "export ban",
    MeasureKind.QUOTA: "quota",
    MeasureKind.TARIFF: "tariff",
    MeasureKind.SANCTION: "sanction",
    MeasureKind.NATIONALIZATION: "nationalization",
    MeasureKind.STOCKPILE: "stockpile",
    MeasureKind.SUBSIDY: "subsidy",
    MeasureKind.OTHER: "measure",
}


def agreement_title(
    parties: Sequence[str], minerals: Sequence[str], kind: str, status: str, date: str | None, vocabulary: Vocabulary
) -> str:
    """The title of a deal; parties are display names, minerals ids."""
    what = " ".join(filter(None, (_minerals(minerals, vocabulary), _AGREEMENTS[AgreementKind(kind)])))
    who = _listed([_short(party) for party in parties], " – ", " and {} others")
    return f"{who}: {what} ({_when(status, date)})" if who else f"{what} ({_when(status, date)})"


def measure_title(
    imposer: str, minerals: Sequence[str], kind: str, status: str, date: str | None, vocabulary: Vocabulary
) -> str:
    """The title of a measure; the imposer is a display name, minerals are ids."""
    on = _minerals(minerals, vocabulary)
    what = f"{_MEASURES[MeasureKind(kind)]} on {on}" if on else _MEASURES[MeasureKind(kind)]
    return f"{_short(imposer)}: {what} ({_when(status, date)})"


def _minerals(minerals: Sequence[str], vocabulary: Vocabulary) -> str:
    return _listed([_short(vocabulary.label(mineral, "en")) for mineral in minerals], ", ", " and {} others")


def _listed(names: Sequence[str], joint: str, rest: str) -> str:
    more = len(names) - _SHOWN
    if more <= 1:
        return joint.join(names)
    return joint.join(names[:_SHOWN]) + rest.format(more)


def _when(status: str, date: str | None) -> str:
    words = status.replace("_", " ")
    return words if date is None else f"{words} {date[:7]}"


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
