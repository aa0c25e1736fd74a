// Who supplies a mineral to whom. Every parameter may be null, which means any.
// A flow is stated by an article, or follows from the roles in a deal (basis "agreement").
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
// Deal and status: "signed" and "proposed" are told apart from flows that simply are.
OPTIONAL MATCH (deal:Agreement {id: flow.agreement})
WITH supplier, flow, buyer, mineral, deal, coalesce(deal.status, flow.status) AS status,
  coalesce(deal.date, deal.first_reported) AS day,
  // A group of minerals counts its members; hits on a broader term are marked, not mixed in. Critical minerals in
  // general count as broader than every mineral.
  CASE
    WHEN $mineral IS NULL OR mineral.id = $mineral THEN 'exact'
    WHEN $mineral = 'critical-minerals' OR EXISTS { (mineral)-[:PART_OF*1..]->(:Mineral {id: $mineral}) }
      THEN 'narrower'
    WHEN mineral.id = 'critical-minerals' OR EXISTS { (:Mineral {id: $mineral})-[:PART_OF*1..]->(mineral) }
      THEN 'broader'
  END AS fit
WHERE fit IS NOT NULL
  AND ($status IS NULL OR $status IN [status, flow.status])
  // A country counts the companies based in it, an alliance its members on the day of the deal and their companies.
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
// One row a quote.
UNWIND range(0, size(flow.quotes) - 1) AS position
MATCH (article:Article {id: flow.articles[position]})
RETURN
  supplier.name AS supplier,
  supplier.id AS supplier_id,
  CASE WHEN supplier:Country THEN [supplier.id]
    ELSE COLLECT { MATCH (supplier)-[:BASED_IN]->(home:Country) RETURN home.id AS code ORDER BY code } END
    AS supplier_home,
  buyer.name AS buyer,
  buyer.id AS buyer_id,
  CASE WHEN buyer:Country THEN [buyer.id]
    ELSE COLLECT { MATCH (buyer)-[:BASED_IN]->(home:Country) RETURN home.id AS code ORDER BY code } END
    AS buyer_home,
  mineral.id AS mineral,
  fit AS `match`,
  status,
  deal.date AS status_date,
  flow.status AS flow,
  flow.basis AS basis,
  flow.share AS share,
  flow.amount AS amount,
  deal.name AS agreement,
  deal.id AS agreement_id,
  COLLECT { MATCH (deal)-[:DRAWS_FROM]->(region:Region) RETURN DISTINCT region.name AS name ORDER BY name } AS regions,
  article.name AS article,
  article.id AS article_id,
  article.date AS date,
  article.url AS url,
  flow.quotes[position] AS quote
ORDER BY
  CASE fit WHEN 'exact' THEN 0 WHEN 'narrower' THEN 1 ELSE 2 END,
  CASE status
    WHEN 'signed' THEN 0 WHEN 'actual' THEN 1 WHEN 'in_force' THEN 2 WHEN 'announced' THEN 3 WHEN 'planned' THEN 4
    WHEN 'negotiating' THEN 5 WHEN 'proposed' THEN 6 WHEN 'possible' THEN 7 WHEN 'suspended' THEN 8
    WHEN 'ended' THEN 9 WHEN 'halted' THEN 10 ELSE 11
  END,
  supplier, supplier_id, buyer, buyer_id, mineral, flow, basis, agreement_id, date, article_id, position
