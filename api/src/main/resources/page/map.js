// The schematic map: things at their coordinates, districts as pale hulls.

import { apart, hull, labelPlace, LETTER_WIDTH, projection, scaleBar } from "./places.js";

const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  mobility: (r) => `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`,
  air: (r) => `M0,${-1.2 * r}L${1.1 * r},${0.8 * r}H${-1.1 * r}Z`,
  infrastructure: (r) => `M${-0.9 * r},${-0.9 * r}H${0.9 * r}V${0.9 * r}H${-0.9 * r}Z`,
};

function make(name, attributes, parent) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  parent?.append(node);
  return node;
}

export class CityMap {
  constructor(svg, empty, onSelect) {
    this.svg = svg;
    this.empty = empty;
    this.onSelect = onSelect;
    this.nodes = new Map();
    svg.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => {
      this.drawn = null;
      if (this.model) this.draw(this.model);
    }).observe(svg);
  }

  draw(model) {
    this.model = model;
    if (this.drawn !== model.things) {
      this.drawn = model.things;
      this.build([...model.things.values()]);
    }
    const selected = model.selected?.split("/").slice(0, 2).join("/");
    for (const [id, node] of this.nodes) {
      const state = model.stateOfThing(id);
      if (node.dataset.state !== state) {
        node.dataset.state = state;
        node.setAttribute("aria-label", `${model.things.get(id).name}, ${model.things.get(id).family}, ${state}`);
      }
      const raised = node.classList.toggle("selected", id === selected) && this.raised !== node;
      if (raised && document.activeElement !== node) {
        this.raised = node;
        this.svg.append(node); // draws its label over the others
      }
    }
  }

  build(things) {
    this.svg.replaceChildren();
    this.nodes.clear();
    this.empty.hidden = things.length > 0;
    this.width = Math.max(240, this.svg.clientWidth);
    this.height = Math.max(200, this.svg.clientHeight);
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    if (things.length === 0) return;
    const project = projection(things, this.width, this.height);
    const places = apart(things.map((thing) => project.point(thing)));
    this.drawDistricts(things, places);
    things.forEach((thing, i) => this.drawThing(thing, places[i]));
    this.drawScale(project.metresPerUnit);
    this.nodes.values().next().value?.setAttribute("tabindex", "0");
  }

  drawDistricts(things, places) {
    const districts = new Map();
    things.forEach((thing, i) => {
      if (thing.district) districts.set(thing.district, [...(districts.get(thing.district) ?? []), places[i]]);
    });
    for (const points of districts.values()) {
      const path = hull(points).map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");
      make("path", { d: `${path}Z`, class: "hull", "stroke-width": 40 }, this.svg);
    }
    const taken = [];
    for (const [name, points] of districts) {
      const [x, y] = labelPlace(name, points, places, taken, this);
      taken.push([x, y, name.length * LETTER_WIDTH]);
      make("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), class: "district" }, this.svg).textContent = name;
    }
  }

  drawThing(thing, [x, y]) {
    const node = make("g", {
      class: "thing", transform: `translate(${x.toFixed(1)},${y.toFixed(1)})`, tabindex: "-1", role: "button",
    }, this.svg);
    const shape = SHAPES[thing.family] ?? SHAPES.mobility;
    make("circle", { r: 14, class: "hit" }, node);
    make("path", { d: shape(13), class: "ring" }, node);
    make("circle", { r: 16, class: "pick" }, node);
    make("path", { d: shape(8), class: "body" }, node);
    const left = x > this.width * 0.6;
    make("text", { x: left ? -20 : 20, y: 4, class: "label", "text-anchor": left ? "end" : "start" }, node).textContent = thing.name;
    make("title", {}, node).textContent = `${thing.name} · ${thing.place}`;
    node.addEventListener("click", () => this.onSelect(thing.id));
    this.nodes.set(thing.id, node);
    node.id = `map-${thing.id}`;
  }

  drawScale(metresPerUnit) {
    const { width, label } = scaleBar(metresPerUnit);
    make("path", { d: `M12,${this.height - 16}v6h${width.toFixed(1)}v-6`, class: "scale" }, this.svg);
    make("text", { x: 18 + width, y: this.height - 8, class: "scale-text" }, this.svg).textContent = label;
  }

  key(event) {
    const nodes = [...this.nodes.entries()];
    const at = nodes.findIndex(([, node]) => node === document.activeElement);
    if (at < 0) return;
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.key === "Enter" || event.key === " ") {
      this.onSelect(nodes[at][0]);
    } else if (event.key in steps) {
      const [, next] = nodes[(at + steps[event.key] + nodes.length) % nodes.length];
      nodes.forEach(([, node]) => node.setAttribute("tabindex", "-1"));
      next.setAttribute("tabindex", "0");
      next.focus();
    } else {
      return;
    }
    event.preventDefault();
  }
}
