// words: the page's own words and the names of things, in the language that is on.
const LANGUAGES = ["en", "fr"];
const opening = data.lang || ((navigator.language || "en").toLowerCase().startsWith("fr") ? "fr" : "en");
let language = opening;

const said = () => data.words[language];
const word = (key, values = {}) => said().ui[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
const inLanguage = (pair) => pair[LANGUAGES.indexOf(language)];
const inOther = (pair) => pair[1 - LANGUAGES.indexOf(language)];
const nameOf = (id) => (nodeOf.has(id) ? inLanguage(nodeOf.get(id).name) : data.names[id] ? inLanguage(data.names[id]) : id);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const statusWord = (status) => (status ? said().statuses[status] || status : word("no_status"));

// A fact's value in words, where it is one of the graph's own; as it stands otherwise.
function valueWord(key, value, kind) {
  if (key === "kind") return (kind === "measure" ? said().measures : said().deals)[value] || value;
  if (key === "mineral") return nameOf(value);
  return ["basis", "role", "stage"].includes(key) ? said().values[value] || value : value;
}

// Text without accents and capitals, for search; controls and direction marks are no part of it.
const fold = (text) => text.normalize("NFD").replace(/[\p{M}\p{Cf}\p{Cc}]/gu, "").toLowerCase();
// Direction overrides in a text from outside must not turn the words around it: they are shown by their code.
const plain = (text) => String(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
  (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
