// Chooses series by name: those that are chosen, each with its line and a button that removes it, and a field that adds one.

import { element, shape, write } from "./dom.js";

export class SeriesPicker {
  /** @param onChange receives the ids of the chosen series */
  constructor(onChange) {
    this.onChange = onChange;
    this.chosen = [];
    this.options = [];
    this.list = element("ul", "picked", [], { "aria-label": "Chosen series" });
    this.input = element("input", "", [], { id: "ex-series", list: "ex-series-list", placeholder: "Property or place", autocomplete: "off", "aria-describedby": "ex-series-hint" });
    this.names = element("datalist", "", [], { id: "ex-series-list" });
    this.hint = element("p", "hint", "", { id: "ex-series-hint", role: "status" });
    this.input.addEventListener("change", () => this.add());
    this.root = element("div", "field", [this.list, element("label", "", "Add a series", { for: "ex-series" }), this.input, this.names, this.hint]);
  }

  /**
   * Shows what is chosen.
   *
   * @param chosen id, name and place in the list
   * @param options all series
   * @param most the largest number of chosen series
   */
  show(chosen, options, most) {
    this.chosen = chosen.map((one) => one.id);
    this.most = most;
    if (options.length !== this.options.length) this.names.replaceChildren(...options.map((one) => element("option", "", [], { value: one.name })));
    this.options = options;
    const focused = this.list.contains(document.activeElement);
    this.list.replaceChildren(...chosen.map((one) => {
      const button = element("button", "", "×", { type: "button", "aria-label": `Remove ${one.name}` });
      button.addEventListener("click", () => this.onChange(this.chosen.filter((id) => id !== one.id)));
      const svg = shape("svg", { viewBox: "0 0 26 8", width: 26, height: 8, "aria-hidden": "true" });
      shape("path", { d: "M1 4H25", class: `p-line s${one.at}` }, svg);
      return element("li", "", [svg, element("span", "", one.name), ...(chosen.length > 1 ? [button] : [])]);
    }));
    if (focused) this.input.focus();
    const full = chosen.length >= most;
    this.input.disabled = full;
    write(this.hint, full ? `At most ${most} series: remove one to add another.` : "");
  }

  add() {
    const words = this.input.value.trim().toLowerCase();
    if (words === "") return;
    const found = this.options.find((one) => one.name.toLowerCase() === words || one.id === words) ?? only(this.options.filter((one) => one.name.toLowerCase().includes(words)));
    if (!found) {
      write(this.hint, `No single series has the name “${this.input.value.trim()}”. Choose one of the list.`);
      return;
    }
    this.input.value = "";
    if (!this.chosen.includes(found.id)) this.onChange([...this.chosen, found.id]);
  }
}

function only(list) { return list.length === 1 ? list[0] : undefined; }
