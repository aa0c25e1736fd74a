"""One sentence that answers: what is signed first, everything with its status, nothing said that no row says."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from queries.grammar import Grammar
from queries.understand import phrases

FIRM = ("signed", "actual")
_COULD = ("announced", "planned", "negotiating", "proposed", "possible")
_SHOWN = 5
_FOURNIR = {
    "actual": "fournit", "signed": "doit fournir", "could": "pourrait fournir", "ended": "ne fournit pas",
}  # fmt: skip


class Writer:
    """Writes sentences in a language."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.lang = grammar, grammar.lang
        self.words = phrases(self.lang)["words"]

    def write(self, query: str, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        """The sentence for the rows of a query."""
        if not rows and query != "suppliers":
            return self._("No article that was read says so.", "Aucun des articles lus ne le dit.")
        special: dict[str, Callable[[Sequence[Any], Mapping[str, str]], str]] = {
            "suppliers": self._suppliers,
            "sources": self._sources,
            "paths": self._paths,
            "measures": self._measures,
            "actor": self._actor,
            "supply-paths": self._supply_paths,
            "timeline": self._timeline,
        }
        tell = special.get(query, self._deals)
        wider = [row for row in rows if getattr(row, "match", None) == "broader"]
        if query == "suppliers" or not wider:
            return tell(rows, given)
        direct = [row for row in rows if row.match != "broader"]
        if direct:
            first = tell(direct, given)
        else:
            first = self._(
                f"Nothing on {self.grammar.label(given['mineral'])} by name.",
                f"Rien qui nomme {self.grammar.the(given['mineral'])}.",
            )
        return f"{first} {self._('In more general terms:', 'En termes plus généraux :')} {tell(wider, given)}"

    def about(self, query: str, row: Any) -> str:
        """What a row says, in a line, for the quote beneath it."""
        if query == "suppliers":
            return self._flow(row)
        if query == "sources":
            return self._source(row)
        if query == "measures":
            return self._measure(row)
        if query == "paths":
            relation = self._relation(row.relation, True, row.status)
            return f"{self._title_of(row, 'source')} — {relation} → {self._title_of(row, 'target')}"
        if query == "actor":
            ends = [self._name(row, "actor"), self._title_of(row, "other")]
            first, last = ends if row.outward else reversed(ends)
            return f"{first} — {self._relation(row.relation, True, row.status)} → {last}"
        if query == "timeline":
            return f"{self._when(row.status, row.status_date)}{self._(':', ' :')} {self._title(row)}"
        return f"{self._title(row)} ({self._when(row.status, getattr(row, 'status_date', None))})"

    def _(self, english: str, french: str) -> str:
        return french if self.lang == "fr" else english

    def _status(self, status: str) -> str:
        return str(self.words["statuses"].get(status, status))

    def _title(self, row: Any) -> str:
        return self.grammar.deal(row.agreement or "")

    def _when(self, status: str, date: str | None) -> str:
        return ", ".join(filter(None, (self._status(status), date)))

    def _name(self, row: Any, column: str) -> str:
        return self.grammar.label(getattr(row, f"{column}_id"), getattr(row, column))

    def _actor_named(self, row: Any, column: str, *, home: bool = True) -> str:
        """The actor with its home country: "ERG of Kazakhstan", « ERG (Kazakhstan) »."""
        id, name = getattr(row, f"{column}_id"), self._name(row, column)
        codes = [*self.grammar.vocabulary.home(id)] or [*getattr(row, f"{column}_home")]
        if not home or id in codes or not codes:
            return self.grammar.the(id, name)
        return name + self._(
            f" of {self.grammar.the(codes[0])}", f" ({', '.join(self.grammar.label(code) for code in codes[:1])})"
        )

    def _flow(self, row: Any) -> str:
        mineral = self.grammar.label(row.mineral)
        supplier = self._actor_named(row, "supplier")
        buyer = self._actor_named(row, "buyer")
        detail = ", ".join(
            filter(
                None,
                (
                    self.grammar.amount(row.amount),
                    self.grammar.amount(row.share),
                    self._when(row.status, row.status_date),
                ),
            )
        )
        kind = "actual" if row.status == "actual" else "signed" if row.status == "signed" else "could"
        kind = "ended" if row.status in ("ended", "halted") else kind
        if self.lang == "fr":
            to_buyer = self.grammar.to(row.buyer_id, row.buyer)
            if row.buyer_id not in self.grammar.vocabulary.territories:
                to_buyer = f"à {buyer}"
            verb = self._agreeing(_FOURNIR[kind], row.supplier_id, row.supplier)
            what = self.grammar.of(row.mineral) if kind != "ended" else self.grammar.bare(row.mineral)
            return f"{supplier} {verb} {what} {to_buyer} ({detail})"
        verb = {
            "actual": "supplies", "signed": "is to supply", "could": "could supply", "ended": "does not supply",
        }[kind]  # fmt: skip
        return f"{supplier} {verb} {buyer} with {mineral} ({detail})"

    def _agreeing(self, verb: str, id: str, name: str | None = None) -> str:
        """The verb as it is; the French one in the plural where the name before it is."""
        if not self.grammar.plural(id, name):
            return verb
        first, *rest = verb.split(" ")
        return " ".join(
            (self.words["plural"].get(first, first), *(self.words["plural"].get(word, word) for word in rest))
        )

    def _suppliers(self, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        direct = [row for row in rows if row.match != "broader"]
        wider = [row for row in rows if row.match == "broader"]
        firm = _once(self._flow(row) for row in direct if row.status in FIRM)
        signed = any(row.status == "signed" for row in direct)
        could = self._could([row for row in direct if row.status in _COULD])
        over = _once(self._flow(row) for row in direct if row.status not in (*FIRM, *_COULD))
        parts: list[str] = []
        if not rows:
            return self._nobody(given)
        actual = any(row.status == "actual" for row in direct)
        if direct and not signed and not actual:
            parts.append(self._("nobody by a signed deal", "personne par un accord signé"))
        elif not direct and "mineral" in given:
            parts.append(
                self._(
                    f"nobody for {self.grammar.label(given['mineral'])} by name",
                    f"personne n'est nommé pour {self.grammar.the(given['mineral'])}",
                )
            )
        parts += self._some(firm)
        if could:
            others = signed or bool(firm)
            parts.append(
                self._(
                    f"{'also possible: ' if others else ''}{could}", f"{'possible aussi : ' if others else ''}{could}"
                )
            )
        parts += self._some(over)
        by_term: dict[str, list[Any]] = {}
        for row in wider:
            by_term.setdefault(row.mineral, []).append(row)
        for mineral, group in sorted(by_term.items()):
            flows = self._(", ", ", ").join(self._some(_once(self._flow(row) for row in group)))
            broader = self.grammar.the(mineral)
            parts.append(self._(f"on {broader} in general: {flows}", f"pour {broader} en général : {flows}"))
        return _sentence("; " if self.lang == "en" else " ; ", parts)

    def _nobody(self, given: Mapping[str, str]) -> str:
        mineral, buyer, supplier = given.get("mineral"), given.get("buyer"), given.get("supplier")
        if self.lang == "fr":
            what = f" {self.grammar.of(mineral)}" if mineral else " quoi que ce soit"
            to = f" {self.grammar.to(buyer)}" if buyer else ""
            who = f"que {self.grammar.the(supplier)}" if supplier else "qui"
            verb = self._agreeing("fournit", supplier) if supplier else "fournit"
            return f"Aucun article ne dit {who} {verb}{what}{to}."
        who = f"that {self.grammar.the(supplier)}" if supplier else "who"
        what = self.grammar.label(mineral) if mineral else "anything"
        whom = f" {self.grammar.the(buyer)} with" if buyer else ""
        return f"No article says {who} supplies{whom} {what}."

    def _could(self, rows: Sequence[Any]) -> str:
        """ "Russia could (proposed)", « la Russie pourrait (proposé) »."""
        names = _once(
            f"{self._actor_named(row, 'supplier')} "
            f"{self._('could', self._agreeing('pourrait', row.supplier_id, row.supplier))} "
            f"({self._when(row.status, None)})"
            for row in rows
        )
        return ", ".join(self._some(names))

    def _some(self, items: Sequence[str], shown: int = _SHOWN) -> list[str]:
        more = len(items) - shown
        rest = self._(f"and {more} more", f"et {more} autres")
        return [*items[:shown], rest] if more > 1 else list(items)

    def _deals(self, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        by_status: dict[str, dict[str, Any]] = {}
        for row in rows:
            by_status.setdefault(row.status, {})[row.agreement_id] = row
        parts = []
        for status, deals in by_status.items():
            titles = self._some([self._detailed(row) for row in deals.values()])
            counted = f"{len(deals)} {self._counted(status, len(deals))}"
            parts.append(f"{counted}{self._(': ', ' : ')}{self._('; ', ' ; ').join(titles)}")
        if "status" not in given and not any(status == "signed" for status in by_status):
            parts.insert(0, self._("none signed", "aucun accord signé"))
        return _sentence(". ", parts, capital_each=True)

    def _detailed(self, row: Any) -> str:
        """The title of a deal, with what it moves and is worth where that is told."""
        told = [self.grammar.amount(getattr(row, name, None)) for name in ("quantity", "value")]
        detail = ", ".join(filter(None, told))
        return f"{self._title(row)}, {detail}" if detail else self._title(row)

    def _counted(self, status: str, count: int) -> str:
        word = self._status(status)
        if self.lang == "en":
            return word
        plural = count > 1 and word.endswith(("é", "e")) and " " not in word
        return f"accord{'s' * (count > 1)} {word}{'s' * plural}"

    def _sources(self, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        return _sentence("; " if self.lang == "en" else " ; ", self._some(_once(map(self._source, rows))))

    def _source(self, row: Any) -> str:
        place = self._name(row, "region")
        countries = [self.grammar.label(code) for code in row.countries if code != row.region_id]
        where = f"{place} ({', '.join(countries)})" if countries else place
        measure = self.words["measures"][row.measure]
        if self.lang == "en":
            what = f"{self.grammar.label(row.mineral)} {measure}"
        else:
            what = f"{measure} {self.grammar.bare(row.mineral)}"
        stage = self.words.get("stages", {}).get(row.stage) if row.measure == "site" else None
        detail = ", ".join(filter(None, (self.grammar.amount(row.amount), stage)))
        return f"{where}{self._(':', ' :')} {what}{f' ({detail})' if detail else ''}"

    def _measures(self, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        return _sentence("; " if self.lang == "en" else " ; ", self._some(_once(map(self._measure, rows))))

    def _measure(self, row: Any) -> str:
        kind = self.words["kinds"].get(row.kind, row.kind)
        on = self._listed([self.grammar.the(mineral) for mineral in row.minerals])
        what = f"{kind} {self._('on', 'sur')} {on}" if on else kind
        against = (
            f" {self._('against', 'contre')} {', '.join(map(self.grammar.named, row.targets))}" if row.targets else ""
        )
        status = self._when(row.status, row.status_date)
        if self.lang == "fr" and row.kind in self.words["feminine"] and status.startswith(("suspendu", "terminé")):
            status = re.sub("^(suspendu|terminé)", r"\1e", status)
        return f"{self._name(row, 'imposer')}{self._(':', ' :')} {what}{against} ({status})"

    def _listed(self, names: Sequence[str]) -> str:
        """ "gallium and germanium", « le gallium et le germanium »."""
        last = self._(" and ", " et ")
        return last.join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""

    def _paths(self, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        chains = max(row.path for row in rows)
        steps = [row for row in rows if row.path == 1]
        ends = [given["start"]]
        for row in steps:
            ends.append(row.target_id if row.source_id == ends[-1] else row.source_id)
        chain = self._title_of(steps[0], "source" if steps[0].source_id == ends[0] else "target")
        for row, near in zip(steps, ends, strict=False):
            relation = self._relation(row.relation, True, row.status)
            if row.source_id == near:
                chain += f" — {relation} → {self._title_of(row, 'target')}"
            else:
                chain += f" ← {relation} — {self._title_of(row, 'source')}"
        return self._(
            f"In {len(steps)} step{'s' * (len(steps) > 1)} ({chains} such chain{'s' * (chains > 1)}): {chain}.",
            f"En {len(steps)} étape{'s' * (len(steps) > 1)} ({chains} chaîne{'s' * (chains > 1)}) : {chain}.",
        )

    def _supply_paths(self, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        """Each chain once: region → supplier → buyer → country, with mineral and status."""
        chains = []
        for row in rows:
            links = {row.supplier_id: self._name(row, "supplier"), row.buyer_id: self._name(row, "buyer")}
            if row.region_id is not None:
                links = {row.region_id: self._name(row, "region"), **links}
            if row.country_id is not None:
                links.setdefault(row.country_id, self._name(row, "country"))
            detail = f"{self.grammar.label(row.mineral)}, {self._status(row.status)}"
            chains.append(f"{' → '.join(links.values())} ({detail})")
        return _sentence("; " if self.lang == "en" else " ; ", self._some(_once(chains)))

    def _timeline(self, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        deals: dict[str, list[str]] = {}
        titles = {row.agreement_id: self._title(row) for row in rows}
        for row in rows:
            deals.setdefault(row.agreement_id, []).append(self._when(row.status, row.status_date or row.date))
        told = [
            f"{titles[deal]}{self._(':', ' :')} {' → '.join(dict.fromkeys(reports))}" for deal, reports in deals.items()
        ]
        return _sentence("; " if self.lang == "en" else " ; ", self._some(told))

    def _actor(self, rows: Sequence[Any], given: Mapping[str, str]) -> str:
        """Each kind of tie once, with whom; a tie that points at the actor is told from its side."""
        ties: dict[tuple[str, bool, str], dict[str, str]] = {}
        for row in rows:
            if row.relation == "BASED_IN" and (not row.outward or row.actor_id != given["actor"]):
                continue  # the companies of a country: their own ties are told
            other = self._title_of(row, "other")
            if row.relation == "BASED_IN":
                other = self.grammar.within(row.other_id, row.other)
            elif row.relation == "SUPPLIES":
                other = self.grammar.the(row.other_id, row.other)
            ties.setdefault((row.relation, row.outward, row.status or ""), {})[row.other_id] = other
        told = []
        for (relation, outward, status), others in ties.items():
            verb = self._relation(relation, outward, status).removesuffix(f" ({self._status(status)})")
            if relation == "BASED_IN":
                verb = self._("is based", "est établi")
            verb = self._agreeing(verb, given["actor"])
            shown = ", ".join(self._some(list(others.values()), 3))
            told.append(f"{verb} {shown}" + (f" ({self._status(status)})" if status else ""))
        name = self.grammar.label(given["actor"], next((r.actor for r in rows if r.actor_id == given["actor"]), None))
        return f"{name}{self._(':', ' :')} {self._('; ', ' ; ').join(told)}."

    def _relation(self, relation: str, outward: bool, status: str | None) -> str:
        """What ties two, with the status where there is one: what only could be supplied is not told as supplied."""
        table = self.words["relations" if outward else "inverse"]
        verb = table[relation]
        if relation == "SUPPLIES" and status != "actual":
            sort = "signed" if status == "signed" else "could" if status in _COULD else "ended"
            verb = self.words["flows" if outward else "inverse_flows"][sort]
        said = status is None or (relation, status) == ("SIGNS", "signed")
        return str(verb) if said else f"{verb} ({self._status(str(status))})"

    def _title_of(self, row: Any, column: str) -> str:
        """The name of a deal in the language of the question; that of anything else as it is."""
        name = self._name(row, column)
        kind = str(getattr(row, f"{column}_id")).partition(":")[0]
        return self.grammar.deal(name) if kind in ("agreement", "measure") else name


def _once(items: Any) -> list[str]:
    return list(dict.fromkeys(items))


def _sentence(joint: str, parts: Sequence[str], *, capital_each: bool = False) -> str:
    if capital_each:
        parts = [part[:1].upper() + part[1:] for part in parts]
    text = joint.join(parts)
    return f"{text[:1].upper()}{text[1:]}."
