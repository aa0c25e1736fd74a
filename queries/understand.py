"""From a question in words to a canned query and its parameters.

The forms of questions are data (queries/questions/en.yaml and fr.yaml). Known names in the question give way to
marks, so that a form speaks of the words between them; a form must match the whole question, so that nothing that
was asked is silently left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import QuestionError
from graph.linker import Link, Linker
from graph.names import fold
from queries.catalogue import CATALOGUE
from queries.query import Query, entity_kinds

_SLOT = re.compile(r"\{([a-z_]+)\}")
_CLASS = re.compile(r"<([a-z]+)>")
_PUNCTUATION = re.compile(r"[?!.,;:«»\"“”()¿¡…@%]+")
#: A name in a question: its number and what it may be, so that "of @0c" is no mineral.
_MARK = re.compile(r"@(\d+)[a-z]+")
_LETTERS = {"mineral": "m", "country": "c", "place": "p", "organization": "o", "alliance": "a"}
#: A dash or stroke between two names: "the US-Russia deal".
_BESIDE = re.compile(r"(?<=[a-z])\s*[-\u2013\u2014/&]\s*(?=@\d)")
#: French words that melt preposition and article, as the forms have them.
_MELTED = (
    (re.compile(r"\b(qu|jusqu|lorsqu)'"), r"\1e "),
    (re.compile(r"\bd'"), "de "),
    (re.compile(r"\bdou\b"), "de ou"),
    (re.compile(r"'"), " "),
    (re.compile(r"\b(?:du|des)\b"), "de"),
    (re.compile(r"\baux?\b"), "a"),
    (re.compile(r"(?:\s*-\s*t)?\s*-\s*(?:ils?|elles?|on)\b"), ""),
)


@dataclass(frozen=True)
class Understood:
    """A question as a query: `given` holds parameters; `ignored` what was said but no parameter takes."""

    lang: str
    query: Query
    given: Mapping[str, str]
    ignored: tuple[str, ...] = ()


@dataclass
class _Reading:
    """A question with marks for the names in it, and the dates taken out."""

    text: str
    names: list[list[Link]]
    dates: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=4)
def phrases(lang: str) -> dict[str, Any]:
    """The data of a language."""
    source = files("queries").joinpath(f"questions/{lang}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def language(question: str, linker: Linker) -> str:
    """The language of a question, "en" or "fr", by its function words, else by the names in it."""
    words = re.findall(r"\w+", fold(question))
    counts = {lang: sum(word in phrases(lang)["function"] for word in words) for lang in ("en", "fr")}
    if counts["fr"] == counts["en"]:
        found = {question[link.start : link.end] for link in linker.find(question, "fr")}
        spoken = [{name.lang for name in linker.lookup(form)} for form in found]
        counts = {lang: sum(lang in known for known in spoken) for lang in ("en", "fr")}
    return "fr" if counts["fr"] > counts["en"] or (counts["fr"] == counts["en"] and not question.isascii()) else "en"


def understand(question: str, linker: Linker) -> Understood:
    """The query that a question asks for. Raises QuestionError with questions that can be answered."""
    own = language(question, linker)
    for asked in dict.fromkeys((question, raised(question, linker))):
        for lang in (own, "fr" if own == "en" else "en"):
            for reading in _readings(asked, lang, linker):
                found = _matched(reading, lang)
                if found is not None:
                    return found
    raise _not_understood(question, own, linker)


def raised(question: str, linker: Linker) -> str:
    """The question with short forms that were typed small as they are written: "us deals", "quotas de la rdc"."""
    ordinary = {word for lang in ("en", "fr") for word in phrases(lang)["function"]}

    def larger(word: re.Match[str]) -> str:
        upper = word.group().upper()
        known = word.group() not in ordinary and any(
            name.form == upper and name.kind in ("country", "alliance") for name in linker.lookup(upper)
        )
        return upper if known else word.group()

    return re.sub(r"\b[a-z][a-z0-9]{1,4}\b", larger, question)


def _readings(question: str, lang: str, linker: Linker) -> Iterator[_Reading]:
    """The question with every known name marked; then without those that may be ordinary words."""
    links = linker.find(question, lang)
    sure = [link for link in links if not link.ambiguous]
    for chosen in [links, sure] if len(sure) < len(links) else [links]:
        yield _reading(question, chosen, lang)


def _reading(question: str, links: Sequence[Link], lang: str) -> _Reading:
    spans = list(dict.fromkeys((link.start, link.end) for link in links))
    names = [[link for link in links if (link.start, link.end) == span] for span in spans]
    pieces: list[str] = []
    position = 0
    for number, (start, end) in enumerate(spans):
        letters = "".join(sorted({_LETTERS[link.kind] for link in names[number]}))
        pieces += [_PUNCTUATION.sub(" ", fold(question[position:start])), f" @{number}{letters} "]
        position = end
    pieces.append(_PUNCTUATION.sub(" ", fold(question[position:])))
    return _plain(" ".join(pieces), names, lang)


def _plain(text: str, names: list[list[Link]], lang: str) -> _Reading:
    data = phrases(lang)
    text, dates = _dates(text, data)
    if lang == "fr":
        for melted, apart in _MELTED:
            text = melted.sub(apart, text)
    text = re.sub(r"\s*'s\b", " 's", text)
    text = _BESIDE.sub(" ", text)
    dropped = "|".join(data["dropped"])
    text = " ".join(re.sub(rf"(?<![\w'-])(?:{dropped})(?![\w'-])", " ", text).split())
    for members in data["members"]:
        text = re.sub(members, r"\1", text)
    return _Reading(" ".join(text.split()), names, dates)


def _matched(reading: _Reading, lang: str) -> Understood | None:
    for key, text, said in _tries(reading.text, lang):
        query = _query(key)
        for form in _forms(lang)[key]:
            match = form.fullmatch(text)
            slots = None if match is None else _filled(match, query, reading.names)
            if slots is not None:
                given = {**said, **slots}
                fields = query.parameters.model_fields
                given |= {name: date for name, date in reading.dates.items() if name in fields}
                ignored = tuple(date for name, date in reading.dates.items() if name not in fields)
                return Understood(lang, query, given, ignored)
    return None


def _query(key: str) -> Query:
    """The query of a group of forms; a second group of one query has a word more after its name."""
    return CATALOGUE[key.partition(" ")[0]]


def _tries(text: str, lang: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The text for each group of forms: as it is, then with words for kinds and statuses taken for what they mean."""
    data = phrases(lang)
    for name in data["forms"]:
        yield name, text, {}
    for name in data["forms"]:
        marked = text
        for kind, words in data["kinds"].get(name, {}).items():
            marked = re.sub(rf"\b(?:{words})\b", f"%{kind}", marked)
        if marked != text:
            yield name, marked, {}
        for status, words in data["statuses"].get(name, {}).items():
            without = re.sub(
                rf"\b(?:(?:that|which) (?:(?:are|were|is|have|has)(?: been)? )?)?(?:{words})\b", " ", marked
            )
            if without != marked:
                yield name, " ".join(without.split()), {"status": status}


