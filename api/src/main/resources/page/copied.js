// A text with a button that copies it, and the tabs of a view.

import { element, write } from "./dom.js";

const SHOWN_MILLIS = 2000;

/** A heading, a text that keeps its lines, and a button that copies it. */
export function copied(heading, text) {
  const code = element("pre", "code", text, { tabindex: "0", role: "region", "aria-label": heading });
  const button = element("button", "btn", "Copy", { type: "button", "aria-label": `Copy ${heading}` });
  button.addEventListener("click", () => copy(button, text));
  return element("section", "copied", [element("div", "chh", [element("h3", "", heading), button]), code]);
}

/** Copies a text and says so on the button; if the browser does not allow it, says that. */
export async function copy(button, text) {
  const before = button.textContent;
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  write(button, done ? "Copied" : "Select it and copy");
  setTimeout(() => write(button, before), SHOWN_MILLIS);
}

/** Buttons of which one is pressed. */
export function choices(words, label, onChoose) {
  const buttons = words.map(([value, text]) => {
    const button = element("button", "", text, { type: "button", "data-value": value });
    button.addEventListener("click", () => onChoose(value));
    return button;
  });
  const group = element("div", "rng", buttons, { role: "group", "aria-label": label });
  return { group, show: (value) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.value === value))) };
}
