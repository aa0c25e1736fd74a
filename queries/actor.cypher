// Everything that articles say of one actor, or of the companies of a country or the present members of an alliance.
MATCH (:Actor {id: $actor})<-[:BASED_IN|MEMBER_OF*0..2]-(actor:Actor)
WITH DISTINCT actor
MATCH (actor)-[tie:SIGNS|PARTY_TO|SUPPLIES|IMPOSES|TARGETS|OPERATES|BASED_IN]-(other)
WHERE tie.quotes IS NOT NULL
  AND (actor.id = $actor
    OR EXISTS { (actor)-[:BASED_IN|MEMBER_OF]->(:Actor {id: $actor}) }
    OR EXISTS {
      MATCH (actor)-[based:BASED_IN]->(:Country)-[:MEMBER_OF]->(:Actor {id: $actor})
      WHERE NOT coalesce(based.seat, false)
    })
OPTIONAL MATCH (deal:Agreement {id: tie.agreement})
WITH actor, tie, other, coalesce(deal.status, tie.status, other.status) AS status,
  startNode(tie) = actor AS outward
UNWIND range(0, size(tie.quotes) - 1) AS position
MATCH (article:Article {id: tie.articles[position]})
RETURN
  actor.name AS actor,
  actor.id AS actor_id,
  type(tie) AS relation,
  outward,
  other.name AS other,
  other.id AS other_id,
  tie.role AS role,
  tie.mineral AS mineral,
  status,
  article.name AS article,
  article.id AS article_id,
  article.date AS date,
  article.url AS url,
  tie.quotes[position] AS quote
ORDER BY
  actor, actor_id, relation, outward,
  CASE status
    WHEN 'signed' THEN 0 WHEN 'actual' THEN 1 WHEN 'in_force' THEN 2 WHEN 'announced' THEN 3 WHEN 'planned' THEN 4
    WHEN 'negotiating' THEN 5 WHEN 'proposed' THEN 6 WHEN 'possible' THEN 7 WHEN 'suspended' THEN 8
    WHEN 'ended' THEN 9 WHEN 'halted' THEN 10 ELSE 11
  END,
  other, other_id, role, mineral, tie.status, tie.basis, tie.agreement, date, article_id, position
