"""What a Neo4j database needs before it holds a graph: constraints, indexes, and how they came about.

The graph itself bears the labels and types of `graph.schema`. What a store needs besides (the articles' facts, the
keys under which they are found, the judgements, the state of the whole) stands on nodes whose labels begin with
"Lodegraph", so that neither `MATCH (n:Actor)` nor a person in Neo4j Browser meets them by chance.

    LodegraphStore {name: "graph", schema, indexes, revision, fingerprint}
    LodegraphFacts {article, url, path, body} -LODEGRAPH_FOUND_BY-> LodegraphKey {number}
    LodegraphJudgement {left, right, same, reason}

Every node has its `id`; so has every relationship, a digest of its ends, type and key, by which it is found again.
Only what is bounded is in a range index: ids, and words and dates of the model. Names may be of any length and stand
in the full-text index.
"""

import re
from collections.abc import Iterable, Sequence

from graph.schema import Label, RelType

STORE = "LodegraphStore"
FACTS = "LodegraphFacts"
KEY = "LodegraphKey"
JUDGEMENT = "LodegraphJudgement"
FOUND_BY = "LODEGRAPH_FOUND_BY"

#: The labels by which nodes are found: every node bears at least one, and `id` is unique under each.
KEY_LABELS = (Label.ARTICLE, Label.AGREEMENT, Label.MEASURE, Label.MINERAL, Label.ACTOR, Label.REGION)
#: The name of the full-text index over names in both languages.
NAMES_INDEX = "lodegraph_names"
#: The oldest server that is taken: 5.26, the long-term release.
OLDEST_SERVER = (5, 26)

_FILTERED = {
    Label.AGREEMENT: ("kind", "status", "date", "first_reported"),
    Label.MEASURE: ("kind", "status", "date", "first_reported"),
    Label.ARTICLE: ("date",),
}
_NAMED_BY = ("name", "name_en", "name_fr", "names", "title", "symbol")


def _unique(label: str, *properties: str) -> str:
    name = f"lodegraph_{label}_{'_'.join(properties)}".lower()
    keys = ", ".join(f"n.{each}" for each in properties)
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE ({keys}) IS UNIQUE"


def _unique_edge(type: RelType) -> str:
    return f"CREATE CONSTRAINT lodegraph_{type.lower()}_id IF NOT EXISTS FOR ()-[r:{type}]-() REQUIRE r.id IS UNIQUE"


def _range(label: Label, property: str) -> str:
    name = f"lodegraph_{label.lower()}_{property}"
    return f"CREATE RANGE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{property})"


def _full_text() -> str:
    labels = "|".join((Label.ACTOR, Label.REGION, Label.MINERAL, Label.AGREEMENT, Label.MEASURE, Label.ARTICLE))
    properties = ", ".join(f"n.{name}" for name in _NAMED_BY)
    return (
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:{labels}) ON EACH [{properties}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
    )


#: Taken before anything is written, so that two that begin at once make one state.
BEGINNING = _unique(STORE, "name")

#: Raised with every change of STATEMENTS. A statement that changes takes another name: what bears the old one goes.
VERSION = 1

STATEMENTS: tuple[str, ...] = (
    *(_unique(label, "id") for label in KEY_LABELS),
    *(_unique_edge(type) for type in RelType),
    _unique(FACTS, "article"),
    _unique(KEY, "number"),
    _unique(JUDGEMENT, "left", "right"),
    *(_range(label, name) for label, names in _FILTERED.items() for name in names),
    _full_text(),
)

#: Names of our constraints, and of our indexes that belong to none.
CONSTRAINTS = "SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'lodegraph_' RETURN name"
INDEXES = (
    "SHOW INDEXES YIELD name, owningConstraint "
    "WHERE name STARTS WITH 'lodegraph_' AND owningConstraint IS NULL RETURN name"
)


def upgrade(constraints: Iterable[str], indexes: Iterable[str], statements: Sequence[str] = STATEMENTS) -> list[str]:
    """What makes of constraints and indexes that are there those of `statements`. It can be run again at any point.

    The data stay as they are: what is new is built from them.
    """
    kept = {
        name for statement in (*statements, BEGINNING) for name in re.findall(r"(?:CONSTRAINT|INDEX) (\w+)", statement)
    }
    return [
        *(f"DROP CONSTRAINT {name} IF EXISTS" for name in sorted(constraints) if name not in kept),
        *(f"DROP INDEX {name} IF EXISTS" for name in sorted(indexes) if name not in kept),
        *statements,
    ]
