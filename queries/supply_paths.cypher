// The chain region - supplier - deal - buyer - country, with what the text says of the region (or else of the deal).
// Every parameter may be null, which means any.
// To begin where an index leads: with the flows of the buyer, else of the supplier, and those that may count for them.
CALL () {
  UNWIND CASE WHEN $buyer IS NULL AND $supplier IS NULL THEN [1] ELSE [] END AS every
  MATCH (:Actor)-[flow:SUPPLIES]->(:Actor)
  RETURN flow
  UNION
  MATCH (:Actor {id: $buyer})<-[:BASED_IN|MEMBER_OF|WAS_MEMBER_OF*0..2]-(:Actor)<-[flow:SUPPLIES]-(:Actor)
  RETURN flow
  UNION
  MATCH (:Actor {id: $supplier})<-[:BASED_IN|MEMBER_OF|WAS_MEMBER_OF*0..2]-(:Actor)-[flow:SUPPLIES]->(:Actor)
  WHERE $buyer IS NULL
  RETURN flow
}
WITH flow, startNode(flow) AS supplier, endNode(flow) AS buyer
MATCH (mineral:Mineral {id: flow.mineral})
WITH DISTINCT flow, supplier, buyer, mineral
MATCH (deal:Agreement {id: flow.agreement})
WITH supplier, flow, buyer, mineral, deal, deal.status AS status,
  coalesce(deal.date, deal.first_reported) AS day,
  CASE
    WHEN $mineral IS NULL OR mineral.id = $mineral THEN 'exact'
    WHEN $mineral = 'critical-minerals' OR EXISTS { (mineral)-[:PART_OF*1..]->(:Mineral {id: $mineral}) }
      THEN 'narrower'
    WHEN mineral.id = 'critical-minerals' OR EXISTS { (:Mineral {id: $mineral})-[:PART_OF*1..]->(mineral) }
      THEN 'broader'
  END AS fit
WHERE fit IS NOT NULL
  AND ($status IS NULL OR $status IN [status, flow.status])
  // Members of an alliance are those on the day of the deal.
  AND ($buyer IS NULL OR buyer.id = $buyer
    OR EXISTS { (buyer)-[:BASED_IN]->(:Actor {id: $buyer}) }
    OR EXISTS {
      MATCH (buyer)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $buyer})
      WHERE none(each IN based WHERE coalesce(each.seat, false))
        AND (membership.until IS NULL OR day < membership.until)
        AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
    })
  AND ($supplier IS NULL OR supplier.id = $supplier
    OR EXISTS { (supplier)-[:BASED_IN]->(:Actor {id: $supplier}) }
    OR EXISTS {
      MATCH (supplier)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $supplier})
      WHERE none(each IN based WHERE coalesce(each.seat, false))
        AND (membership.until IS NULL OR day < membership.until)
        AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
    })
// DRAWS_FROM hangs on the deal itself, so that the regions of two deals cannot mix.
OPTIONAL MATCH (deal)-[draw:DRAWS_FROM]->(region:Region)
// A country is its own home; an actor without a known home keeps its row.
OPTIONAL MATCH (buyer)-[:BASED_IN]->(home:Country)
WITH supplier, flow, buyer, mineral, deal, status, fit, region, coalesce(draw, flow) AS told,
  CASE WHEN buyer:Country THEN buyer ELSE home END AS country
WITH DISTINCT supplier, flow, buyer, mineral, deal, status, fit, region, told, country
UNWIND range(0, size(told.quotes) - 1) AS position
MATCH (article:Article {id: told.articles[position]})
RETURN
  region.name AS region,
  region.id AS region_id,
  supplier.name AS supplier,
  supplier.id AS supplier_id,
  deal.name AS agreement,
  deal.id AS agreement_id,
  buyer.name AS buyer,
  buyer.id AS buyer_id,
  country.name AS country,
  country.id AS country_id,
  mineral.id AS mineral,
  fit AS `match`,
  status,
  article.name AS article,
  article.id AS article_id,
  article.date AS date,
  article.url AS url,
  told.quotes[position] AS quote
ORDER BY
  CASE fit WHEN 'exact' THEN 0 WHEN 'narrower' THEN 1 ELSE 2 END,
  CASE status
    WHEN 'signed' THEN 0 WHEN 'actual' THEN 1 WHEN 'in_force' THEN 2 WHEN 'announced' THEN 3 WHEN 'planned' THEN 4
    WHEN 'negotiating' THEN 5 WHEN 'proposed' THEN 6 WHEN 'possible' THEN 7 WHEN 'suspended' THEN 8
    WHEN 'ended' THEN 9 WHEN 'halted' THEN 10 ELSE 11
  END,
  region, region_id, supplier, supplier_id, agreement_id, buyer, buyer_id, country_id, mineral, date, article_id, position
