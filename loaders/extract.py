"""One article to its facts: the steps of reading, composed."""

from importlib.metadata import version

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

#: Kept with every article: one that was read by another version is read anew when it is loaded again.
EXTRACTOR = f"lodegraph {version('lodegraph')}"

_LABELS = {
    MentionKind.COUNTRY: Label.COUNTRY,
    MentionKind.ALLIANCE: Label.ORGANIZATION,
    MentionKind.PLACE: Label.REGION,
    MentionKind.SITE: Label.SITE,
}


def extract(document: Document, vocabulary: Vocabulary) -> Extraction:
    """The facts of an article, each with its quote; none where it is neither in French nor in English."""
    identity = {
        "id": document.id,
        "lang": document.lang,
        "date": document.date,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "path": document.path,
        "text_sha256": document.text_sha256,
        "extractor": EXTRACTOR,
    }
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
