// Who is tied to whom by which deal: each pair of parties once, or seen from the country or actor asked for.
// Every parameter may be null, which means any.
// To begin where an index leads: with the deals of who is asked for, and of those that may count for them.
CALL () {
  UNWIND CASE WHEN $country IS NULL THEN [1] ELSE [] END AS every
  MATCH (deal:Agreement)
  RETURN deal
  UNION
  MATCH (:Actor {id: $country})<-[:BASED_IN|MEMBER_OF|WAS_MEMBER_OF*0..2]-(:Actor)-[:SIGNS|PARTY_TO]->(deal:Agreement)
  RETURN deal
}
MATCH (actor:Actor)-[:SIGNS|PARTY_TO]->(deal)<-[:SIGNS|PARTY_TO]-(partner:Actor)
WITH DISTINCT actor, deal, partner
WITH actor, deal, partner, deal.status AS status, coalesce(deal.date, deal.first_reported) AS day,
  CASE
    WHEN $mineral IS NULL OR EXISTS { (deal)-[:CONCERNS]->(:Mineral {id: $mineral}) } THEN 'exact'
    WHEN EXISTS { (deal)-[:CONCERNS]->(:Mineral)-[:PART_OF*1..]->(:Mineral {id: $mineral}) }
      OR ($mineral = 'critical-minerals' AND EXISTS { (deal)-[:CONCERNS]->(:Mineral) }) THEN 'narrower'
    WHEN EXISTS { (:Mineral {id: $mineral})-[:PART_OF*1..]->(:Mineral)<-[:CONCERNS]-(deal) }
      OR EXISTS { (deal)-[:CONCERNS]->(:Mineral {id: 'critical-minerals'}) } THEN 'broader'
  END AS fit
WHERE fit IS NOT NULL
  AND ($status IS NULL OR status = $status)
  // Without a country, each pair stands once; with one, from its side.
  AND (($country IS NULL AND actor.id < partner.id) OR ($country IS NOT NULL AND actor.id <> partner.id))
  // Members of an alliance are those on the day of the deal.
  AND ($country IS NULL OR actor.id = $country
    OR EXISTS { (actor)-[:BASED_IN]->(:Actor {id: $country}) }
    OR EXISTS {
      MATCH (actor)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $country})
      WHERE none(each IN based WHERE coalesce(each.seat, false))
        AND (membership.until IS NULL OR day < membership.until)
        AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
    })
  // Dates may be years or months: one that may lie in the period counts.
  AND ($since IS NULL OR left($since, size(day)) <= day)
  AND ($until IS NULL OR left(day, size($until)) <= $until)
// One row a report: the first quote of each article.
MATCH (article:Article)-[report:REPORTS]->(deal)
RETURN
  actor.name AS actor,
  actor.id AS actor_id,
  CASE WHEN actor:Country THEN [actor.id]
    ELSE COLLECT { MATCH (actor)-[:BASED_IN]->(home:Country) RETURN home.id AS code ORDER BY code } END
    AS actor_home,
  partner.name AS partner,
  partner.id AS partner_id,
  CASE WHEN partner:Country THEN [partner.id]
    ELSE COLLECT { MATCH (partner)-[:BASED_IN]->(home:Country) RETURN home.id AS code ORDER BY code } END
    AS partner_home,
  deal.name AS agreement,
  deal.id AS agreement_id,
  deal.kind AS kind,
  status,
  deal.date AS status_date,
  COLLECT { MATCH (deal)-[:CONCERNS]->(mineral:Mineral) RETURN mineral.id AS id ORDER BY id } AS minerals,
  fit AS `match`,
  article.name AS article,
  article.id AS article_id,
  article.date AS date,
  article.url AS url,
  report.quotes[0] AS quote
ORDER BY
  CASE fit WHEN 'exact' THEN 0 WHEN 'narrower' THEN 1 ELSE 2 END,
  CASE status
    WHEN 'signed' THEN 0 WHEN 'actual' THEN 1 WHEN 'in_force' THEN 2 WHEN 'announced' THEN 3 WHEN 'planned' THEN 4
    WHEN 'negotiating' THEN 5 WHEN 'proposed' THEN 6 WHEN 'possible' THEN 7 WHEN 'suspended' THEN 8
    WHEN 'ended' THEN 9 WHEN 'halted' THEN 10 ELSE 11
  END,
  actor, actor_id, partner, partner_id, agreement_id, date, article_id
