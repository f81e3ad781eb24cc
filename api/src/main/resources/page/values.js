// The list of current values, grouped by family. Rows are created once; later only their texts change.

import { element as create } from "./dom.js";
import { unit } from "./format.js";
import { current } from "./words.js";

const FAMILIES = [["mobility", "Mobility"], ["air", "Air"], ["infrastructure", "Infrastructure"]];

export class Values {
  constructor(list, empty, onSelect) {
    this.list = list;
    this.empty = empty;
    this.onSelect = onSelect;
    this.rows = new Map();
    list.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("click", (event) => {
      const row = event.target.closest(".value");
      if (row) this.onSelect(row.dataset.datastream);
    });
  }

  draw(model) {
    const key = [...model.values.keys()].join();
    if (key !== this.drawn) {
      this.drawn = key;
      this.build(model);
    }
    for (const [id, row] of this.rows) this.update(model, row, model.values.get(id), id === model.selected);
  }

  build(model) {
    this.list.replaceChildren();
    this.rows.clear();
    this.empty.hidden = model.values.size > 0;
    for (const [family, title] of FAMILIES) {
      const values = [...model.values.values()].filter((value) => value.family === family);
      if (values.length === 0) continue;
      const group = element("div", "group", this.list);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", title);
      element("div", "family", group).textContent = title;
      this.addThings(model, group, values);
    }
    this.rows.values().next().value?.root.setAttribute("tabindex", "0");
  }

  /** A thing with several values has its own line above them. */
  addThings(model, group, values) {
    const things = new Map();
    for (const value of values) things.set(value.thing, [...(things.get(value.thing) ?? []), value]);
    for (const [id, own] of things) {
      const name = model.things.get(id)?.name ?? id;
      const several = own.length > 1;
      if (several) element("div", "thing-name", group).textContent = name;
      for (const value of own) this.addRow(group, value, name, several ? value.name : name, several);
    }
  }

  addRow(group, value, thing, shown, inner) {
    const root = element("div", inner ? "value inner" : "value", group);
    root.setAttribute("role", "option");
    root.setAttribute("tabindex", "-1");
    root.dataset.datastream = value.datastream;
    element("span", "mark", root);
    const name = element("span", "name", root);
    name.textContent = shown;
    root.title = `${thing} · ${value.name}`;
    const figure = element("span", "number", root);
    const text = document.createTextNode("");
    figure.append(text);
    const written = element("small", "", figure);
    written.textContent = ` ${unit(value.unit)}`;
    this.rows.set(value.datastream, { root, text, unit: written, age: element("span", "age", root), label: `${thing}, ${value.name}` });
  }

  update(model, row, value, selected) {
    const shown = current(model, value);
    set(row.text, shown.text);
    row.unit.hidden = !shown.withUnit;
    set(row.age, shown.age);
    if (row.root.dataset.state !== shown.state) row.root.dataset.state = shown.state;
    const label = `${row.label}, ${shown.spoken}`;
    if (row.root.getAttribute("aria-label") !== label) row.root.setAttribute("aria-label", label);
    row.root.setAttribute("aria-selected", String(selected));
  }

  key(event) {
    const ids = [...this.rows.keys()];
    const at = ids.indexOf(document.activeElement?.dataset?.datastream);
    if (at < 0) return;
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      this.onSelect(ids[at]);
    } else if (target !== undefined && target >= 0 && target < ids.length) {
      this.rows.get(ids[at]).root.setAttribute("tabindex", "-1");
      this.rows.get(ids[target]).root.setAttribute("tabindex", "0");
      this.rows.get(ids[target]).root.focus();
    } else if (target === undefined) {
      return;
    }
    event.preventDefault();
  }

  /** Scrolls a row into view. */
  reveal(id) { this.rows.get(id)?.root.scrollIntoView({ block: "nearest" }); }
}

function element(name, className, parent) {
  const node = create(name, className);
  parent.append(node);
  return node;
}

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
