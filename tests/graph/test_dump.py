import json

from graph.dump import counts, dump, dump_lines, reached
from graph.memory import PropertyGraph
from graph.model import Edge, Node
from graph.schema import Label, RelType

COUNTRY = frozenset({Label.ACTOR, Label.REGION, Label.COUNTRY})
EVIDENCE = {"articles": ("article:a",), "quotes": ("q",), "starts": (0,), "ends": (1,), "fields": ("text",)}
GRAPH = PropertyGraph(
    [
        Node("article:a", frozenset({Label.ARTICLE}), {"name": "\u202ex\x1b[31m\0 é 🪨\u2028"}),
        Node("KZ", COUNTRY, {"source": "seeds", "name": "Kazakhstan"}),
        Node("US", COUNTRY, {"source": "seeds"}),
        Node("gallium", frozenset({Label.MINERAL}), {"source": "seeds"}),
        Node("metals", frozenset({Label.MINERAL}), {"source": "seeds"}),
    ],
    [
        Edge("KZ", RelType.HOLDS, "gallium", "1 t", {**EVIDENCE, "confidence": 1.0}),
        Edge("gallium", RelType.PART_OF, "metals", "", {"source": "seeds"}),
    ],
)


def test_lines_are_sorted_and_safe_to_print():
    assert list(dump_lines(GRAPH)) == [
        'node "KZ" ["Actor","Country","Region"] {"name":"Kazakhstan","source":"seeds"}',
        r'node "article:a" ["Article"] {"name":"\u202ex\u001b[31m\u0000 é 🪨\u2028"}',
        'node "gallium" ["Mineral"] {"source":"seeds"}',
        'edge "KZ" "HOLDS" "gallium" "1 t" {"articles":["article:a"],"confidence":1.0,"ends":[1],"fields":["text"],'
        '"quotes":["q"],"starts":[0]}',
    ]


def test_a_line_can_be_read_back():
    line = next(line for line in dump_lines(GRAPH) if "article:a" in line)
    properties = json.loads(line[line.index("{") :])
    assert properties == GRAPH.node("article:a").properties


def test_reference_data_is_shown_where_articles_reach_it():
    assert reached(GRAPH) == {"article:a", "KZ", "gallium"}
    assert '"metals"' not in dump(GRAPH)
    assert dump(GRAPH, everything=True).count("\n") == 7


def test_counts():
    assert counts(GRAPH)[-2:] == [
        {"what": "node", "name": "all", "count": 3},
        {"what": "edge", "name": "all", "count": 1},
    ]
    assert {"what": "node", "name": "Mineral", "count": 1} in counts(GRAPH)
    assert {"what": "node", "name": "Mineral", "count": 2} in counts(GRAPH, everything=True)