def _filled(match: re.Match[str], query: Query, names: list[list[Link]]) -> dict[str, str] | None:
    """The parameters that the slots of a form give; None where a name is not of the kind that a slot takes."""
    given: dict[str, str] = {}
    for group, value in match.groupdict().items():
        if value is None:
            continue
        name = group.rsplit("_", 1)[0]
        if name == "kind":
            given[name] = value[1:]
            continue
        mark = _MARK.fullmatch(value)
        kinds = entity_kinds(query, name)
        fitting = [link for link in names[int(mark.group(1))] if link.kind in kinds] if mark else []
        if not fitting or given.get(name, fitting[0].id) != fitting[0].id:
            return None
        given[name] = fitting[0].id
    return given


@lru_cache(maxsize=4)
def _forms(lang: str, known: bool = True) -> dict[str, list[re.Pattern[str]]]:
    """The forms of each query, compiled.

    Where `known` is false, any words may stand where a form has a name.
    """
    data = phrases(lang)
    compiled: dict[str, list[re.Pattern[str]]] = {}
    for name, forms in data["forms"].items():
        compiled[name] = []
        for form in forms:
            numbers: dict[str, int] = {}
            query = _query(name)

            def group(found: re.Match[str], numbers: dict[str, int] = numbers, query: Query = query) -> str:
                slot_name = found.group(1)
                numbers[slot_name] = numbers.get(slot_name, 0) + 1
                letters = "".join(_LETTERS.get(kind, "") for kind in entity_kinds(query, slot_name))
                inner = r"%\w+" if slot_name == "kind" else rf"@\d+[a-z]*[{letters}][a-z]*"
                if slot_name != "kind" and not known:
                    inner = rf"{inner}|[\w][\w .&-]*?"
                return f"(?P<{slot_name}_{numbers[slot_name]}>{inner})"

            pattern = _SLOT.sub(group, _expanded(form, data["classes"]))
            compiled[name].append(re.compile(pattern))
    return compiled


