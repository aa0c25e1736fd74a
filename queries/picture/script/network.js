// network: the drawing of marks and ties, by vis-network, at places computed beforehand. Labels are drawn over it.
const networkBox = byId("network");
const BIG = 900;
let pointed = null;
let drawnLabels = [];

const visNodes = new vis.DataSet();
const visEdges = new vis.DataSet();
let network = null;
let lines = new Map();

const VIS_SHAPES = { hexagon: "hexagon", circle: "dot", square: "square", star: "star", diamond: "diamond", triangle: "triangle", wedge: "triangleDown" };

// The pentagon is none of vis-network's shapes.
const custom = (shape, colour, size, opacity) => ({ ctx, x, y }) => ({
  drawNode() {
    ctx.save();
    ctx.beginPath();
    for (const [px, py] of data.shapes[shape]) ctx.lineTo(x + px * size, y + py * size);
    ctx.closePath();
    ctx.globalAlpha = opacity;
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.restore();
  },
  nodeDimensions: { width: 2 * size, height: 2 * size },
});

// On a stage that is taller than wide the drawing stands upright.
function standUpright() {
  if (networkBox.clientHeight > networkBox.clientWidth) for (const node of data.nodes) [node.x, node.y] = [node.y, node.x];
}

function radiusOf(node) {
  const [, , radius] = data.kinds[node.kind];
  // In a crowd seen from afar the anchors must still be found.
  const crowd = Math.min(Math.max(Math.sqrt(shown.nodes.size / 200), 1), 2.5);
  return (radius + Math.min(Math.sqrt(tiesOf.get(node.id).length), 7)) * (node.kind === "country" ? crowd : 1);
}

function asNode(node, near) {
  const [colour, shape] = data.kinds[node.kind];
  const size = radiusOf(node);
  const far = near && !near.nodes.has(node.id);
  const chosen = state.node === node.id;
  const own = VIS_SHAPES[shape] ? { shape: VIS_SHAPES[shape] } : { shape: "custom", ctxRenderer: custom(shape, colour, size, far ? 0.15 : 1) };
  return {
    ...own, id: node.id, x: node.x, y: node.y, size, label: undefined, opacity: far ? 0.15 : 1, borderWidth: chosen ? 4 : 1,
    color: { background: colour, border: chosen ? theme.ink : theme.paper, highlight: { background: colour, border: theme.ink }, hover: { background: colour, border: theme.ink } },
  };
}

// Ties of one kind and status between the same two marks are one line.
function drawnLines() {
  const groups = new Map();
  for (const tie of shown.ties) {
    const status = shown.statusOf(tie);
    const key = [tie.from, tie.to, tie.family, (data.statuses[status] || [[], 1]).join("/")].join("\n");
    if (!groups.has(key)) groups.set(key, { key, from: tie.from, to: tie.to, family: tie.family, status, ties: [] });
    groups.get(key).ties.push(tie.number);
  }
  return groups;
}

function asEdge(line, near, beside) {
  // Thousands of lines are drawn thinner, or nothing else would be seen.
  const thin = Math.min(1, Math.max(1000 / lines.size, 0.25));
  const [colour, width] = data.families[line.family];
  const [dashes, opacity] = data.statuses[line.status] || [[], 1];
  const far = near && !line.ties.some((tie) => near.ties.has(tie));
  const ground = line.family === "ground";
  return {
    id: line.key, from: line.from, to: line.to, width: near && !far ? width + 1 : width, dashes: dashes.length ? dashes : false,
    color: { color: colour, highlight: colour, hover: colour, opacity: far ? 0.06 : opacity * (ground ? 0.5 : 0.85) * (near ? 1 : thin) },
    arrows: { to: { enabled: !ground && !far, scaleFactor: 0.4 } },
    smooth: beside ? { enabled: true, type: "curvedCW", roundness: 0.12 * beside } : false,
  };
}

