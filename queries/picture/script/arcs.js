// arcs: what the map draws between countries. A deal joins its parties' countries, a flow its ends, a measure who imposes
// it and whom it targets.
const ENDS_MOST = 6;

function arcsShown() {
  const arcs = [];
  const events = new Map();
  for (const tie of shown.ties) {
    if (tie.type === "SUPPLIES") add(arcs, tie.from, tie.to, { node: null, tie: tie.number, family: "flow", status: tie.status });
    if (["SIGNS", "PARTY_TO", "IMPOSES"].includes(tie.type)) ends(events, tie.to).from.push(tie.from);
    if (tie.type === "TARGETS") ends(events, tie.from).to.push(tie.to);
  }
  for (const [id, { from, to }] of events) {
    const node = nodeOf.get(id);
    const drawn = { node: id, tie: null, family: node.kind === "measure" ? "measure" : "deal", status: shown.status.get(id) };
    const seats = distinct(from);
    const targets = node.kind === "measure" ? distinct(to) : [];
    if (targets.length) for (const source of seats) for (const target of targets) add(arcs, source, target, drawn);
    else seats.slice(0, ENDS_MOST).forEach((source, place) => seats.slice(place + 1, ENDS_MOST).forEach((target) => add(arcs, source, target, drawn)));
  }
  // Arcs between the same two places fan out.
  const fans = new Map();
  for (const arc of arcs) {
    const key = [arc.a.join(), arc.b.join()].sort().join("|");
    arc.turn = fans.get(key) || 0;
    fans.set(key, arc.turn + 1);
  }
  return arcs;
}

function ends(events, id) {
  if (!events.has(id)) events.set(id, { from: [], to: [] });
  return events.get(id);
}

// One actor for each place: two companies of one country make one end.
function distinct(ids) {
  const seats = new Map();
  for (const id of [...new Set(ids)].sort()) if (nodeOf.get(id).spot) seats.set(nodeOf.get(id).spot.slice(0, 2).join(), id);
  return [...seats.values()];
}

function add(arcs, from, to, drawn) {
  const [a, b] = [nodeOf.get(from).spot, nodeOf.get(to).spot];
  if (a && b && (a[0] !== b[0] || a[1] !== b[1])) arcs.push({ ...drawn, a: a.slice(0, 2), b: b.slice(0, 2) });
}

// A bow upward from end to end, steeper with each arc that runs beside it.
function bow({ a: [ax, ay], b: [bx, by], turn }) {
  const [dx, dy] = [bx - ax, by - ay];
  const lift = (0.18 + 0.09 * turn) * (dx < 0 || (dx === 0 && dy < 0) ? -1 : 1);
  return `M${ax} ${ay}Q${((ax + bx) / 2 + dy * lift).toFixed(1)} ${((ay + by) / 2 - dx * lift).toFixed(1)} ${bx} ${by}`;
}