def _expanded(form: str, classes: Mapping[str, str]) -> str:
    while _CLASS.search(form):
        form = _CLASS.sub(lambda found: f"(?:{classes[found.group(1)]})", form)
    return form


def _dates(text: str, data: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The text without its dates, and the period that they give."""
    words = data["dates"]
    months = "|".join(data["months"])
    date = rf"((?:\d{{1,2}}(?:st|nd|rd|th|er)? )?(?:(?:{months}) )?(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)"
    found: dict[str, str] = {}

    def taken(pattern: str, *names: str) -> None:
        nonlocal text
        match = re.search(rf"\b(?:{pattern})(?!\w)", text)
        if match is not None:
            for name, value in zip(names, match.groups(), strict=True):
                found[name] = _iso(value, data["months"])
            text = f"{text[: match.start()]} {text[match.end() :]}"

    taken(rf"(?:{words['between']}) {date} (?:{words['and']}) {date}", "since", "until")
    taken(rf"(?:{words['since']}) {date}", "since")
    taken(rf"(?:{words['until']}) {date}", "until")
    taken(rf"(?:{words['after']}) {date}", "after")
    taken(rf"(?:{words['before']}) {date}", "before")
    taken(rf"(?:{words['during']}) {date}", "during")
    taken(rf"{date}(?=\s*$)", "during")
    if "after" in found:
        found["since"] = _beside(found.pop("after"), 1)
    if "before" in found:
        found["until"] = _beside(found.pop("before"), -1)
    if "during" in found:
        found["since"] = found["until"] = found.pop("during")
    return text, found


def _iso(words: str, months: Sequence[str]) -> str:
    parts = words.split()
    if len(parts) == 1:
        return words
    month = f"{months.index(parts[-2]) + 1:02d}" if parts[-2] in months else ""
    day = re.sub(r"\D", "", parts[0]) if len(parts) == 3 else ""
    return "-".join(filter(None, (parts[-1], month, day.zfill(2) if day else "")))


def _beside(date: str, step: int) -> str:
    """The year after or before a year; a date that is more exact stands for itself."""
    return str(int(date) + step) if len(date) == 4 else date


def _not_understood(question: str, lang: str, linker: Linker) -> QuestionError:
    unknown = unknown_name(question, lang, linker)
    if unknown is None:
        return QuestionError({"en": "the question is not understood", "fr": "la question n'est pas comprise"}[lang])
    near = [name.form for name in linker.nearest(unknown, 3)]
    if lang == "fr":
        hint = f" ; vouliez-vous dire {' ou '.join(near)} ?" if near else ""
        return QuestionError(f"aucun nom connu : « {unknown} »{hint}")
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return QuestionError(f'no name is known like "{unknown}"{hint}')


def unknown_name(question: str, lang: str, linker: Linker) -> str | None:
    """The words that stand where a form has a name, if the question is otherwise understood."""
    ordinary = {*phrases(lang)["function"], *phrases(lang)["ordinary"]}
    for reading in _readings(question, lang, linker):
        for name in phrases(lang)["forms"]:
            if name in ("actor", "sources again"):
                continue
            for form in _forms(lang, False)[name]:
                match = form.fullmatch(reading.text)
                words = [value for value in match.groupdict().values() if value] if match else []
                unknown = [value for value in words if not value.startswith(("@", "%")) and "@" not in value]
                if (
                    len(unknown) == 1
                    and len(unknown[0].split()) <= 4
                    and unknown[0][0].isalpha()
                    and ordinary.isdisjoint(unknown[0].split())
                ):
                    return unknown[0]
    return None
