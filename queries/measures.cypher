// Acts of states on minerals: controls, bans, quotas, tariffs, sanctions... Every parameter may be null, which means any.
MATCH (imposer:Actor)-[:IMPOSES]->(deal:Measure)
WITH imposer, deal, deal.status AS status, coalesce(deal.date, deal.first_reported) AS day,
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
  // Members of an alliance are those on the day of the measure.
  AND ($imposer IS NULL OR imposer.id = $imposer
    OR EXISTS { (imposer)-[:BASED_IN]->(:Actor {id: $imposer}) }
    OR EXISTS {
      MATCH (imposer)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $imposer})
      WHERE none(each IN based WHERE coalesce(each.seat, false))
        AND (membership.until IS NULL OR day < membership.until)
        AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
    })
  AND ($target IS NULL OR EXISTS {
    MATCH (deal)-[:TARGETS]->(target:Actor)
    WHERE target.id = $target
      OR EXISTS { (target)-[:BASED_IN]->(:Actor {id: $target}) }
      OR EXISTS {
        MATCH (target)-[based:BASED_IN*0..1]->(:Actor)-[membership:MEMBER_OF|WAS_MEMBER_OF]->(:Actor {id: $target})
        WHERE none(each IN based WHERE coalesce(each.seat, false))
          AND (membership.until IS NULL OR day < membership.until)
          AND (membership.since IS NULL OR day IS NULL OR left(membership.since, size(day)) <= day)
      }
  })
  // Dates may be years or months: one that may lie in the period counts.
  AND ($since IS NULL OR left($since, size(day)) <= day)
  AND ($until IS NULL OR left(day, size($until)) <= $until)
// One row a report: the first quote of each article.
MATCH (article:Article)-[report:REPORTS]->(deal)
RETURN
  deal.name AS measure,
  deal.id AS measure_id,
  imposer.name AS imposer,
  imposer.id AS imposer_id,
  COLLECT { MATCH (deal)-[:TARGETS]->(target:Actor) RETURN DISTINCT target.name AS name ORDER BY name } AS targets,
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
  status_date, imposer, imposer_id, measure_id, date, article_id
