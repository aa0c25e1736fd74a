// dom: elements whose content is always text. Nothing on this page is ever parsed as markup.
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

function element(tag, text, parent, attributes = {}) {
  const made = document.createElement(tag);
  return fitted(made, text, parent, attributes);
}

function drawn(tag, parent, attributes = {}, text) {
  return fitted(document.createElementNS(SVG, tag), text, parent, attributes);
}

function fitted(made, text, parent, attributes) {
  if (text !== undefined && text !== null) made.textContent = plain(text);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (parent) parent.appendChild(made);
  return made;
}

// Only addresses of the web become links; anything else is shown as the text that it is.
function link(address, parent) {
  if (!/^https?:\/\/[^\s]+$/i.test(address)) return element("span", address, parent);
  return element("a", address.length > 90 ? `${address.slice(0, 89)}…` : address, parent, { href: address, rel: "noopener noreferrer", target: "_blank" });
}

const outline = (shape, size, x = 0, y = 0) => data.shapes[shape].map(([px, py]) => `${(x + px * size).toFixed(2)},${(y + py * size).toFixed(2)}`).join(" ");

function markOf(kind, parent) {
  const [colour, shape] = data.kinds[kind];
  const svg = drawn("svg", parent, { class: "mark", viewBox: "-1.3 -1.3 2.6 2.6", "aria-hidden": "true" });
  drawn("polygon", svg, { points: outline(shape, 1), fill: colour, stroke: "currentColor", "stroke-width": 0.12 });
}

function strokeOf(status, parent) {
  const [dashes, opacity] = data.statuses[status] || [[], 1];
  const svg = drawn("svg", parent, { class: "stroke", viewBox: "0 0 34 10", "aria-hidden": "true" });
  const bare = status ? {} : { "stroke-width": 1 };
  drawn("line", svg, { x1: 1, y1: 5, x2: 33, y2: 5, stroke: "currentColor", "stroke-width": 2.4, "stroke-dasharray": dashes.join(" "), opacity, ...bare });
}
