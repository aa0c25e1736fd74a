"""What any store needs to know of the articles it holds: their JSON, their names, the judgements on them."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

from graph.errors import InputError, StoreError
from graph.model import Extraction
from graph.store import Judgement
from graph.verdicts import is_statement


def encoded(extraction: Extraction) -> str:
    """The JSON of an article as a store keeps it; where it was read from is kept apart.

    Raises InputError for text that cannot be written down: half of a character that takes two (a lone surrogate).
    """
    try:
        text = extraction.model_copy(update={"path": None}).model_dump_json(by_alias=True)
        (extraction.path or "").encode("utf-8")
    except (UnicodeEncodeError, ValueError):
        name = extraction.id.encode("utf-8", "replace").decode("utf-8")
        raise InputError(f"{name}: holds half of a character (a lone surrogate), which cannot be kept") from None
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
