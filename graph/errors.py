"""The errors that Lodegraph raises on purpose.

LodegraphError              anything a person can mend: one clear line, exit code 2
├── InputError              an article or file that cannot be read
├── VocabularyError         a seed file that breaks a rule; names the file and the entry
├── QuestionError           a question that no query answers; carries the nearest ones that it could
├── QueryError              a parameter that no query takes, or a name that no entity bears
└── StoreError              a store that cannot be opened, read or written
    ├── StoreFormatError    a file or database that is not a Lodegraph graph
    ├── StoreVersionError   a store written by another version of the schema
    └── StoreBusyError      another process holds the store
"""


class LodegraphError(Exception):
    """What went wrong and what to do about it, in one line."""


class InputError(LodegraphError):
    """An article or file cannot be read."""


class VocabularyError(LodegraphError):
    """A seed file breaks a rule of the vocabulary."""


class QuestionError(LodegraphError):
    """No query answers the question."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions


class QueryError(LodegraphError):
    """A query cannot be run with what it was given."""


class StoreError(LodegraphError):
    """A store cannot be opened, read or written."""


class StoreFormatError(StoreError):
    """A file or database holds something else than a Lodegraph graph."""


class StoreVersionError(StoreError):
    """A store was written by another version of the schema."""


class StoreBusyError(StoreError):
    """Another process holds the store."""
