"""The canned queries by name. A new one is a file pair and a line here."""

from queries import actor, agreements, alliances, measures, paths, sources, suppliers, supply_paths, timeline
from queries.query import Query

CATALOGUE: dict[str, Query] = {
    module.QUERY.name: module.QUERY
    for module in (suppliers, supply_paths, alliances, agreements, measures, sources, paths, timeline, actor)
}
