// map: the same selection on a map of the world. Marks and letters keep their size on the screen at any zoom.
const mapBox = byId("map");
let mapSvg = null;
let mapView = null;
let mapLabels = [];
const ON_MAP = ["country", "region", "site"];

function mapMarks() {
  const piled = new Map();
  return data.nodes.filter((node) => shown.nodes.has(node.id) && node.spot && ON_MAP.includes(node.kind)).map((node) => {
    const [x, y, approximate] = node.spot;
    const key = `${x}|${y}`;
    const place = approximate ? (piled.get(key) || 0) + 1 : 0;
    if (approximate) piled.set(key, place);
    return { node, x, y, approximate, place };
  });
}

function openMap() {
  if (!mapSvg) {
    mapSvg = drawn("svg", mapBox, { "aria-hidden": "true" });
    listenToMap();
  }
  if (!mapView) fitMap();
  drawMap();
}

// The part of the world that the selection reaches, with some room around it.
function fitMap() {
  const spots = [...mapMarks(), ...arcsShown().flatMap(({ a, b }) => [{ x: a[0], y: a[1] }, { x: b[0], y: b[1] }])];
  const { width, height } = data.world;
  let [left, top, right, bottom] = [0, 0, width, height];
  if (spots.length) {
    const xs = spots.map(({ x }) => x);
    const ys = spots.map(({ y }) => y);
    [left, top, right, bottom] = [Math.min(...xs) - 60, Math.min(...ys) - 60, Math.max(...xs) + 60, Math.max(...ys) + 60];
  }
  const ratio = (mapBox.clientWidth || 1) / (mapBox.clientHeight || 1);
  const wide = Math.max(right - left, (bottom - top) * ratio, 160);
  mapView = { x: (left + right) / 2 - wide / 2, y: (top + bottom) / 2 - wide / ratio / 2, width: wide };
}

function zoomMap(factor, at = [0.5, 0.5]) {
  const ratio = mapBox.clientHeight / mapBox.clientWidth;
  const width = Math.min(Math.max(mapView.width / factor, 30), data.world.width * 3);
  mapView = { x: mapView.x + (mapView.width - width) * at[0], y: mapView.y + (mapView.width - width) * ratio * at[1], width };
  drawMap();
}

function drawMap() {
  const [wide, high] = [mapBox.clientWidth, mapBox.clientHeight];
  if (!wide) return;
  const unit = mapView.width / wide;
  mapSvg.replaceChildren();
  mapSvg.setAttribute("viewBox", `${mapView.x} ${mapView.y} ${mapView.width} ${high * unit}`);
  const near = neighbourhood();
  const marks = mapMarks();
  const touched = new Set(marks.filter(({ node }) => node.kind === "country").map(({ node }) => node.id));
  for (const [code, shape] of Object.entries(data.world.shapes)) {
    const land = drawn("path", mapSvg, { d: shape, class: touched.has(code) ? "land touched" : "land" });
    if (nodeOf.has(code)) land.addEventListener("click", () => choose(code));
  }
  for (const arc of arcsShown()) drawArc(arc, near);
  const spots = marks.map((mark) => drawSpot(mark, near, unit));
  mapLabels = placeLabels(spots.filter(({ far }) => !far), wide, high);
  for (const { text, tx, ty, size, bold } of mapLabels) {
    drawn("text", mapSvg, { x: mapView.x + tx * unit, y: mapView.y + (ty + size * 0.35) * unit, "font-size": size * unit, "stroke-width": 3 * unit, "text-anchor": "middle", ...(bold ? { "font-weight": 600 } : {}) }, text);
  }
}

function drawArc(arc, near) {
  const [colour, width] = data.families[arc.family];
  const [dashes, opacity] = data.statuses[arc.status] || [[], 1];
  const far = near && !(arc.node ? near.nodes.has(arc.node) && (state.node === arc.node || near.nodes.size > 0) : near.ties.has(arc.tie));
  drawn("path", mapSvg, { class: far ? "arc far" : "arc", d: bow(arc), stroke: colour, "stroke-width": width + (near && !far ? 1.2 : 0.4), "stroke-dasharray": dashes.join(" "), ...(far ? {} : { opacity }) });
  const reach = drawn("path", mapSvg, { class: "reach", d: bow(arc) });
  drawn("title", reach, {}, arc.node ? nameOf(arc.node) : `${nameOf(data.edges[arc.tie].from)} → ${nameOf(data.edges[arc.tie].to)}`);
  reach.addEventListener("click", () => (arc.node ? choose(arc.node) : chooseTie(arc.tie)));
}

function drawSpot({ node, x, y, approximate, place }, near, unit) {
  const [colour, shape, radius] = data.kinds[node.kind];
  const size = node.kind === "country" ? radius * 0.55 : radius * 0.75;
  // Marks whose place is not known stand in a ring around their country's point.
  const angle = place * 2.4;
  const [cx, cy] = approximate ? [x + Math.cos(angle) * 20 * unit, y + Math.sin(angle) * 20 * unit] : [x, y];
  const far = Boolean(near) && !near.nodes.has(node.id);
  const chosen = state.node === node.id;
  const mark = drawn("polygon", mapSvg, {
    class: `spot${approximate ? " approximate" : ""}${far ? " far" : ""}`, points: outline(shape, size * unit * (chosen ? 1.5 : 1), cx, cy), fill: colour,
    "stroke-width": unit * (approximate ? 2 : 1.2),
  });
  if (approximate) mark.style.stroke = colour;
  drawn("title", mark, {}, approximate ? `${nameOf(node.id)} (${word("approximate")})` : nameOf(node.id));
  mark.addEventListener("click", (event) => { event.stopPropagation(); choose(node.id); });
  return { id: node.id, text: plain(inLanguage(node.caption)), x: (cx - mapView.x) / unit, y: (cy - mapView.y) / unit, radius: size + 1, size: node.kind === "country" ? 12.5 : 11.5, rank: rankOf(node, near, null), forced: chosen, far, bold: node.kind === "country" };
}

function listenToMap() {
  let last = null;
  let travelled = 0;
  mapSvg.addEventListener("pointerdown", (event) => { last = [event.clientX, event.clientY]; travelled = 0; });
  mapSvg.addEventListener("pointermove", (event) => {
    if (!last || !event.buttons) return;
    const unit = mapView.width / mapBox.clientWidth;
    travelled += Math.abs(event.clientX - last[0]) + Math.abs(event.clientY - last[1]);
    mapView.x -= (event.clientX - last[0]) * unit;
    mapView.y -= (event.clientY - last[1]) * unit;
    last = [event.clientX, event.clientY];
    if (travelled > 4) drawMap();
  });
  mapSvg.addEventListener("pointerup", () => { last = null; });
  mapSvg.addEventListener("click", (event) => { if (event.target === mapSvg && travelled < 5) choose(null); });
  mapSvg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = mapBox.getBoundingClientRect();
    zoomMap(event.deltaY < 0 ? 1.25 : 0.8, [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
  }, { passive: false });
  new ResizeObserver(() => { if (state.view === "map" && mapView) drawMap(); }).observe(mapBox);
}
