// Who supplies a mineral to a country or actor: stated flows and those that follow from the roles in a deal.
// $mineral is a mineral's id; its members match as "narrower", the groups that it is in as "broader".
// $buyer is an actor's id or null; those based in it, its members and parts count too.
MATCH (asked:Mineral {id: $mineral})
MATCH (supplier:Actor)-[flow:SUPPLIES]->(buyer:Actor)
WHERE $buyer IS NULL
   OR EXISTS { MATCH (buyer)-[:BASED_IN|MEMBER_OF|PART_OF*0..4]->(:Actor {id: $buyer}) }
MATCH (mineral:Mineral {id: flow.mineral})
WITH supplier, flow, buyer, mineral,
     CASE
       WHEN mineral = asked THEN 0
       WHEN EXISTS { MATCH (mineral)-[:PART_OF*1..4]->(asked) } THEN 1
       WHEN mineral.id = 'critical-minerals' OR EXISTS { MATCH (asked)-[:PART_OF*1..4]->(mineral) } THEN 2
     END AS fit
WHERE fit IS NOT NULL
OPTIONAL MATCH (deal:Agreement {id: flow.agreement})
OPTIONAL MATCH (source:Article {id: flow.articles[0]})
WITH supplier, flow, buyer, mineral, fit, deal, source,
     CASE flow.status WHEN 'actual' THEN 0 WHEN 'planned' THEN 1 WHEN 'possible' THEN 2 ELSE 3 END AS rank
RETURN supplier.name AS supplier,
       COLLECT { MATCH (supplier)-[:BASED_IN]->(c:Country) RETURN DISTINCT c.id ORDER BY c.id } AS supplier_home,
       buyer.name AS buyer,
       COLLECT { MATCH (buyer)-[:BASED_IN]->(c:Country) RETURN DISTINCT c.id ORDER BY c.id } AS buyer_home,
       mineral.id AS mineral,
       ['exact', 'narrower', 'broader'][fit] AS match,
       flow.status AS status,
       deal.status AS deal_status,
       flow.basis AS basis,
       flow.share AS share,
       flow.amount AS amount,
       deal.name AS agreement,
       source.name AS article,
       source.date AS date,
       source.url AS url,
       flow.quotes[0] AS quote
ORDER BY fit, rank, supplier, buyer, mineral, agreement, share, amount
