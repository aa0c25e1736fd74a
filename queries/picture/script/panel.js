// panel: names, facts, history and quotes of what is chosen; else what there is to choose.
const panel = byId("panel");
const LISTED = 150;

function drawPanel() {
  panel.replaceChildren();
  panel.scrollTop = 0;
  if (state.node) nodePanel(nodeOf.get(state.node));
  else if (state.tie !== null) tiePanel(data.edges[state.tie]);
  else overview();
}

function overview() {
  element("h2", word("here"), panel);
  const tally = new Map();
  for (const id of shown.nodes) tally.set(nodeOf.get(id).kind, (tally.get(nodeOf.get(id).kind) || 0) + 1);
  const counted = Object.keys(data.kinds).filter((kind) => tally.has(kind));
  element("p", counted.map((kind) => `${tally.get(kind)} ${tally.get(kind) === 1 ? said().kinds[kind].toLowerCase() : said().plural[kind]}`).join(", ") || word("none"), panel, { class: "hint" });
  element("p", word("hint"), panel, { class: "hint" });
  const events = data.nodes.filter((node) => shown.nodes.has(node.id) && isEvent(node)).sort((a, b) => (dateOf(b) > dateOf(a) ? 1 : dateOf(b) < dateOf(a) ? -1 : 0));
  if (!events.length) return;
  element("h3", word("latest"), panel);
  const list = element("ul", undefined, panel);
  for (const node of events.slice(0, LISTED)) itemTo(node.id, list, inLanguage(node.name), dateOf(node));
  if (events.length > LISTED) element("p", word("more", { count: events.length - LISTED }), panel, { class: "fine" });
}

const dateOf = (node) => node.date || (node.reports.map(([, date]) => date).filter(Boolean).sort()[0]) || "";

// A line that leads to a mark: `before` and `after` say in muted words how it is tied.
function itemTo(id, list, text, date, before, after) {
  const button = element("button", undefined, element("li", undefined, list), { type: "button" });
  markOf(nodeOf.get(id).kind, button);
  const label = element("span", undefined, button);
  if (before) element("span", `${before} `, label, { class: "how" });
  element("span", text, label, { class: "name" });
  if (after) element("span", ` ${after}`, label, { class: "how" });
  if (date) element("time", date, button);
  button.addEventListener("click", () => choose(id));
}

function head(title, other) {
  const close = element("button", "✕", panel, { type: "button", class: "quiet close", "aria-label": word("close") });
  close.addEventListener("click", () => choose(null));
  element("h2", title, panel);
  if (other && other !== title) element("p", other, panel, { class: "other", lang: language === "en" ? "fr" : "en" });
}

function nodePanel(node) {
  head(inLanguage(node.name), inOther(node.name));
  const tags = element("p", undefined, panel, { class: "tags" });
  const kind = element("span", undefined, tags);
  markOf(node.kind, kind);
  element("span", said().kinds[node.kind], kind);
  const status = shown.status.get(node.id) || node.status;
  if (isEvent(node) && status) statusTag(status, tags, state.asof ? ` (${word("as_it_stood")} ${state.asof})` : "");
  if (node.spot && node.spot[2] && ["site", "region"].includes(node.kind)) element("span", word("approximate"), tags);
  for (const flag of node.flags) element("p", word(flag === "denied" ? "denied" : "inferred"), panel, { class: "fine" });
  facts(node.facts, node.kind);
  if (node.reports.length) history_(node.reports);
  const own = tiesOf.get(node.id).filter((tie) => shown.ties.includes(tie));
  if (own.length) tieList(node, own);
  quotes([...new Set([...node.quotes, ...own.flatMap((tie) => tie.quotes)])]);
}

function statusTag(status, parent, more = "") {
  const tag = element("span", undefined, parent);
  strokeOf(status, tag);
  element("span", statusWord(status) + more, tag);
}

function tiePanel(tie) {
  const beside = shown.ties.filter((other) => other.from === tie.from && other.to === tie.to);
  head(`${nameOf(tie.from)} → ${nameOf(tie.to)}`);
  for (const each of beside.length ? beside : [tie]) {
    const tags = element("p", undefined, panel, { class: "tags" });
    element("span", said().relations[each.type], tags);
    const status = shown.statusOf(each);
    if (status) statusTag(status, tags);
    facts(each.facts, "agreement");
  }
  const list = element("ul", undefined, panel);
  for (const id of new Set([tie.from, tie.to, ...beside.map(({ deal }) => deal)])) if (id && nodeOf.has(id)) itemTo(id, list, nameOf(id));
  quotes([...new Set(beside.flatMap((each) => each.quotes))]);
}

function facts(pairs, kind) {
  if (!pairs.length) return;
  const list = element("dl", undefined, panel);
  for (const [key, value] of pairs) {
    element("dt", said().keys[key] || key.replaceAll("_", " "), list);
    element("dd", valueWord(key, value, kind), list);
  }
}

function history_(reports) {
  element("h3", word("history"), panel);
  const list = element("ol", undefined, panel, { class: "history" });
  for (const [status, date, article] of reports) {
    const item = element("li", undefined, list);
    element("time", date || word("undated"), item);
    item.append(" · ");
    element("b", statusWord(status), item);
    element("br", undefined, item);
    cited(data.articles[article], item);
  }
}

function tieList(node, ties) {
  element("h3", word("ties"), panel);
  const list = element("ul", undefined, panel);
  const seen = new Set();
  for (const tie of ties) {
    const away = tie.from === node.id;
    const other = away ? tie.to : tie.from;
    const key = `${tie.type}|${away}|${other}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > LISTED) continue;
    const relation = said().relations[tie.type];
    const itself = said().this[node.kind] || inLanguage(node.caption);
    itemTo(other, list, inLanguage(nodeOf.get(other).name), "", away ? relation : "", away ? "" : `${relation} ${itself}`);
  }
  if (seen.size > LISTED) element("p", word("more", { count: seen.size - LISTED }), panel, { class: "fine" });
}

function quotes(numbers) {
  if (!numbers.length) return;
  element("h3", `${word("quotes")} (${numbers.length})`, panel);
  for (const number of numbers) {
    const [text, article, length] = data.quotes[number];
    const block = element("blockquote", undefined, panel);
    element("p", language === "fr" ? `«\u00a0${text}\u00a0»` : `“${text}”`, block, { dir: "auto" });
    if (length > text.length) element("p", word("cut", { count: length }), block, { class: "fine" });
    cited(data.articles[article], block);
  }
}

function cited({ name, publisher, date, url }, parent) {
  const source = element("cite", [name || word("article"), publisher, date].filter(Boolean).join(", "), parent);
  if (!url) return;
  source.append(" ");
  link(url, source);
}
