// How two entities are tied: the shortest chains of edges between them, each edge with a quote.
// Chains run along a closed list of types, at most $hops (8 or fewer) long, and not through a mineral: that two
// countries both have gallium ties nobody. Nor do they run through what is known from reference data alone, of which
// no article speaks. The first $limit chains are shown, one row an edge.
MATCH (origin:Actor|Region|Mineral|Agreement|Measure {id: $start})
WITH origin LIMIT 1 // ids are unique: one row, to be joined with one row
MATCH (goal:Actor|Region|Mineral|Agreement|Measure {id: $end})
WHERE origin <> goal
// A condition on all nodes is looked at during the search; one on inner nodes alone would be afterwards, on all chains.
MATCH chain = allShortestPaths(
  (origin)-[:SIGNS|PARTY_TO|CONCERNS|SOURCED_FROM|DRAWS_FROM|IMPOSES|TARGETS|SUPPLIES|HOLDS|PRODUCES
    |HAS_CAPACITY_FOR|HOSTS|OPERATES|BASED_IN|PART_OF*..8]-(goal)
)
WHERE all(node IN nodes(chain) WHERE node = origin OR node = goal
  OR (NOT node:Mineral AND EXISTS { (node)-[told]-() WHERE told.quotes IS NOT NULL }))
WITH chain WHERE length(chain) <= $hops
WITH chain,
  [node IN nodes(chain) | node.id] AS ids,
  [edge IN relationships(chain) | type(edge)] AS types,
  [edge IN relationships(chain) | startNode(edge).id] AS sources,
  // Parallel edges differ by what is in their identity.
  [edge IN relationships(chain) | coalesce(edge.role, '') + '|' + coalesce(edge.mineral, '') + '|'
    + coalesce(edge.status, '') + '|' + coalesce(edge.basis, '') + '|' + coalesce(edge.agreement, '') + '|'
    + coalesce(edge.amount, '')] AS keys
ORDER BY ids, types, sources, keys
LIMIT $limit
WITH collect(chain) AS chains
UNWIND range(0, size(chains) - 1) AS number
UNWIND range(0, length(chains[number]) - 1) AS step
WITH number + 1 AS path, step + 1 AS step, relationships(chains[number])[step] AS edge
WITH path, step, edge, startNode(edge) AS source, endNode(edge) AS target
// The deal that the edge belongs to: a flow's or origin's own, or the one at an end.
OPTIONAL MATCH (deal:Agreement {id: edge.agreement})
// Reference data carries no quote.
OPTIONAL MATCH (article:Article {id: edge.articles[0]})
RETURN
  path,
  step,
  source.name AS source,
  source.id AS source_id,
  type(edge) AS relation,
  target.name AS target,
  target.id AS target_id,
  coalesce(deal.status, edge.status, source.status, target.status) AS status,
  article.name AS article,
  article.id AS article_id,
  article.date AS date,
  article.url AS url,
  edge.quotes[0] AS quote
ORDER BY path, step
