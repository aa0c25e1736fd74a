// controls: the filters by mineral, country, alliance, confidence and date, and the switches of view and language.
const dates = [...new Set(data.edges.map(({ date }) => date).concat(data.nodes.flatMap(({ reports }) => reports.map(([, date]) => date))).filter(Boolean).map((date) => date.slice(0, 7)))].sort();

function fill(id, ids, names) {
  const select = byId(id);
  select.replaceChildren();
  element("option", word("any"), select, { value: "" });
  const named = ids.map((each) => [each, names(each)]).sort((a, b) => a[1].localeCompare(b[1], language));
  for (const [each, name] of named) element("option", name.length > 60 ? `${name.slice(0, 59)}…` : name, select, { value: each });
  select.value = state[id];
  select.closest("label").hidden = !ids.length;
}

function drawControls() {
  const group = (id) => (data.minerals[id].length ? `${capital(nameOf(id))} (+${data.minerals[id].length})` : capital(nameOf(id)));
  fill("mineral", Object.keys(data.minerals), group);
  fill("country", data.countries, nameOf);
  fill("alliance", Object.keys(data.alliances), nameOf);
  byId("confidence").value = state.confidence;
  byId("confidence-value").textContent = state.confidence ? state.confidence.toFixed(2) : "0";
  const slider = byId("asof");
  slider.max = dates.length;
  const place = state.asof ? dates.filter((date) => date <= state.asof).length - 1 : dates.length;
  slider.value = Math.max(place, 0);
  const text = state.asof || word("all_dates");
  byId("asof-value").textContent = text;
  slider.setAttribute("aria-valuetext", text);
  slider.closest("label").hidden = dates.length < 2;
  byId("reset").disabled = !filtered();
}

const filtered = () => Boolean(PLAIN.some((name) => state[name]) || state.confidence || state.asof || state.kinds.size || state.statuses.size);

const clearFilters = () => change({ mineral: "", country: "", alliance: "", confidence: 0, asof: null, kinds: new Set(), statuses: new Set() }, "filter");

function listenToControls() {
  for (const id of PLAIN) byId(id).addEventListener("change", (event) => change({ [id]: event.target.value }, "filter"));
  byId("confidence").addEventListener("input", (event) => change({ confidence: Number(event.target.value) }, "filter"));
  byId("asof").addEventListener("input", (event) => change({ asof: dates[Number(event.target.value)] || null }, "filter"));
  byId("reset").addEventListener("click", clearFilters);
  byId("to-network").addEventListener("click", () => change({ view: "network" }, "view"));
  byId("to-map").addEventListener("click", () => change({ view: "map" }, "view"));
  byId("language").addEventListener("click", () => {
    language = language === "fr" ? "en" : "fr";
    change({ lang: language }, "language");
  });
}
