// The strip at the top: gateways, how far the data is, the pipeline, and who is told. Each part has a sign and a word.

import { element, write } from "./dom.js";
import { age } from "./format.js";
import { icon } from "./icons.js";

/**
 * The parts of the strip.
 *
 * @param gateways items of the API; null if they cannot be read
 * @param health the answer of /health; null if it cannot be read
 * @param asOf up to when the data is complete, milliseconds; null if not known
 * @param now the present by this machine's clock
 */
export function partsOf({ gateways, health, asOf, now, clock }) {
  const parts = [];
  if (gateways && gateways.length > 0) {
    const online = gateways.filter((one) => one.status === "online").length;
    parts.push({ name: "Gateways", words: `${online} of ${gateways.length}`, ok: online === gateways.length });
  }
  if (asOf !== null) {
    const behind = Math.max(0, (now - asOf) / 1000);
    parts.push({ name: "Data up to", words: clock.seconds(asOf), ok: behind < 90 });
    const down = health?.parts?.filter((part) => part.status !== "up") ?? [];
    const words = health === null ? "does not answer" : down.length > 0 ? `${down.map((part) => part.name).join(", ")} ${down[0].status}` : `${age(behind)} behind`;
    parts.push({ name: "Pipeline", words, ok: health !== null && down.length === 0 && behind < 90 });
  }
  return parts;
}

export function drawStrip(list, parts) {
  const key = parts.map((part) => part.name + part.ok).join();
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...parts.map((part) => element("li", part.ok ? "" : "bad",
      [icon(part.ok ? "ok" : "equipment"), `${part.name} `, element("b", "", part.words)])));
  }
  parts.forEach((part, at) => write(list.children[at].querySelector("b"), part.words));
}
