// filter: which marks and ties pass, by the rule of queries/picture/selection.py; deals are taken as wholes.
let shown = { nodes: new Set(), ties: [], status: new Map() };

// The status of a deal or measure as of a date; null where nothing was reported of it by then.
function statusAt(node, date) {
  if (!date) return node.status;
  const known = node.reports.filter(([, when]) => when && when.slice(0, date.length) <= date);
  if (!known.length) return null;
  if (known.length === node.reports.length) return node.status;
  const key = ([status, when]) => `${latestDay(when)}|${String(RANK.indexOf(status) + 1).padStart(2, "0")}`;
  return known.reduce((last, report) => (key(report) >= key(last) ? report : last))[0];
}

// "2025-04" may be any day of April: it comes after "2025-04-01".
const latestDay = (date) => date + "-99".repeat(2 - (date.length - 4) / 3);
const by = (when, date) => !date || (when !== null && when.slice(0, date.length) <= date);

function refilter() {
  const status = new Map(data.nodes.filter(isEvent).map((node) => [node.id, statusAt(node, state.asof)]));
  const minerals = state.mineral && new Set([state.mineral, ...data.minerals[state.mineral]]);
  const touches = (tie, wanted) => tie.countries.some((code) => wanted.has(code)) || wanted.has(tie.from) || wanted.has(tie.to);
  // Members are those of the day: who joined later or left before is none of the alliance's for this tie.
  const holds = (date, since, until) => (date ? (!since || since.slice(0, date.length) <= date) && (!until || date < until) : !until);
  const allied = (tie) => touches(tie, new Set([state.alliance, ...data.alliances[state.alliance].filter(([, since, until]) => holds(tie.date, since, until)).map(([code]) => code)]));
  const country = state.country && new Set([state.country]);
  const statusOf = (tie) => (tie.deal && tie.type !== "SUPPLIES" && status.has(tie.deal) ? status.get(tie.deal) : tie.status);
  const passes = (tie) => {
    if (tie.ground) return !filtered() && tie.quotes.length > 0;
    if (tie.confidence < state.confidence) return false;
    const deal = tie.deal && status.has(tie.deal);
    if (deal ? status.get(tie.deal) === null : !by(tie.date, state.asof)) return false;
    if (state.statuses.has(statusOf(tie))) return false;
    if (minerals && !tie.minerals.some((id) => minerals.has(id))) return false;
    return (!country || touches(tie, country)) && (!state.alliance || allied(tie));
  };
  const visible = (id) => !state.kinds.has(nodeOf.get(id).kind);
  const told = data.edges.filter(passes);
  const nodes = new Set(told.flatMap((tie) => [tie.from, tie.to]).filter(visible));
  const ties = [...told, ...data.edges.filter((tie) => tie.ground && !passes(tie))].filter((tie) => nodes.has(tie.from) && nodes.has(tie.to));
  shown = { nodes, ties, status, statusOf };
}

// The marks tied to one, and the ties between; of a tie, its ends.
function neighbourhood() {
  if (state.tie !== null) {
    const tie = data.edges[state.tie];
    return { nodes: new Set([tie.from, tie.to]), ties: new Set([tie.number]) };
  }
  if (!state.node) return null;
  const touching = shown.ties.filter((tie) => tie.from === state.node || tie.to === state.node || tie.deal === state.node);
  return { nodes: new Set([state.node, ...touching.flatMap((tie) => [tie.from, tie.to])]), ties: new Set(touching.map((tie) => tie.number)) };
}
