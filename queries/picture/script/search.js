// search: a field that completes names in both languages, without regard to accents and capitals.
const wanted = byId("wanted");
const found = byId("found");
const OFFERED = 12;
let offers = [];
let active = -1;

const forms = data.nodes.map((node) => ({ node, forms: [...new Set([...node.name, ...node.facts.filter(([key]) => key === "names" || key === "symbol").flatMap(([, value]) => value.split(", "))])].map((form) => [fold(form), form]) }));

function matches(text) {
  const asked = fold(text.trim());
  if (!asked) return [];
  const hits = [];
  for (const { node, forms: known } of forms) {
    let best = null;
    for (const [folded, form] of known) {
      const place = folded === asked ? 0 : folded.startsWith(asked) ? 1 : folded.includes(` ${asked}`) ? 2 : folded.includes(asked) ? 3 : 9;
      if (place < 9 && (!best || place < best.place)) best = { node, form, place };
    }
    if (best) hits.push(best);
  }
  const weight = ({ node }) => tiesOf.get(node.id).length + (isEvent(node) ? 0 : 1000);
  return hits.sort((a, b) => a.place - b.place || weight(b) - weight(a) || (a.node.id < b.node.id ? -1 : 1)).slice(0, OFFERED);
}

function offer() {
  offers = matches(wanted.value);
  active = offers.length ? 0 : -1;
  found.replaceChildren();
  offers.forEach(({ node, form }, place) => {
    const item = element("li", undefined, found, { role: "option", id: `offer-${place}`, "aria-selected": String(place === active) });
    markOf(node.kind, item);
    const text = element("span", inLanguage(node.name), item);
    const other = form === inLanguage(node.name) ? inOther(node.name) : form;
    if (other !== inLanguage(node.name) && !isEvent(node)) element("span", ` · ${plain(other)}`, text, { class: "also" });
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(place); });
  });
  const empty = wanted.value.trim() && !offers.length;
  if (empty) element("li", `${word("nothing")} ${language === "fr" ? `« ${wanted.value} »` : `“${wanted.value}”`}.`, found, { class: "nothing", role: "option", "aria-disabled": "true" });
  open_(offers.length > 0 || Boolean(empty));
}

function open_(shut) {
  found.hidden = !shut;
  wanted.setAttribute("aria-expanded", String(shut));
  if (shut && active >= 0) wanted.setAttribute("aria-activedescendant", `offer-${active}`);
  else wanted.removeAttribute("aria-activedescendant");
}

function move(step) {
  if (!offers.length) return;
  active = (active + step + offers.length) % offers.length;
  [...found.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
  found.children[active].scrollIntoView({ block: "nearest" });
  open_(true);
}

// A hit that the filters hide is shown all the same: the filters give way.
function take(place) {
  const { node } = offers[place];
  wanted.value = "";
  offer();
  if (!shown.nodes.has(node.id)) clearFilters();
  choose(node.id);
}

function listenToSearch() {
  wanted.addEventListener("input", offer);
  wanted.addEventListener("blur", () => open_(false));
  wanted.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && active >= 0) take(active);
    else if (event.key === "Escape") { wanted.value = ""; offer(); } else return;
    event.preventDefault();
  });
}
