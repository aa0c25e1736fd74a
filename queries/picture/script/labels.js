// labels: which labels are shown. No two overlap and none lies on another mark; those that matter most come first.
const LABEL = { size: 12, gap: 3, font: '"system-ui", "Segoe UI", "DejaVu Sans", sans-serif' };
const measuring = document.createElement("canvas").getContext("2d");
const widths = new Map();

function widthOf({ text, size, bold }) {
  const key = `${size}|${bold}|${text}`;
  if (!widths.has(key)) {
    measuring.font = `${bold ? "600 " : ""}${size}px ${LABEL.font}`;
    widths.set(key, measuring.measureText(text).width);
  }
  return widths.get(key);
}

// Spots: { id, text, x, y, radius, rank, size, forced } in screen pixels. Gives those whose labels fit, with the place of
// the text's middle. A label may stand on any side of its mark.
function placeLabels(spots, width, height) {
  const taken = new Grid();
  // Marks of a few pixels hide behind a label; the letters are worth more.
  for (const { x, y, radius, id } of spots) if (radius > 3) taken.add({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, id });
  for (const box of covered()) taken.add(box);
  const placed = [];
  for (const spot of [...spots].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))) {
    if (spot.x < -60 || spot.y < -30 || spot.x > width + 60 || spot.y > height + 30) continue;
    const half = widthOf(spot) / 2;
    const high = spot.size * 1.2;
    const off = spot.radius + LABEL.gap;
    const [aside, beyond] = [0.7 * off + half, 0.7 * off + high / 2];
    const places = [
      [spot.x, spot.y + off + high / 2], [spot.x, spot.y - off - high / 2],
      [spot.x + off + half, spot.y], [spot.x - off - half, spot.y],
      [spot.x + aside, spot.y + beyond], [spot.x - aside, spot.y + beyond], [spot.x + aside, spot.y - beyond], [spot.x - aside, spot.y - beyond],
      [spot.x + half * 0.6, spot.y + off + high / 2], [spot.x - half * 0.6, spot.y + off + high / 2],
      [spot.x + half * 0.6, spot.y - off - high / 2], [spot.x - half * 0.6, spot.y - off - high / 2],
    ].map(([x, y]) => [Math.min(Math.max(x, half + 2), Math.max(width - half - 2, half + 2)), y]);
    const boxes = places.map(([x, y]) => ({ left: x - half - 2, right: x + half + 2, top: y - high / 2, bottom: y + high / 2, id: spot.id }));
    let chosen = boxes.findIndex((box) => !taken.meets(box));
    // A country is named even where its letters must lie on a lesser mark, but never on other letters.
    if (chosen < 0 && (spot.bold || spot.forced)) chosen = boxes.findIndex((box) => !taken.meets(box, true));
    if (chosen < 0 && !spot.forced) continue;
    chosen = Math.max(chosen, 0);
    taken.add({ ...boxes[chosen], id: undefined });
    placed.push({ ...spot, tx: places[chosen][0], ty: places[chosen][1], box: boxes[chosen] });
  }
  return placed;
}

// What of the stage lies under buttons.
function covered() {
  const stage = byId("stage").getBoundingClientRect();
  const box = document.querySelector(".zoom").getBoundingClientRect();
  return [{ left: box.left - stage.left, right: box.right - stage.left, top: box.top - stage.top, bottom: box.bottom - stage.top }];
}

// Boxes by cells of the screen, so that thousands are compared with few.
class Grid {
  constructor() { this.cells = new Map(); }

  * around(box) {
    for (let column = Math.floor(box.left / 64); column <= box.right / 64; column += 1) {
      for (let row = Math.floor(box.top / 64); row <= box.bottom / 64; row += 1) yield `${column}:${row}`;
    }
  }

  add(box) {
    for (const key of this.around(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  // Whether a box meets another that is not of its own mark; or only letters and buttons, which have no mark.
  meets(box, lettersOnly = false) {
    for (const key of this.around(box)) {
      for (const other of this.cells.get(key) || []) {
        const own = other.id !== undefined && (lettersOnly || other.id === box.id);
        if (!own && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return true;
      }
    }
    return false;
  }
}

// How much a mark's label matters: what is chosen and pointed at, its neighbours, countries, then by ties.
function rankOf(node, near, pointed) {
  const base = Math.min(tiesOf.get(node.id).length, 400) + (node.kind === "country" ? 1000 : node.kind === "agreement" || node.kind === "mineral" ? 100 : 0);
  if (node.id === pointed || node.id === state.node) return 10000 + base;
  return near && near.nodes.has(node.id) ? 5000 + base : base;
}
