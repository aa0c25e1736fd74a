"""Bytes to text, for files in UTF-8 and in the older encodings that French and English pages still use."""

import codecs

from charset_normalizer import from_bytes

from graph.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = ["cp1252", "latin_1", "iso8859_15", "mac_roman", "cp850"]


def decode(data: bytes) -> str:
    """The text of `data`, with nothing normalised. Raises InputError for what is empty, binary or broken."""
    if not data.strip():
        raise InputError("the file is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"the file says that it is {encoding.upper()} and breaks off or is damaged at byte {error.start}"
                ) from None
    if b"\0" in data:
        raise InputError("the file is binary, not text; give a text, Markdown, HTML or JSON file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_old(data, error)


def _decode_old(data: bytes, error: UnicodeDecodeError) -> str:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(1 for character in lenient if ord(character) > 0x7F) - broken
    # In a text of an older encoding, letters that happen to be whole UTF-8 characters are very rare.
    if 4 * whole > broken:
        raise InputError(
            f"the text is UTF-8 but damaged at byte {error.start} (cut off or mixed encodings); save it again as UTF-8"
        )
    best = from_bytes(data[:200_000], cp_isolation=_OLD).best()
    if best is None:
        raise InputError("the file is binary or in an encoding that is not recognised; save it as UTF-8")
    text = data.decode(best.encoding)
    controls = sum(1 for character in text if ord(character) < 0x20 and character not in "\t\n\r\f")
    if controls > len(text) // 100:
        raise InputError("the file is binary, not text; give a text, Markdown, HTML or JSON file")
    return text
