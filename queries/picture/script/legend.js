// legend: what shapes and lines mean, each a switch that hides what it stands for.
function drawLegend() {
  const kinds = byId("kinds");
  const focused = document.activeElement && document.activeElement.dataset.key;
  kinds.replaceChildren();
  for (const kind of Object.keys(data.kinds)) {
    const all = data.nodes.filter((node) => node.kind === kind);
    if (all.length) entry(kinds, "kinds", kind, said().kinds[kind], all.filter((node) => shown.nodes.has(node.id)).length, (label) => markOf(kind, label));
  }
  const lines_ = byId("lines");
  lines_.replaceChildren();
  const told = data.edges.filter((tie) => !tie.ground);
  const held = new Set([...told.map((tie) => tie.status), ...data.nodes.flatMap((node) => node.reports.map(([status]) => status))]);
  const events = [...shown.nodes].map((id) => nodeOf.get(id)).filter(isEvent);
  for (const status of [...Object.keys(data.statuses), ""].filter((each) => held.has(each))) {
    const count = events.filter((node) => shown.status.get(node.id) === status).length;
    entry(lines_, "statuses", status, statusWord(status), status && count ? count : null, (label) => strokeOf(status, label));
  }
  if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function entry(parent, set, value, text, count, draw) {
  const label = element("label", undefined, parent);
  const box = element("input", undefined, label, { type: "checkbox", "data-key": `${set}-${value}` });
  box.checked = !state[set].has(value);
  draw(label);
  element("span", text, label);
  if (count !== null) element("span", count, label, { class: "tally" });
  box.addEventListener("change", () => {
    const off = new Set(state[set]);
    if (box.checked) off.delete(value);
    else off.add(value);
    change({ [set]: off }, "filter");
  });
}
