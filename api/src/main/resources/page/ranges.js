// The buttons that choose the range of a chart.

import { element } from "./dom.js";

const WORDS = { PT1H: "1 h", PT6H: "6 h", PT24H: "24 h", P7D: "7 d", P30D: "30 d" };

export class RangeButtons {
  /** @param onChoose receives the name of the range */
  constructor(group, onChoose) {
    this.buttons = Object.entries(WORDS).map(([range, words]) => {
      const button = element("button", "", words, { type: "button", "data-range": range });
      button.addEventListener("click", () => onChoose(range));
      return button;
    });
    group.replaceChildren(...this.buttons);
  }

  show(range) { this.buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.range === range))); }
}
