// One mark of the map, drawn around 0, 0 in pixels.

import { label, shape } from "./dom.js";

/** Heights and half widths of a pill. */
const HEIGHT = 23;

/**
 * Draws a mark.
 *
 * @param mark state (critical, warning, info, acknowledged, silenced, value, withheld, stale, never, other), text, ramp and step of its
 *     fill, chosen, count, name, words for screen readers, thing, square
 */
export function drawMark(mark, parent) {
  const node = shape("g", { class: `mark ${mark.state}` }, parent);
  if (mark.thing) {
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", mark.words);
    node.dataset.thing = mark.thing;
    node.dataset.state = mark.state;
    shape("title", {}, node).textContent = mark.words;
    shape("circle", { r: 15, class: "hit" }, node);
  }
  if (mark.state === "other") {
    if (mark.square) shape("rect", { x: -4, y: -4, width: 8, height: 8, class: "m-other" }, node);
    else shape("circle", { r: 4.5, class: "m-other" }, node);
    return node;
  }
  const calls = mark.state === "critical" || mark.state === "warning";
  const wide = Math.max(HEIGHT, 10 + mark.text.length * 7.4) + (calls ? 4 : 0);
  const tall = HEIGHT + (calls ? 4 : 0);
  const pill = (grow, className) => shape("rect", {
    x: -wide / 2 - grow, y: -tall / 2 - grow, width: wide + 2 * grow, height: tall + 2 * grow, rx: tall / 2 + grow, class: className,
  }, node);
  if (calls) {
    pill(10.5, "m-halo");
    pill(5, "m-ring");
  } else if (mark.state === "acknowledged" || mark.state === "info") {
    pill(5, "m-thin");
  }
  if (mark.count) pill(3.6, "m-several");
  pill(0, `m-body ${mark.ramp === undefined ? "" : `f-${mark.ramp}${mark.step}`}`);
  if (mark.state === "withheld") pill(0, "m-withheld");
  label(mark.text, { y: calls ? 5 : 4.3, class: `m-text ${mark.ramp === undefined ? "" : `t-${mark.ramp}${mark.step}`}` }, node);
  if (mark.chosen) pill(5.4, "m-chosen");
  badge(node, mark, wide / 2, tall / 2);
  if (mark.name) name(node, mark, wide / 2 + 14);
  return node;
}

function badge(node, mark, x, y) {
  if (mark.state === "warning") {
    shape("path", { d: `M${x + 1.5} ${-y - 10.5}L${x + 10.5} ${-y + 5.5}H${x - 7.5}Z`, class: "i-warning" }, node);
    shape("path", { d: `M${x + 1.5} ${-y - 5}v5`, class: "i-mark" }, node);
    shape("circle", { cx: x + 1.5, cy: -y + 3, r: 1.1, class: "i-markdot" }, node);
  } else if (mark.state === "critical") {
    shape("path", { d: `M${x + 1.5} ${-y - 11}l10 10-10 10-10-10Z`, class: "i-critical" }, node);
    shape("path", { d: `M${x + 1.5} ${-y - 6}v5.5`, class: "i-on" }, node);
    shape("circle", { cx: x + 1.5, cy: -y + 3.4, r: 1.3, class: "i-dot" }, node);
  } else if (mark.state === "acknowledged") {
    shape("circle", { cx: x + 1, cy: -y - 1, r: 7.5, class: "m-badge" }, node);
    shape("path", { d: `M${x - 2.4} ${-y - 0.9}l2.5 2.7 4.5-5.6`, class: "i-ok" }, node);
  } else if (mark.state === "silenced") {
    shape("circle", { cx: x + 1, cy: -y - 1, r: 8, class: "m-badge grey" }, node);
    shape("path", { d: `M${x - 3} ${-y + 1.2}h8C${x + 3.2} ${-y - 0.5} ${x + 4.1} ${-y - 4.8} ${x + 1} ${-y - 4.8}S${x - 1.2} ${-y - 0.5} ${x - 3} ${-y + 1.2}ZM${x - 3.5} ${-y - 5.2}l9 8.4`, class: "i-grey" }, node);
  } else if (mark.count) {
    shape("circle", { cx: x, cy: -y, r: 7.4, class: "m-badge grey" }, node);
    label(String(mark.count), { x, y: -y + 3.6, class: "m-count" }, node);
  }
}

function name(node, mark, away) {
  const side = mark.side ?? (mark.left === false ? "right" : "left");
  const [at, anchor] = { left: [-away, "end"], right: [away, "start"] }[side] ?? [0, "middle"];
  if (at === 0) {
    label(mark.name, { x: 0, y: side === "above" ? -28 : 36, class: "m-name", "text-anchor": anchor }, node);
    return;
  }
  label(mark.name, { x: at, y: mark.note ? -3 : 4, class: "m-name", "text-anchor": anchor }, node);
  if (mark.note) label(mark.note, { x: at, y: 10, class: "m-note", "text-anchor": anchor }, node);
}
