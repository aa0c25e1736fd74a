// Where a mineral lies, is produced or can be: what regions hold, produce and can produce, and the sites on a mineral.
// Every parameter may be null, which means any.
MATCH (region:Region)-[resource:HOLDS|PRODUCES|HAS_CAPACITY_FOR|HOSTS]->(mineral:Mineral)
WITH region, resource, mineral,
  CASE type(resource)
    WHEN 'HOLDS' THEN 'reserves' WHEN 'PRODUCES' THEN 'production'
    WHEN 'HAS_CAPACITY_FOR' THEN 'capacity' ELSE 'site'
  END AS measure,
  CASE
    WHEN $mineral IS NULL OR mineral.id = $mineral THEN 'exact'
    WHEN $mineral = 'critical-minerals' OR EXISTS { (mineral)-[:PART_OF*1..]->(:Mineral {id: $mineral}) }
      THEN 'narrower'
    WHEN mineral.id = 'critical-minerals' OR EXISTS { (:Mineral {id: $mineral})-[:PART_OF*1..]->(mineral) }
      THEN 'broader'
  END AS fit
WHERE fit IS NOT NULL
  AND ($measure IS NULL OR measure = $measure)
  // A country counts the places in it.
  AND ($region IS NULL OR region.id = $region OR EXISTS { (region)-[:PART_OF*1..]->(:Region {id: $region}) })
UNWIND range(0, size(resource.quotes) - 1) AS position
MATCH (article:Article {id: resource.articles[position]})
RETURN
  region.name AS region,
  region.id AS region_id,
  CASE WHEN region:Country THEN [region.id]
    ELSE COLLECT { MATCH (region)-[:PART_OF*1..]->(home:Country) RETURN DISTINCT home.id AS code ORDER BY code } END
    AS countries,
  measure,
  mineral.id AS mineral,
  fit AS `match`,
  resource.amount AS amount,
  region.stage AS stage,
  resource.attributed_to AS attributed_to,
  article.name AS article,
  article.id AS article_id,
  article.date AS date,
  article.url AS url,
  resource.quotes[position] AS quote
ORDER BY
  CASE fit WHEN 'exact' THEN 0 WHEN 'narrower' THEN 1 ELSE 2 END,
  CASE measure WHEN 'production' THEN 0 WHEN 'capacity' THEN 1 WHEN 'reserves' THEN 2 ELSE 3 END,
  mineral, region, region_id, amount, date, article_id, position
