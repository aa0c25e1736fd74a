"""Which mentions of one article mean one entity: full names, short forms, acronyms and tickers under one id.

Short forms that the reading of single sentences missed ("Bacanora", once "Bacanora Lithium" was met) become mentions
here, and so do forms that the article itself defines: `Acme Metals Ltd ("Acme" or the "Company")`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.names import LEGAL_FORMS, organization_id, place_id
from graph.vocabulary import Vocabulary
from loaders.analysis import Mention, MentionKind, MentionUse, Sentence, Token
from loaders.candidates import is_shouted
from loaders.lexicon import lexicon
from loaders.matching import known_words, token_key
from loaders.name_features import common_words, word_classes

_NAMED = (MentionKind.ORGANIZATION, MentionKind.SITE)
_QUOTES = frozenset("\"“”«»„'‘’")
_SMALL = frozenset("of the de du des la le les and et for pour d' l' &".split())


@dataclass
class Definitions:
    """What an article says that it will call its entities: short forms by their folded tokens, and common nouns
    ("company", "société") by their folded form."""

    names: dict[tuple[str, ...], Mention] = field(default_factory=dict)
    nouns: dict[str, Mention] = field(default_factory=dict)


def find_definitions(mentions: Sequence[Mention], sentences: Sequence[Sentence], lang: str) -> Definitions:
    """The forms in brackets behind organizations and sites; the first definition of a form counts."""
    found = Definitions()
    nouns = frozenset(lexicon(lang, "references")["defined"])
    for mention in mentions:
        if mention.kind not in _NAMED or mention.use is MentionUse.REFERENCE:
            continue
        for form, quoted in _bracketed(mention, sentences[mention.sentence]):
            key = tuple(token_key(word) for word in form)
            if len(key) == 1 and key[0] in nouns:
                found.nouns.setdefault(key[0], mention)
            elif quoted or _may_be_acronym(form, mention):
                found.names.setdefault(key, mention)
    return found


def _bracketed(mention: Mention, sentence: Sentence) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The forms in the brackets right behind a mention, and whether each stands in quotes or is a ticker."""
    tokens = sentence.tokens
    place = next((i for i, t in enumerate(tokens) if t.start >= mention.end), len(tokens))
    while place < len(tokens) and (tokens[place].norm in LEGAL_FORMS or tokens[place].text in ".,"):
        place += 1
    while place < len(tokens) and tokens[place].text == "(":
        close = next((i for i in range(place + 1, len(tokens)) if tokens[i].text == ")"), None)
        if close is None:
            return
        inner = [t.text for t in tokens[place + 1 : close]]
        opened: int | None = None
        for i, text in enumerate(inner):
            if text in _QUOTES:
                if opened is not None and i > opened + 1:
                    words = tuple(inner[opened + 1 : i])
                    if words[0].lower() in ("the", "la", "le", "l'", "l’"):
                        words = words[1:]
                    if words and words[0][0].isupper() and len(words) <= 5:
                        yield words, True
                    opened = None
                else:
                    opened = i
            elif text == ":" and i + 1 < len(inner) and i and inner[i + 1].isalnum() and inner[i + 1].isupper():
                yield (inner[i + 1],), True
        if not any(text in _QUOTES or text == ":" for text in inner) and 1 <= len(inner) <= 3:
            yield tuple(inner), False
        place = close + 1


def _may_be_acronym(form: Sequence[str], mention: Mention) -> bool:
    """Whether a form in brackets, without quotes, may be short for the name before it."""
    text = "".join(form)
    if not (2 <= len(text) <= 9 and text[0].isupper() and sum(c.isupper() for c in text) >= 2 and text.isalnum()):
        return False
    letters = [c for c in token_key(mention.text) if c.isalnum()]
    return _in_order(token_key(text), letters)


def _in_order(short: str, letters: Sequence[str]) -> bool:
    """Whether most letters of the short form stand in the long one in order, the first one at its head or inside."""
    place, hits = 0, 0
    for char in short:
        if char in letters[place:]:
            place += letters[place:].index(char) + 1
            hits += 1
    return hits * 3 >= len(short) * 2


def with_short_forms(
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    definitions: Definitions,
    vocabulary: Vocabulary,
    lang: str,
) -> list[Mention]:
    """The mentions with those of short forms added or, where they were taken for something else, put right."""
    forms = {key: _Form(mention, True) for key, mention in definitions.names.items()}
    plain = known_words(vocabulary, lang) | common_words(lang)
    plain |= word_classes(lang)["trade_words"] | word_classes(lang)["ordinary_capitals"]
    for mention in mentions:
        if mention.kind is MentionKind.ORGANIZATION and mention.use is not MentionUse.REFERENCE:
            tokens = sentences[mention.sentence].tokens
            words = tuple(token_key(t.norm) for t in tokens if mention.start <= t.start < mention.end)
            for head in _beginnings(words, plain):
                forms.setdefault(head, _Form(mention, False, all(word in LEGAL_FORMS for word in words[len(head) :])))
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    return [m for s in sentences for m in _reread(s, by_sentence.get(s.index, []), forms)]


@dataclass(frozen=True, slots=True)
class _Form:
    """What a short form stands for, and whether the article says so itself."""

    full: Mention
    defined: bool
    bare: bool = False  # all but the legal form


