"""One article to its facts: the steps of reading, composed."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.entries import COMPANY_TYPES
from graph.model import Document, Extraction, NamedEntity
from graph.names import organization_id, place_id
from graph.schema import Label
from graph.vocabulary import Vocabulary
from loaders.analysis import Analysis, MentionKind
from loaders.attribution import attributed
from loaders.deals import find_agreements
from loaders.homes import find_homes
from loaders.language import READ
from loaders.measures import find_measures
from loaders.mentions import analyse
from loaders.resources import find_resources
from loaders.sites import find_sites
from loaders.supplies import find_supplies

#: What reading depends on, besides the version: these files of these packages.
_READ_BY = {"loaders": (".py", ".yaml", ".txt", ".json"), "seeds": (".yaml",)}

_LABELS = {
    MentionKind.COUNTRY: Label.COUNTRY,
    MentionKind.ALLIANCE: Label.ORGANIZATION,
    MentionKind.PLACE: Label.REGION,
    MentionKind.SITE: Label.SITE,
}


@lru_cache(maxsize=1)
def extractor() -> str:
    """The version that reads, kept with every article: one read by another is read anew when it is loaded again.

    A digest of the code, the words and the reference data goes with the number, which stays the same while
    Lodegraph is worked on.
    """
    hashed = hashlib.sha256()
    for package, endings in _READ_BY.items():
        for name, data in sorted(_files(files(package), package)):
            if name.endswith(endings) and "/training/" not in name:
                hashed.update(f"{name} {len(data)}\n".encode() + data)
    return f"lodegraph {version('lodegraph')}+{hashed.hexdigest()[:8]}"


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name not in ("__pycache__", "articles"):
                yield from _files(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry.read_bytes()


def extract(document: Document, vocabulary: Vocabulary) -> Extraction:
    """The facts of an article, each with its quote; none where it is neither in French nor in English."""
    identity = {**_particulars(document), "path": document.path}
    if document.lang not in READ:
        return Extraction(**identity)
    analysis = analyse(document, vocabulary)
    agreements = find_agreements(analysis, vocabulary)
    facts = {
        "agreements": agreements,
        "measures": find_measures(analysis, vocabulary),
        "supplies": find_supplies(analysis, vocabulary, agreements),
        "resources": find_resources(analysis, vocabulary),
        "sites": find_sites(analysis, vocabulary),
        "based_in": find_homes(analysis, vocabulary),
    }
    facts = {kind: tuple(attributed(fact, analysis) for fact in found) for kind, found in facts.items()}
    extraction = Extraction(**identity, **facts)
    return extraction.model_copy(update={"names": _names(extraction, analysis, vocabulary)})


def is_of(extraction: Extraction, document: Document) -> bool:
    """Whether these facts are what this version reads from the document; where it was read from does not count."""
    return all(getattr(extraction, name) == value for name, value in _particulars(document).items())


def _particulars(document: Document) -> dict[str, str | None]:
    return {
        "id": document.id,
        "lang": document.lang,
        "date": document.date,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "text_sha256": document.text_sha256,
        "extractor": extractor(),
    }


def _names_used(extraction: Extraction) -> set[str]:
    """Every name of an actor, place or site that the facts use."""
    used = {party.name for deal in extraction.agreements for party in deal.parties}
    used.update(region for deal in extraction.agreements for region in deal.regions)
    for measure in extraction.measures:
        used.update((measure.imposer, *measure.targets))
    for supply in extraction.supplies:
        used.update((supply.supplier, supply.buyer))
    used.update(resource.region for resource in extraction.resources)
    for site in extraction.sites:
        used.update((site.name, *site.operators))
        if site.location is not None:
            used.add(site.location)
    for home in extraction.based_in:
        used.update((home.org, home.country))
    return used


def _names(extraction: Extraction, analysis: Analysis, vocabulary: Vocabulary) -> tuple[NamedEntity, ...]:
    known: dict[str, NamedEntity] = {}
    for mention in analysis.mentions:
        if mention.kind in (MentionKind.MINERAL, MentionKind.GROUP) or mention.name in known:
            continue
        known[mention.name] = NamedEntity(
            name=mention.name, id=mention.id, label=_label(mention.kind, mention.id, vocabulary)
        )
    places = {site.name: site.location for site in extraction.sites}
    out = []
    for name in sorted(_names_used(extraction)):
        if name in vocabulary.territories:
            out.append(NamedEntity(name=name, id=name, label=Label.COUNTRY))
        elif name in known:
            out.append(known[name])
        elif name in places:
            out.append(NamedEntity(name=name, id=place_id(name, places[name]), label=Label.SITE))
        else:
            out.append(NamedEntity(name=name, id=organization_id(name), label=Label.COMPANY))
    return tuple(out)


def _label(kind: MentionKind, id: str, vocabulary: Vocabulary) -> Label:
    if kind in _LABELS:
        return _LABELS[kind]
    entry = vocabulary.organizations.get(id)
    return Label.COMPANY if entry is None or entry.type in COMPANY_TYPES else Label.ORGANIZATION
