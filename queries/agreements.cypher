// The agreements of an actor (with those based in it, its members and parts), on a mineral (with its members).
// $actor, $other and $mineral are ids or null; $status is a status or null; $since a date or null.
MATCH (deal:Agreement)
WHERE ($status IS NULL OR deal.status = $status)
  AND ($since IS NULL OR deal.date >= left($since, size(deal.date)))
WITH deal, COLLECT { MATCH (p:Actor)-[:SIGNS|PARTY_TO]->(deal) RETURN DISTINCT p } AS actors
WHERE ($actor IS NULL OR any(p IN actors WHERE EXISTS {
        MATCH (p)-[:BASED_IN|MEMBER_OF|PART_OF*0..4]->(:Actor {id: $actor}) }))
  AND ($other IS NULL OR any(p IN actors WHERE EXISTS {
        MATCH (p)-[:BASED_IN|MEMBER_OF|PART_OF*0..4]->(:Actor {id: $other}) }))
  AND ($actor IS NULL OR $other IS NULL OR size(actors) > 1)
  AND ($mineral IS NULL OR EXISTS { MATCH (deal)-[:CONCERNS]->(:Mineral)-[:PART_OF*0..4]->(:Mineral {id: $mineral}) })
CALL (deal) {
  MATCH (source:Article)-[report:REPORTS]->(deal)
  RETURN source, report ORDER BY source.id LIMIT 1
}
RETURN deal.name AS agreement,
       deal.status AS status,
       deal.kind AS kind,
       COLLECT { MATCH (p:Actor)-[:SIGNS|PARTY_TO]->(deal) WITH DISTINCT p RETURN p.name ORDER BY p.name } AS parties,
       COLLECT { MATCH (deal)-[:CONCERNS]->(m:Mineral) RETURN DISTINCT m.id ORDER BY m.id } AS minerals,
       deal.date AS deal_date,
       deal.quantity AS quantity,
       deal.value AS value,
       COUNT { (:Article)-[:REPORTS]->(deal) } AS reports,
       source.name AS article,
       source.date AS date,
       source.url AS url,
       report.quotes[0] AS quote
ORDER BY coalesce(deal_date, '') DESC, agreement, article, quote
