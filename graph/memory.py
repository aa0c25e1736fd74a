"""The embedded store: one SQLite file, and the graph that it holds in memory."""

from graph.propertygraph import PropertyGraph

__all__ = ["PropertyGraph"]
