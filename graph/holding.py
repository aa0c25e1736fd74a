"""What any store needs to know of the articles it holds: their JSON, their names, the judgements on them."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from graph.errors import InputError, StoreError
from graph.model import Extraction
from graph.resolver import PROJECTION_VERSION, Changes
from graph.store import Judgement, LoadReport, RetractReport
from graph.verdicts import is_statement
from graph.vocabulary import Vocabulary

#: The longest id of an article, in bytes: what every store can keep in an index.
LONGEST_ID = 2000


def encoded(extraction: Extraction) -> str:
    """The JSON of an article as a store keeps it; where it was read from is kept apart.

    Raises InputError for text that cannot be written down, half of a character that takes two (a lone surrogate),
    and for an id longer than LONGEST_ID.
    """
    try:
        text = extraction.model_copy(update={"path": None}).model_dump_json(by_alias=True)
        (extraction.path or "").encode("utf-8")
    except (UnicodeEncodeError, ValueError):
        name = extraction.id.encode("utf-8", "replace").decode("utf-8")
        raise InputError(f"{name}: holds half of a character (a lone surrogate), which cannot be kept") from None
    if len(extraction.id.encode("utf-8")) > LONGEST_ID:
        raise InputError(f"{extraction.id[:60]}...: its id is longer than {LONGEST_ID} bytes")
    return text


def decoded(body: str, path: str | None) -> Extraction:
    """The article that `encoded` wrote down."""
    extraction = Extraction.model_validate_json(body)
    return extraction if path is None else extraction.model_copy(update={"path": path})


def named_articles(names: Iterable[str], held: Iterable[tuple[str, str | None, str | None]]) -> tuple[str, ...]:
    """The ids of the articles that are named by id (bare or "article:..."), address or path, sorted.

    `held` are (id, address, path). A path may have given several articles: all are meant. Raises StoreError for a
    name that no article bears; the message gives the nearest.
    """
    records = list(held)
    ids = {id for id, _, _ in records}
    found: set[str] = set()
    for name in names:
        bare = name.removeprefix("article:")
        if name in ids or bare in ids:
            found.add(name if name in ids else bare)
            continue
        meant = {id for id, url, path in records if _same_address(name, url) or _same_path(name, path)}
        if not meant:
            known = [each for record in records for each in record if each is not None]
            near = get_close_matches(bare, known, n=1, cutoff=0.5)
            hint = f'; did you mean "{near[0]}"?' if near else "; `lodegraph articles` lists those that are"
            raise StoreError(f'no article "{name}" is held{hint}')
        found |= meant
    return tuple(sorted(found))


def _same_address(name: str, url: str | None) -> bool:
    return url is not None and name.rstrip("/") == url.rstrip("/")


def _same_path(name: str, path: str | None) -> bool:
    if path is None or "\0" in name + path:
        return False
    return name == path or Path(name).absolute() == Path(path).absolute()


def checked(judgement: Judgement, held: Callable[[str], bool]) -> Judgement:
    """A judgement, its ends in order. Raises StoreError unless both are statements, or both entities, and held."""
    left, right = sorted((judgement.left, judgement.right))
    if left == right:
        raise StoreError(f'"{left}" is the same as itself; a judgement needs two ids')
    for id in (left, right):
        if not held(id):
            raise StoreError(f'no entity or statement "{id}" is held; `lodegraph check` and the tables show ids')
    if is_statement(left) is not is_statement(right):
        raise StoreError(f'"{left}" and "{right}" cannot be judged: one is a statement, the other an entity')
    return Judgement(left, right, judgement.same, judgement.reason)


@dataclass(frozen=True)
class Incoming:
    """Articles on their way in: of those given twice, the last stands. `bodies` are their JSON."""

    articles: Mapping[str, Extraction]
    bodies: Mapping[str, str]
    twice: frozenset[str]

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> "Incoming":
        """Gather articles. Raises InputError for one that cannot be kept."""
        articles: dict[str, Extraction] = {}
        bodies: dict[str, str] = {}
        twice: set[str] = set()
        for extraction in extractions:
            body = encoded(extraction)
            if bodies.get(extraction.id) == body:
                twice.add(extraction.id)
                continue
            bodies[extraction.id] = body
            articles[extraction.id] = extraction
        return cls(articles, bodies, frozenset(twice))

    def changed(self, held: Mapping[str, str]) -> dict[str, Extraction | None]:
        """Those that are not held, or held with another body."""
        return {id: article for id, article in self.articles.items() if held.get(id) != self.bodies[id]}

    def report(self, held: Mapping[str, str]) -> LoadReport:
        """What it is to take them in where these bodies are held."""
        changed = self.changed(held)
        return LoadReport(
            added=tuple(sorted(id for id in changed if id not in held)),
            replaced=tuple(sorted(id for id in changed if id in held)),
            unchanged=tuple(sorted({id for id in self.articles if id not in changed} | self.twice)),
        )


def retraction(articles: tuple[str, ...], changes: Changes) -> RetractReport:
    """What it is to take these articles out."""
    return RetractReport(
        articles=articles,
        nodes_removed=tuple(sorted(id for id, node in changes.nodes.items() if node is None)),
        edges_removed=sum(edge is None for edge in changes.edges.values()),
        edges_changed=sum(edge is not None for edge in changes.edges.values()),
    )


def key_number(key: str) -> int:
    """A key as a number that takes little room; two keys of one number only make the resolver look once more."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8"), digest_size=8).digest(), "big", signed=True)


def fingerprint(vocabulary: Vocabulary) -> str:
    """What a graph depends on besides articles and judgements."""
    hashed = hashlib.sha256(f"{PROJECTION_VERSION}\n".encode())
    for node in vocabulary.reference_nodes():
        hashed.update(f"{node.id} {sorted(node.labels)} {sorted(node.properties.items())}\n".encode())
    for edge in vocabulary.reference_edges():
        hashed.update(f"{edge.source} {edge.type} {edge.target} {sorted(edge.properties.items())}\n".encode())
    return hashed.hexdigest()
