// Every report of a deal (or of all deals between two parties on a mineral) in the order of what it tells.
// Every parameter may be null, which means any.
// To begin where an index leads: with the deals of who is asked for, and of those that may count for them.
CALL () {
  UNWIND CASE WHEN coalesce($agreement, $actor, $partner) IS NULL THEN [1] ELSE [] END AS every
  MATCH (deal:Agreement)
  RETURN deal
  UNION
  MATCH (deal:Agreement {id: $agreement})
  RETURN deal
  UNION
  MATCH (:Actor {id: coalesce($actor, $partner)})<-[:BASED_IN|MEMBER_OF|WAS_MEMBER_OF*0..2]-(:Actor)-[:SIGNS|PARTY_TO]->(deal:Agreement)
  WHERE $agreement IS NULL
  RETURN deal
}
WITH deal, coalesce(deal.date, deal.first_reported) AS day
WHERE ($agreement IS NULL OR deal.id = $agreement)
  AND ($mineral IS NULL OR EXISTS { (deal)-[:CONCERNS]->(:Mineral {id: $mineral}) }
    OR EXISTS { (deal)-[:CONCERNS]->(:Mineral)-[:PART_OF*1..]->(:Mineral {id: $mineral}) }
    OR ($mineral = 'critical-minerals' AND EXISTS { (deal)-[:CONCERNS]->(:Mineral) }))
  // Members of an alliance are those on the day of the deal.
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
  report.status AS status,
  report.date AS status_date,
  report.kind AS kind,
  report.quantity AS quantity,
  report.value AS value,
  coalesce(report.denied, false) AS denied,
  article.name AS article,
  article.id AS article_id,
  article.date AS date,
  article.url AS url,
  report.quotes[0] AS quote
ORDER BY
  agreement, agreement_id,
  // The day of the status at the latest: a month or year that has not ended ends with the article.
  CASE
    WHEN status_date IS NULL OR date STARTS WITH status_date THEN date
    ELSE status_date + substring('-99-99', size(status_date) - 4)
  END,
  date,
  // On one day: from proposed to ended.
  CASE status
    WHEN 'proposed' THEN 0 WHEN 'negotiating' THEN 1 WHEN 'announced' THEN 2 WHEN 'signed' THEN 3 ELSE 4
  END,
  article_id
