// page: puts the parts together. `choose` and `chooseTie` are what all parts call when something is pointed at.
const fitView = () => { if (state.view === "map") { fitMap(); drawMap(); } else fitNetwork(); };

function choose(id, move_ = true) {
  change({ node: id, tie: null }, "choice");
  if (id && state.view === "network") showOnNetwork(id);
  byId("told").textContent = id ? plain(`${said().kinds[nodeOf.get(id).kind]}: ${inLanguage(nodeOf.get(id).name)}`) : "";
  if (id && move_ && innerWidth <= 800) panel.scrollIntoView({ block: "start" });
}

function chooseTie(number) {
  change({ node: null, tie: number }, "choice");
  byId("told").textContent = plain(`${nameOf(data.edges[number].from)} → ${nameOf(data.edges[number].to)}`);
  if (innerWidth <= 800) panel.scrollIntoView({ block: "start" });
}

function speak() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", word(each.dataset.label));
  for (const each of document.querySelectorAll("[data-placeholder]")) each.placeholder = word(each.dataset.placeholder);
  byId("language").lang = language === "fr" ? "en" : "fr";
  const notice = byId("left-out");
  notice.hidden = !data.leftOut;
  notice.textContent = word("left_out", { count: data.leftOut, all: data.leftOut + data.nodes.length });
}

function draw() {
  const all = data.nodes.length;
  const numbers = { nodes: shown.nodes.size, all, edges: shown.ties.length };
  const asOf = data.asOf ? ` · ${word("asof").toLowerCase()} ${data.asOf}` : "";
  byId("count").textContent = word(shown.nodes.size === all ? "nodes" : "count", numbers) + asOf;
  byId("none").hidden = shown.nodes.size > 0;
  const map = state.view === "map";
  networkBox.hidden = map;
  mapBox.hidden = !map;
  byId("to-network").setAttribute("aria-pressed", String(!map));
  byId("to-map").setAttribute("aria-pressed", String(map));
  const note = byId("map-note");
  note.hidden = !map;
  const off = [...shown.nodes].filter((id) => ["site", "region", "country"].includes(nodeOf.get(id).kind) && !nodeOf.get(id).spot).length;
  note.textContent = [word("approximate_key"), word("borders"), off ? word("off_map", { count: off }) : ""].filter(Boolean).join(" · ");
  if (map) openMap();
  else if (network) drawNetwork();
  else openNetwork();
}

function onChange(what) {
  if (what === "language") speak();
  if (what !== "choice") {
    const before = shown.nodes.size;
    refilter();
    drawControls();
    drawLegend();
    if (what === "filter") mapView = null;
    draw();
    if (what === "filter" && shown.nodes.size !== before) fitView();
  } else draw();
  drawPanel();
}

readTheme();
readHash();
speak();
listeners.push(onChange);
refilter();
drawControls();
drawLegend();
if (innerWidth <= 800) byId("filters").open = false;
draw();
drawPanel();
listenToControls();
listenToSearch();
listenToKeys();
byId("fit").addEventListener("click", fitView);
byId("closer").addEventListener("click", () => (state.view === "map" ? zoomMap : zoomNetwork)(1.3));
byId("farther").addEventListener("click", () => (state.view === "map" ? zoomMap : zoomNetwork)(1 / 1.3));
onTheme(() => { if (network) drawNetwork(); if (state.view === "map") drawMap(); }, fitView);
addEventListener("hashchange", () => { readHash(); speak(); onChange("filter"); });
// What tests and a reader's console may ask: the labels that are drawn, and where a mark is on the screen.
window.lodegraph = {
  labels: () => { if (network) network.redraw(); return (state.view === "map" ? mapLabels : drawnLabels).map(({ text, box }) => ({ text, ...box })); },
  place: (id) => network.canvasToDOM({ x: nodeOf.get(id).x, y: nodeOf.get(id).y }),
  shown: () => ({ nodes: [...shown.nodes], ties: shown.ties.length }),
};