def _beginnings(words: tuple[str, ...], plain: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The beginnings of a name that may stand for it: those with a word of its own, or all but the legal form."""
    for size in range(1, len(words)):
        head, rest = words[:size], words[size:]
        if rest[0] in _SMALL or rest[0] in ("-", "'s") or head[-1] in _SMALL or not head[-1].isalnum():
            continue
        bare = size > 1 and all(word in LEGAL_FORMS or not word.isalnum() for word in rest)
        if bare or not all(word in plain or len(word) < 3 for word in head):
            yield head


def _reread(sentence: Sentence, here: list[Mention], forms: Mapping[tuple[str, ...], _Form]) -> list[Mention]:
    """The mentions of a sentence with those of short forms."""
    if not forms or is_shouted(sentence):
        return here
    tokens = sentence.tokens
    keys = [token_key(t.norm) for t in tokens]
    longest = max(map(len, forms))
    kept = list(here)
    place = 0
    while place < len(tokens):
        size = 0
        if tokens[place].text[0].isupper() or tokens[place].text[0].isdigit():
            sizes = range(min(longest, len(tokens) - place), 0, -1)
            size = next((n for n in sizes if tuple(keys[place : place + n]) in forms), 0)
        if size:
            form = forms[tuple(keys[place : place + size])]
            start, end = tokens[place].start, tokens[place + size - 1].end
            over = [m for m in kept if m.start < end and start < m.end]
            if _may_stand(form, over, start, end) and (form.defined or over or not _goes_on(tokens, place, size)):
                upper = size == 1 and tokens[place].text.isupper()
                mention = replace(
                    form.full,
                    sentence=sentence.index,
                    field=sentence.field,
                    start=start,
                    end=end,
                    text=joined(sentence, place, place + size - 1),
                    use=MentionUse.ACRONYM if upper else MentionUse.NAME,
                    confidence=round(form.full.confidence * (0.97 if form.defined else 0.9), 3),
                )
                kept = [*(m for m in kept if m not in over), mention]
        place += max(size, 1)
    return kept


def _may_stand(form: _Form, over: Sequence[Mention], start: int, end: int) -> bool:
    """Whether a short form may take the place of the mentions that it overlaps."""
    if any(m.start < start or m.end > end for m in over):
        return False
    if form.defined:
        return not over or any(m.id != form.full.id for m in over)
    kinds = (MentionKind.PLACE, MentionKind.SITE) if form.bare else (MentionKind.PLACE,)
    return all(m.kind in kinds and m.confidence < 1 for m in over)


def _goes_on(tokens: Sequence[Token], first: int, size: int) -> bool:
    """Whether capitalised words stand right beside, so that the stretch is part of another name."""
    beside = [*tokens[max(first - 1, 1) : first], *tokens[first + size : first + size + 1]]
    return any(t.text[0].isupper() and len(t.text) > 1 for t in beside)


def joined(sentence: Sentence, first: int, last: int) -> str:
    """The tokens [first, last] with single spaces where the text has any."""
    out, end = "", sentence.tokens[first].start
    for token in sentence.tokens[first : last + 1]:
        out += (" " if token.start > end else "") + token.text
        end = token.end
    return out


def with_one_id(mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Unknown names that are the beginning or the initials of a fuller one in the article, under its id."""
    linked: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        if mention.kind is MentionKind.ORGANIZATION:
            parts = tuple(token_key(word) for word in mention.text.split())
            if len(parts) > len(words.get(mention.id, ())):
                words[mention.id] = parts
    for short, parts in sorted(words.items()):
        if short in vocabulary.organizations:
            continue
        for full, longer in sorted(words.items(), key=lambda item: (item[0] not in vocabulary.organizations, item[0])):
            fits = longer[: len(parts)] == parts or (
                len(parts) == 1 and len(parts[0]) > 2 and parts[0] == initials(longer)
            )
            if full != short and len(longer) > len(parts) and fits:
                linked[short] = full
                break

    def final(id: str) -> str:
        seen = {id}
        while id in linked and linked[id] not in seen:
            id = linked[id]
            seen.add(id)
        return id

    return [replace(m, id=final(m.id)) if m.kind is MentionKind.ORGANIZATION else m for m in mentions]


def initials(words: Sequence[str]) -> str:
    """The first letters of the words of a name, small words left out."""
    return "".join(word[0] for word in words if word not in _SMALL)


def with_full_names(mentions: Sequence[Mention]) -> list[Mention]:
    """Every entity printed under the fullest form that the article uses; countries and minerals under their ids."""
    fullest: dict[str, str] = {}
    for mention in mentions:
        if mention.kind not in (MentionKind.COUNTRY, MentionKind.MINERAL):
            known = fullest.get(mention.id, "")
            if _fullness(mention.text) > _fullness(known):
                fullest[mention.id] = mention.text
    return [replace(m, name=fullest.get(m.id, m.name)) for m in mentions]


def _fullness(text: str) -> tuple[int, int, str]:
    """The longest form is the fullest; of equals the one with the most capitals."""
    return len(text), sum(map(str.isupper, text)), text


def made_id(kind: MentionKind, text: str) -> str:
    """The id of a name that the vocabulary does not know."""
    return organization_id(text) if kind is MentionKind.ORGANIZATION else place_id(text)
