// The signs of severities and states. Each has its own shape, so that colour only repeats what the shape says.

import { shape } from "./dom.js";

const SIGNS = {
  critical: [["path", { d: "M8 .9 15.1 8 8 15.1.9 8Z", class: "i-critical" }], ["path", { d: "M8 4.6V8.6", class: "i-on" }], ["circle", { cx: 8, cy: 11.2, r: 1, class: "i-dot" }]],
  warning: [["path", { d: "M8 1.7 14.7 13.3H1.3Z", class: "i-warning" }], ["path", { d: "M8 5.5V9.3", class: "i-mark" }], ["circle", { cx: 8, cy: 11.5, r: .84, class: "i-markdot" }]],
  info: [["circle", { cx: 8, cy: 8, r: 6.4, class: "i-info" }], ["path", { d: "M8 7.2V11.4", class: "i-infomark" }], ["circle", { cx: 8, cy: 4.8, r: .9, class: "i-infodot" }]],
  equipment: [["rect", { x: 2.6, y: 2.6, width: 10.8, height: 10.8, rx: 1.8, class: "i-box" }], ["path", { d: "M5.8 5.8 10.2 10.2M5.8 10.2 10.2 5.8", class: "i-grey" }]],
  ended: [["path", { d: "M8 1.9 14.5 13.2H1.5Z", class: "i-outline" }], ["path", { d: "M8 5.8V9.2", class: "i-grey" }]],
  silenced: [["path", { d: "M3.6 11H12.4C10.4 9.2 11.4 4.4 8 4.4S5.6 9.2 3.6 11ZM3 4.2 13 12.6", class: "i-grey" }]],
  acknowledged: [["circle", { cx: 8, cy: 8, r: 6.4, class: "i-outline" }], ["path", { d: "M4.9 8.2 7.1 10.6 11.2 5.6", class: "i-ok" }]],
  ok: [["path", { d: "M4.3 8.1 7 11 12 5", class: "i-ok" }]],
};

/** A sign, hidden from screen readers: a word stands beside it. */
export function icon(name) {
  const svg = shape("svg", { viewBox: "0 0 16 16", class: "ic", "aria-hidden": "true" });
  SIGNS[name].forEach(([kind, attributes]) => shape(kind, attributes, svg));
  return svg;
}

/** The name of the sign of an alert. */
export function signOf(alert, stage, equipment) {
  if (alert.state !== "open") return equipment ? "equipment" : "ended";
  if (alert.suppression && alert.suppression.kind !== "parent") return "silenced";
  if (stage === 1 && !equipment) return "acknowledged";
  return equipment && alert.severity !== "critical" && stage > 0 ? "equipment" : alert.severity;
}
