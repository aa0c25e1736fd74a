"use strict";
// data: what the file carries, with indexes on it. Nothing here changes after the start.
const data = JSON.parse(document.getElementById("data").textContent);
const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
const tiesOf = new Map(data.nodes.map((node) => [node.id, []]));
data.edges.forEach((tie, number) => {
  tie.number = number;
  tiesOf.get(tie.from).push(tie);
  if (tie.to !== tie.from) tiesOf.get(tie.to).push(tie);
});
const isEvent = (node) => node.kind === "agreement" || node.kind === "measure";
// Statuses are ranked as they bind: the reports of one day are read in this order.
const RANK = ["proposed", "negotiating", "announced", "signed", "in_force", "suspended", "ended"];