function drawNetwork() {
  const near = neighbourhood();
  lines = drawnLines();
  const pairs = new Map();
  const edges = [...lines.values()].map((line) => {
    const pair = [line.from, line.to].sort().join("\n");
    const beside = pairs.get(pair) || 0;
    pairs.set(pair, beside + 1);
    return asEdge(line, near, line.from < line.to ? beside : -beside);
  });
  replace(visNodes, data.nodes.filter((node) => shown.nodes.has(node.id)).map((node) => asNode(node, near)));
  replace(visEdges, edges);
}

function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}

function openNetwork() {
  standUpright();
  drawNetwork();
  network = new vis.Network(networkBox, { nodes: visNodes, edges: visEdges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, multiselect: false, selectConnectedEdges: false, hideEdgesOnDrag: data.edges.length > BIG, tooltipDelay: 1e9 },
    nodes: { chosen: false }, edges: { chosen: false, hoverWidth: 1.5, selectionWidth: 1 },
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) choose(node);
    else if (edge !== undefined) chooseTie(lines.get(edge).ties[0]);
    else choose(null);
  });
  network.on("hoverNode", ({ node }) => { pointed = node; network.redraw(); });
  network.on("blurNode", () => { pointed = null; network.redraw(); });
  network.on("afterDrawing", drawLabels);
  fitNetwork();
}

function fitNetwork() {
  const nodes = [...shown.nodes];
  if (nodes.length && network) {
    network.fit({ nodes, animation: false, maxZoomLevel: 1.6 });
    network.moveTo({ scale: network.getScale() * 0.96, animation: false });
  }
}

function drawLabels(ctx) {
  const near = neighbourhood();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const scale = network.getScale();
  const spots = data.nodes.filter((node) => shown.nodes.has(node.id)).map((node) => {
    const { x, y } = network.canvasToDOM({ x: node.x, y: node.y });
    const size = LABEL.size + (node.kind === "country" ? 1.5 : 0);
    return { id: node.id, text: plain(inLanguage(node.caption)), x, y, size, radius: radiusOf(node) * scale, rank: rankOf(node, near, pointed),
      forced: node.id === pointed || node.id === state.node, far: Boolean(near) && !near.nodes.has(node.id), bold: node.kind === "country" };
  }).filter((spot) => !spot.far);
  spots.push(...flowSpots(near));
  drawnLabels = placeLabels(spots, ctx.canvas.clientWidth, ctx.canvas.clientHeight);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = theme.paper;
  // In one pass the halos, in the next the letters: no halo eats into a neighbour.
  for (const paint of ["strokeText", "fillText"]) {
    for (const label of drawnLabels) {
      ctx.font = `${label.bold ? "600 " : ""}${label.size}px ${LABEL.font}`;
      ctx.fillStyle = label.soft ? theme.soft : theme.ink;
      ctx[paint](label.text, label.tx, label.ty);
    }
  }
  ctx.restore();
}

// What flows is written on the line of a flow, where there is room.
function flowSpots(near) {
  return [...lines.values()].filter((line) => line.family === "flow" && (!near || line.ties.some((tie) => near.ties.has(tie)))).map((line) => {
    const [from, to] = [nodeOf.get(line.from), nodeOf.get(line.to)];
    const { x, y } = network.canvasToDOM({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
    const text = [...new Set(line.ties.flatMap((tie) => data.edges[tie].minerals))].map(nameOf).join(", ");
    return { id: line.key, text: plain(text), x, y, size: LABEL.size - 1, radius: 0, rank: near ? 4000 : 50, soft: true };
  }).filter(({ text }) => text);
}

function showOnNetwork(id) {
  const { x, y } = network.canvasToDOM({ x: nodeOf.get(id).x, y: nodeOf.get(id).y });
  const { clientWidth, clientHeight } = networkBox;
  if (x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 40 && network.getScale() > 0.45) return;
  network.moveTo({ position: { x: nodeOf.get(id).x, y: nodeOf.get(id).y }, scale: Math.max(network.getScale(), 0.7), animation: false });
}

const zoomNetwork = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 4), animation: false });
