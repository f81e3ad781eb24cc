// The legend of a layer, the key of a chart, and the map as a table for those who do not see it.

import { element, shape } from "./dom.js";
import { number } from "./format.js";

/** The steps of colour with their bounds and unit. */
export function drawLegend(node, layer) {
  const ramp = shape("svg", { viewBox: "0 0 228 30", width: 228, height: 30, "aria-hidden": "true" });
  for (let step = 0; step < 6; step++) shape("rect", { x: 1 + step * 37.6, y: 1, width: 37.6, height: 9.6, class: `ramp f-${layer.ramp}${step}` }, ramp);
  layer.steps.forEach((bound, step) => {
    const text = shape("text", { x: 1 + (step + 1) * 37.6, y: 25, class: "c-axis", "text-anchor": "middle" }, ramp);
    text.textContent = number(bound);
  });
  const steps = layer.steps.map(number).join(", ");
  node.replaceChildren(
    element("p", "", [element("b", "", layer.label), layer.unit ? `, ${layer.unit}` : ""]), ramp, element("p", "vh", `Colours change at ${steps}.`),
    element("ul", "keys", [key("alert", sample("alert")), key("stale", sample("stale")), key("several", sample("several")), key("other place", sample("other"))]));
}

function key(words, svg) { return element("li", "", [svg, words]); }

function sample(kind) {
  const svg = shape("svg", { viewBox: "-12 -12 24 24", width: 18, height: 18, "aria-hidden": "true" });
  if (kind === "alert") {
    shape("circle", { r: 10, class: "m-ring warning" }, svg);
    shape("circle", { r: 6, class: "m-body f-p5" }, svg);
  } else if (kind === "stale") {
    shape("rect", { x: -11, y: -7, width: 22, height: 14, rx: 7, class: "m-body stale" }, svg);
  } else if (kind === "several") {
    shape("circle", { r: 10, class: "m-several" }, svg);
    shape("circle", { r: 7, class: "m-body plain" }, svg);
  } else {
    shape("circle", { r: 4.5, class: "m-other" }, svg);
  }
  return svg;
}

/** The key of a chart. */
export function drawKey(list) {
  const sign = (draw) => {
    const svg = shape("svg", { viewBox: "0 0 18 12", width: 18, height: 12, "aria-hidden": "true" });
    draw(svg);
    return svg;
  };
  list.replaceChildren(
    key("good", sign((svg) => shape("path", { d: "M1 8 6 5 11 7 17 3", class: "c-line" }, svg))),
    key("suspect", sign((svg) => shape("circle", { cx: 9, cy: 6, r: 3.4, class: "c-sus" }, svg))),
    key("failed", sign((svg) => shape("path", { d: "M5.6 2.6 12.4 9.4M5.6 9.4 12.4 2.6", class: "c-fail" }, svg))),
    key("expected", sign((svg) => shape("rect", { x: 0, y: 1, width: 18, height: 10, rx: 2, class: "c-band" }, svg))));
}

/** The places of a layer as a table. */
export function drawTable(node, marks, layer, where, model) {
  if (!node.parentElement.open) return;
  const rows = marks.filter((mark) => mark.datastream).map((mark) => element("tr", "", [
    element("th", "", model.things.get(mark.thing).name, { scope: "row" }), element("td", "", mark.text ?? "–"), element("td", "", mark.words.split(": ").slice(1).join(": ")),
  ]));
  node.replaceChildren(element("table", "", [
    element("caption", "", `${layer.label}${layer.unit ? `, ${layer.unit}` : ""}, ${where}`),
    element("thead", "", element("tr", "", ["Place", "Value", "State"].map((words) => element("th", "", words, { scope: "col" })))),
    element("tbody", "", rows),
  ]));
}
