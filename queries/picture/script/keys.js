// keys: the drawing by keyboard. Arrows go from mark to mark in the direction that they point.
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
let walked = null;

function spotsNow() {
  if (state.view === "map") return mapMarks().map(({ node, x, y }) => ({ id: node.id, x, y }));
  return data.nodes.filter((node) => shown.nodes.has(node.id)).map(({ id, x, y }) => ({ id, x, y }));
}

// The nearest mark that lies more ahead than aside.
function ahead(from, [dx, dy], spots) {
  let best = null;
  for (const spot of spots) {
    const along = (spot.x - from.x) * dx + (spot.y - from.y) * dy;
    const aside = Math.abs((spot.x - from.x) * dy) + Math.abs((spot.y - from.y) * dx);
    if (spot.id !== from.id && along > 0 && aside <= along && (!best || along + aside < best.far)) best = { id: spot.id, far: along + aside };
  }
  return best && best.id;
}

function walk(direction) {
  const spots = spotsNow();
  const from = spots.find(({ id }) => id === (state.node || walked));
  const next = from ? ahead(from, direction, spots) : spots.length ? spots.reduce((a, b) => (tiesOf.get(b.id).length > tiesOf.get(a.id).length ? b : a)).id : null;
  if (!next) return;
  walked = next;
  choose(next, false);
}

function onKey(event) {
  const zoom = state.view === "map" ? zoomMap : zoomNetwork;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (DIRECTIONS[event.key]) walk(DIRECTIONS[event.key]);
  else if (event.key === "+" || event.key === "=") zoom(1.3);
  else if (event.key === "-") zoom(1 / 1.3);
  else if (event.key === "0") fitView();
  else if (event.key === "Enter" && state.node) byId("panel").focus();
  else if (event.key === "Escape") choose(null);
  else return;
  event.preventDefault();
}

function listenToKeys() {
  for (const box of [networkBox, mapBox]) box.addEventListener("keydown", onKey);
  byId("panel").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { choose(null); (state.view === "map" ? mapBox : networkBox).focus(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); byId("wanted").focus(); }
  });
}
