"""Rows and answers as tables, JSON or CSV. Text from articles is shown as text, whatever it holds."""

import csv
import io
import json
import shutil
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queries.ask import Answer
    from queries.query import Query, Row

#: Quotes that an answer shows on a terminal.
_QUOTES = 20
#: Columns of a terminal, where it does not say; the width that a column of a table may ask for, and must have.
_WIDTH = 140
_COLUMN = 30
_NARROW = 14
_FORMULA = ("=", "+", "-", "@")


def render_rows(query: "Query", rows: "Sequence[Row]", form: str) -> str:
    """The rows of a canned query."""
    records = [row.model_dump(mode="json") for row in rows]
    return render_records(records, form, columns=list(query.row.model_fields))


def render_records(records: Sequence[Mapping[str, Any]], form: str, columns: Sequence[str] | None = None) -> str:
    """Records of the same columns as "table", "json" or "csv"."""
    names = list(columns if columns is not None else (records[0] if records else ()))
    if form == "json":
        return json.dumps(list(records), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_cell(record[name]) for name in names] for record in records)
        return out.getvalue()
    if not records:
        return "nothing found\n"
    return _table(names, records)


def render_answer(answer: "Answer", form: str) -> str:
    """An answer: how the question was understood, one sentence, then each quote with its article, date and address."""
    if form == "json":
        from queries.ask import as_record  # noqa: PLC0415  imports every query

        return json.dumps(as_record(answer), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return render_rows(answer.query, answer.rows, "csv")
    lines = [
        f"({visible(answer.understood)})",
        visible(answer.sentence),
        *(f"* {visible(n)}" for n in answer.notes),
        "",
    ]
    if answer.suggestions:
        lines += [{"en": "These questions have an answer:", "fr": "Ces questions ont une réponse :"}[answer.lang]]
        lines += [*(f"  {visible(each)}" for each in answer.suggestions), ""]
    marks = ("« ", " »") if answer.lang == "fr" else ("\u201c", "\u201d")
    for quote in answer.quotes[:_QUOTES]:
        source = ", ".join(filter(None, (quote.article, quote.date, quote.url)))
        lines += [
            f"  {visible(quote.about)}",
            f"    {visible(quote.quote).join(marks)}",
            f"    — {visible(source)}",
            "",
        ]
    more = len(answer.quotes) - _QUOTES
    if more > 0:
        lines += [f"  … {more} {'autres citations' if answer.lang == 'fr' else 'more quotes'}: --format json", ""]
    return "\n".join(lines)


def visible(text: str) -> str:
    """Text without line breaks, with control characters and direction overrides shown as their code."""
    flat = " ".join(text.split())
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else f"\\u{ord(c):04x}" for c in flat)


def _table(names: Sequence[str], records: Sequence[Mapping[str, Any]]) -> str:
    """A table, or where its columns would be too narrow to read a list of each record's fields."""
    shown = [
        name
        for name in names
        if not (name.endswith("_id") and name[:-3] in names)
        and any(record[name] not in (None, "", [], ()) for record in records)
    ]
    width = shutil.get_terminal_size((_WIDTH, 24)).columns
    wanted = sum(3 + max(len(name), *(min(_COLUMN, len(_text(record[name]))) for record in records)) for name in shown)
    if wanted > width < _NARROW * len(shown):
        return _listed(shown, records, width)
    # rich takes a tenth of a second to import.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*shown)
    for record in records:
        table.add_row(*(Text(visible(_text(record[name]))) for name in shown))
    out = io.StringIO()
    Console(file=out, width=width).print(table)
    return out.getvalue()


def _listed(names: Sequence[str], records: Sequence[Mapping[str, Any]], width: int) -> str:
    margin = max(map(len, names)) + 2
    lines: list[str] = []
    for record in records:
        for name in names:
            if record[name] not in (None, "", [], ()):
                told = textwrap.wrap(visible(_text(record[name])), max(width - margin, 40), break_on_hyphens=False)
                lines += [f"{name:<{margin}}{told[0] if told else ''}", *(" " * margin + rest for rest in told[1:])]
        lines.append("")
    return "\n".join(lines)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _cell(value: Any) -> str:
    text = _text(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(("\t", "\r")) else text
