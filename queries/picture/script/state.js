// state: what is chosen and filtered, kept in the address's hash so that a link leads back to it.
const state = { view: "network", node: null, tie: null, mineral: "", country: "", alliance: "", confidence: 0, asof: null, kinds: new Set(), statuses: new Set() };
const listeners = [];
const PLAIN = ["mineral", "country", "alliance"];

// What changed is told to all that draw: "filter", "choice", "view" or "language".
function change(values, what) {
  Object.assign(state, values);
  writeHash();
  for (const listen of listeners) listen(what);
}

function writeHash() {
  const hash = new URLSearchParams();
  if (state.view !== "network") hash.set("view", state.view);
  if (state.lang) hash.set("lang", state.lang);
  if (state.node) hash.set("node", state.node);
  if (state.tie !== null) hash.set("tie", tieName(data.edges[state.tie]));
  for (const name of PLAIN) if (state[name]) hash.set(name, state[name]);
  if (state.confidence) hash.set("confidence", state.confidence);
  if (state.asof) hash.set("asof", state.asof);
  if (state.kinds.size) hash.set("without", [...state.kinds].sort().join(","));
  if (state.statuses.size) hash.set("unless", [...state.statuses].map((status) => status || "none").sort().join(","));
  const text = hash.toString();
  if (text !== location.hash.slice(1)) history.replaceState(null, "", text ? `#${text}` : "#");
}

const tieName = (tie) => [tie.from, tie.type, tie.to].join(" ");

// What a hash holds is from outside: what is not known is left aside.
function readHash() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const list = (name) => (hash.get(name) || "").split(",").filter(Boolean);
  const known = (name, values) => (values.includes(hash.get(name)) ? hash.get(name) : "");
  const tie = data.edges.find((each) => tieName(each) === hash.get("tie"));
  const sure = Number(hash.get("confidence"));
  Object.assign(state, {
    view: hash.get("view") === "map" ? "map" : "network",
    lang: known("lang", LANGUAGES),
    node: nodeOf.has(hash.get("node")) ? hash.get("node") : null,
    tie: tie ? tie.number : null,
    mineral: known("mineral", Object.keys(data.minerals)),
    country: known("country", data.countries),
    alliance: known("alliance", Object.keys(data.alliances)),
    confidence: sure > 0 && sure < 1 ? sure : 0,
    asof: /^\d{4}(-\d\d){0,2}$/.test(hash.get("asof") || "") ? hash.get("asof") : null,
    kinds: new Set(list("without").filter((kind) => kind in data.kinds)),
    statuses: new Set(list("unless").map((status) => (status === "none" ? "" : status)).filter((status) => !status || status in data.statuses)),
  });
  language = state.lang || opening;
}
