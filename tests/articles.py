"""Short ways to write what an article says, for tests."""

from typing import Any

from graph.model import Agreement, Extraction, Measure
from graph.names import organization_id


def agreement(*parties: str, minerals: tuple[str, ...] = ("gallium",), **said: Any) -> Agreement:
    """A deal; a party is a name or code, with a role after a colon: "KZ:supplier"."""
    named = [[*party.split(":"), "party"][:2] for party in parties]
    return Agreement.model_validate(
        {
            "kind": "offtake",
            "status": "signed",
            "parties": [
                {"name": name, "role": role, "id": name if len(name) == 2 else organization_id(name)}
                for name, role in named
            ],
            "minerals": minerals,
            "evidence": [{"quote": "signed", "start": 0, "end": 6}],
            "confidence": 0.9,
            **said,
        }
    )


def measure(imposer: str, minerals: tuple[str, ...] = ("gallium",), **said: Any) -> Measure:
    """A measure; by default an export control in force."""
    return Measure.model_validate(
        {
            "kind": "export_control",
            "status": "in_force",
            "imposer": imposer,
            "minerals": minerals,
            "evidence": [{"quote": "imposed", "start": 0, "end": 7}],
            "confidence": 0.8,
            **said,
        }
    )


def article(id: str, *facts: Agreement | Measure, date: str | None = "2025-12-22", **said: Any) -> Extraction:
    """What an article says."""
    return Extraction(
        id=id,
        lang="en",
        date=date,
        text_sha256="0" * 64,
        extractor="test",
        agreements=tuple(fact for fact in facts if isinstance(fact, Agreement)),
        measures=tuple(fact for fact in facts if isinstance(fact, Measure)),
        **said,
    )
