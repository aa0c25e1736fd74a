// Agreements, with one row a report. Every parameter may be null, which means any.
// To begin where an index leads: with the deals of who is asked for, and of those that may count for them.
CALL () {
  UNWIND CASE WHEN coalesce($actor, $partner) IS NULL THEN [1] ELSE [] END AS every
  MATCH (deal:Agreement)
  RETURN deal
  UNION
  MATCH (:Actor {id: coalesce($actor, $partner)})<-[:BASED_IN|MEMBER_OF|WAS_MEMBER_OF*0..2]-(:Actor)-[:SIGNS|PARTY_TO]->(deal:Agreement)
  RETURN deal
}
WITH deal, deal.status AS status, coalesce(deal.date, deal.first_reported) AS day,
  CASE
    WHEN $mineral IS NULL OR EXISTS { (deal)-[:CONCERNS]->(:Mineral {id: $mineral}) } THEN 'exact'
    WHEN EXISTS { (deal)-[:CONCERNS]->(:Mineral)-[:PART_OF*1..]->(:Mineral {id: $mineral}) }
      OR ($mineral = 'critical-minerals' AND EXISTS { (deal)-[:CONCERNS]->(:Mineral) }) THEN 'narrower'
    WHEN EXISTS { (:Mineral {id: $mineral})-[:PART_OF*1..]->(:Mineral)<-[:CONCERNS]-(deal) }
      OR EXISTS { (deal)-[:CONCERNS]->(:Mineral {id: 'critical-minerals'}) } THEN 'broader'
  END AS fit
WHERE fit IS NOT NULL
  AND ($kind IS NULL OR deal.kind = $kind)
  AND ($status IS NULL OR status = $status)
  // A country counts the companies based in it, an alliance its members on the day of the deal and their companies.
  AND ($actor IS NULL OR EXISTS {
    MATCH (party:Actor)-[:SIGNS|PARTY_TO]->(deal)
    WHERE party.id = $actor
      OR EXISTS { (party)-[:BASED_IN]->(:Actor {id: $actor}) }
      OR EXISTS {
        MATCH (party)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $actor})
        WHERE none(each IN based WHERE coalesce(each.seat, false))
          AND (membership.until IS NULL OR day < membership.until)
          AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
      }
  })
  AND ($partner IS NULL OR EXISTS {
    MATCH (party:Actor)-[:SIGNS|PARTY_TO]->(deal)
    WHERE party.id = $partner
      OR EXISTS { (party)-[:BASED_IN]->(:Actor {id: $partner}) }
      OR EXISTS {
        MATCH (party)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $partner})
        WHERE none(each IN based WHERE coalesce(each.seat, false))
          AND (membership.until IS NULL OR day < membership.until)
          AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
      }
  })
  // Dates may be years or months: one that may lie in the period counts.
  AND ($since IS NULL OR left($since, size(day)) <= day)
  AND ($until IS NULL OR left(day, size($until)) <= $until)
  // Actor and partner are two parties, not the same one twice.
  AND ($actor IS NULL OR $partner IS NULL OR EXISTS {
    MATCH (one:Actor)-[:SIGNS|PARTY_TO]->(deal)<-[:SIGNS|PARTY_TO]-(other:Actor)
    WHERE one <> other
      AND (one.id = $actor
        OR EXISTS { (one)-[:BASED_IN]->(:Actor {id: $actor}) }
        OR EXISTS {
          MATCH (one)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $actor})
          WHERE none(each IN based WHERE coalesce(each.seat, false))
            AND (membership.until IS NULL OR day < membership.until)
            AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
        })
      AND (other.id = $partner
        OR EXISTS { (other)-[:BASED_IN]->(:Actor {id: $partner}) }
        OR EXISTS {
          MATCH (other)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $partner})
          WHERE none(each IN based WHERE coalesce(each.seat, false))
            AND (membership.until IS NULL OR day < membership.until)
            AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
        })
  })
MATCH (article:Article)-[report:REPORTS]->(deal)
RETURN
  deal.name AS agreement,
  deal.id AS agreement_id,
  deal.kind AS kind,
  status,
  deal.date AS status_date,
  coalesce(deal.order_inferred, false) AS order_inferred,
  coalesce(deal.denied, false) AS denied,
  COLLECT {
    MATCH (party:Actor)-[:SIGNS|PARTY_TO]->(deal) RETURN DISTINCT party.name AS name ORDER BY name
  } AS parties,
  COLLECT { MATCH (deal)-[:CONCERNS]->(mineral:Mineral) RETURN mineral.id AS id ORDER BY id } AS minerals,
  fit AS `match`,
  COLLECT { MATCH (deal)-[:DRAWS_FROM]->(region:Region) RETURN DISTINCT region.name AS name ORDER BY name } AS regions,
  deal.quantity AS quantity,
  deal.value AS value,
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
  status_date, agreement, agreement_id, date, article_id
