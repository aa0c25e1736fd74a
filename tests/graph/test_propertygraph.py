from graph.memory import PropertyGraph
from graph.model import Edge, Node
from graph.propertygraph import StoredProperties
from graph.schema import Label, RelType

COUNTRY = frozenset({Label.ACTOR, Label.REGION, Label.COUNTRY})
NODES = [Node("US", COUNTRY), Node("KZ", COUNTRY), Node("gallium", frozenset({Label.MINERAL}))]
EDGES = [
    Edge("KZ", RelType.SUPPLIES, "US", "gallium|planned", {"status": "planned"}),
    Edge("KZ", RelType.SUPPLIES, "US", "gallium|actual", {"status": "actual"}),
    Edge("KZ", RelType.PRODUCES, "gallium"),
]


def test_listings_are_sorted_and_take_types():
    graph = PropertyGraph(NODES, EDGES)
    assert [node.id for node in graph.nodes()] == ["KZ", "US", "gallium"]
    assert [node.id for node in graph.nodes(Label.MINERAL)] == ["gallium"]
    assert [edge.key for edge in graph.out("KZ", RelType.SUPPLIES)] == ["gallium|actual", "gallium|planned"]
    assert [edge.source for edge in graph.into("gallium")] == ["KZ"]
    assert [edge.type for edge in graph.edges(RelType.PRODUCES)] == [RelType.PRODUCES]
    assert graph.out("nowhere") == []
    assert graph.node("nowhere") is None


def test_networkx_keeps_parallel_edges():
    graph = PropertyGraph(NODES, EDGES).networkx
    assert graph.number_of_edges("KZ", "US") == 2
    assert graph["KZ"]["US"][RelType.SUPPLIES, "gallium|actual"]["properties"]["status"] == "actual"


def test_stored_properties_read_like_a_mapping():
    stored = StoredProperties('{"quotes": ["a", "b"], "confidence": 0.5}')
    assert dict(stored) == {"quotes": ("a", "b"), "confidence": 0.5}
    assert Edge("a", RelType.HOLDS, "b", "", stored) == Edge("a", RelType.HOLDS, "b", "", dict(stored))
