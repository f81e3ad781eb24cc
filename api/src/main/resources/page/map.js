// The schematic map: things at their coordinates, districts as light hulls.

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 44;
const LABEL_HEIGHT = 14;
const LETTER_WIDTH = 6.6;
const METRES_PER_DEGREE = 111320;

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
        this.svg.append(node); // its label over the others
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
    const wanted = metresPerUnit * 120;
    const step = 10 ** Math.floor(Math.log10(wanted));
    const metres = [5, 2, 1].map((factor) => factor * step).find((length) => length <= wanted);
    const length = metres / metresPerUnit;
    make("path", { d: `M12,${this.height - 16}v6h${length.toFixed(1)}v-6`, class: "scale" }, this.svg);
    make("text", { x: 18 + length, y: this.height - 8, class: "scale-text" }, this.svg).textContent =
      metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
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

/** Equal scale on both axes at the city's own latitude. */
function projection(things, width, height) {
  const latitudes = things.map((thing) => thing.latitude);
  const longitudes = things.map((thing) => thing.longitude);
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const shrink = Math.cos((middle * Math.PI) / 180);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const span = Math.max(((east - west) * shrink) / (width - 2 * MARGIN), (north - south) / (height - 2 * MARGIN), 1e-6);
  const offsetX = (width - ((east - west) * shrink) / span) / 2;
  const offsetY = (height - (north - south) / span) / 2;
  return {
    metresPerUnit: span * METRES_PER_DEGREE,
    point: (thing) => [offsetX + ((thing.longitude - west) * shrink) / span, offsetY + (north - thing.latitude) / span],
  };
}

/** Moves points that would cover one another apart; a schematic may. */
function apart(points) {
  const placed = [];
  for (const [x, y] of points) {
    let [px, py] = [x, y];
    for (let turn = 0; turn < 16 && placed.some(([qx, qy]) => Math.hypot(px - qx, py - qy) < 19); turn++) {
      const reach = 20 * (1 + Math.floor(turn / 8));
      px = x + reach * Math.cos((turn * Math.PI) / 4);
      py = y + reach * Math.sin((turn * Math.PI) / 4);
    }
    placed.push([px, py]);
  }
  return placed;
}

/** Where a district's name covers the least: over, under or beside its things. */
function labelPlace(name, points, places, taken, { width, height }) {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const half = (name.length * LETTER_WIDTH) / 2;
  const [topX] = points.find(([, y]) => y === north);
  const [lowX] = points.find(([, y]) => y === south);
  const candidates = [
    [topX, north - 28], [(west + east) / 2, north - 28], [lowX, south + 28], [(west + east) / 2, south + 28],
    [east + half + 24, (north + south) / 2], [west - half - 24, (north + south) / 2],
  ];
  const gap = (x, y, reach, [px, py]) => Math.hypot(Math.max(0, Math.abs(px - x) - reach), py - y);
  const room = ([x, y]) => {
    if (x - half < 4 || x + half > width - 4 || y < LABEL_HEIGHT || y > height - LABEL_HEIGHT) return -1;
    const things = Math.min(...places.map((place) => gap(x, y, half, place)));
    const labels = Math.min(Infinity, ...taken.map(([tx, ty, wide]) => gap(x, y, half + wide / 2, [tx, ty])));
    return Math.min(things, labels, 26);
  };
  return candidates.reduce((best, candidate) => (room(candidate) > room(best) ? candidate : best));
}

/** Convex hull (Andrew's monotone chain). */
function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
