"use strict";
// Everything that comes from an article is set as text (textContent), never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const panel = document.getElementById("panel");
const ink = getComputedStyle(document.body).color;

function element(tag, text, parent) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.appendChild(made);
  return made;
}

// The heading, the facts and the quotes of a node or an edge, with its articles; `limit` quotes at most.
function describe(thing, heading, limit) {
  const box = document.createElement("div");
  element("h2", heading, box);
  element("p", [thing.kind, ...(thing.names || []).filter((name) => name !== heading)].join(" · "), box).className = "kind";
  const facts = element("dl", undefined, box);
  for (const [name, value] of thing.facts) {
    element("dt", name.replaceAll("_", " "), facts);
    element("dd", value, facts);
  }
  for (const { quote, title, date, url } of thing.quotes.slice(0, limit)) {
    const block = element("blockquote", undefined, box);
    element("p", quote, block);
    const source = element("cite", [title, date].filter(Boolean).join(", "), block);
    if (/^https?:\/\//i.test(url)) {
      source.append(" ");
      const link = element("a", url, source);
      link.href = url;
      link.rel = "noopener noreferrer";
    }
  }
  return box;
}

const named = new Map(data.nodes.map((node) => [node.id, node.name]));
const edgeHeading = (edge) => `${named.get(edge.from)} → ${named.get(edge.to)}`;

const nodes = new vis.DataSet(data.nodes.map((node) => ({
  ...node, title: describe(node, node.name, 2), font: { color: node.shape === "box" ? "#111" : ink },
})));
const edges = new vis.DataSet(data.edges.map((edge, id) => ({ ...edge, id, title: describe(edge, edgeHeading(edge), 2) })));
const network = new vis.Network(document.getElementById("network"), { nodes, edges }, data.options);
network.fit({ animation: false });

function choose(id) {
  const node = nodes.get(id);
  if (!node) return;
  panel.replaceChildren(describe(node, node.name, Infinity));
  network.selectNodes([id]);
  network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: false });
}

network.on("selectNode", ({ nodes: [id] }) => panel.replaceChildren(describe(nodes.get(id), nodes.get(id).name, Infinity)));
network.on("selectEdge", ({ nodes: chosen, edges: [id] }) => {
  if (!chosen.length) panel.replaceChildren(describe(edges.get(id), edgeHeading(edges.get(id)), Infinity));
});

const search = document.getElementById("search");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
for (const name of new Set(data.nodes.flatMap((node) => [node.name, ...node.names]))) {
  element("option", undefined, document.getElementById("names")).value = name;
}
search.addEventListener("change", () => {
  const wanted = fold(search.value.trim());
  if (!wanted) return;
  const all = data.nodes.map((node) => ({ id: node.id, forms: [node.name, ...node.names].map(fold) }));
  const hit = all.find(({ forms }) => forms.includes(wanted)) || all.find(({ forms }) => forms.some((form) => form.includes(wanted)));
  if (hit) choose(hit.id);
  else panel.replaceChildren(element("p", `Nothing here is called “${search.value}”. · Rien ici ne s'appelle « ${search.value} ».`));
});

document.getElementById("count").textContent = `${nodes.length} nodes · ${edges.length} edges`;
window.lodegraph = { choose, network };
