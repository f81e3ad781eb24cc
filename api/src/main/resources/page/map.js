// The map: the ground, and a mark for each place with the value of the layer. Fill is the value, ring and sign are the state.

import { label, shape } from "./dom.js";
import { drawGround, metresAround } from "./ground.js";
import { hull, scaleBar, spanOnGround } from "./places.js";
import { drawMark } from "./mark.js";
import { clusters, withNames } from "./cluster.js";

const LEAST_SPAN = 250;
const ZOOM = 1.5;
/** The margin around places if the ground leaves no more. */
const TIGHT = 1.04;

/** How much larger texts are than on a desk: marks grow with them. */
function rootSize() { return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16; }

/** The edges of a drawn ground. */
function edgeOf(group) {
  const { x, y, width, height } = group.getBBox();
  return width > 0 ? { x, y, width, height } : null;
}

export class CityMap {
  /**
   * @param onSelect receives the mark that is clicked
   * @param size how much larger marks are than usual
   * @param cover the share of its width that a panel covers at the right
   */
  constructor(svg, onSelect, { size = 1, cover = 0 } = {}) {
    Object.assign(this, { svg, onSelect, size, cover, marks: [] });
    this.world = shape("g", { class: "bm", "aria-hidden": "true", id: `${svg.id}-ground` }, svg);
    this.links = shape("g", { "aria-hidden": "true" }, svg);
    this.layer = shape("g", { class: "marks" }, svg);
    svg.addEventListener("keydown", (event) => this.key(event));
    svg.addEventListener("pointerdown", (event) => this.grab(event));
    svg.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1 / 1.2 : 1.2, event);
    }, { passive: false });
    new ResizeObserver(() => this.place()).observe(svg);
  }

  /** Sets the ground and the places; the view fits the places. */
  setGround(ground, things, padding = 1.06) {
    const known = things.filter((thing) => Number.isFinite(thing.latitude));
    if (known.length === 0) return;
    const [latitudes, longitudes] = [known.map((one) => one.latitude), known.map((one) => one.longitude)];
    const middle = (list) => (Math.min(...list) + Math.max(...list)) / 2;
    this.project = metresAround({ latitude: middle(latitudes), longitude: middle(longitudes) });
    this.world.replaceChildren();
    if (ground) drawGround(this.world, ground, this.project);
    else this.drawDistricts(known);
    const points = known.map((one) => this.project.point(one));
    const reach = (at) => Math.max(...points.map((point) => Math.abs(point[at])), LEAST_SPAN);
    this.home = { x: 0, y: 0, reachX: reach(0) * padding, reachY: reach(1) * padding, padding };
    this.edge = ground ? edgeOf(this.world) : null;
    this.view = null;
    this.place();
  }

  /** Without a ground: districts as pale hulls around their things. */
  drawDistricts(things) {
    const districts = new Map();
    things.filter((thing) => thing.district).forEach((thing) => {
      districts.set(thing.district, [...(districts.get(thing.district) ?? []), this.project.point(thing)]);
    });
    for (const [name, points] of districts) {
      const path = hull(points).map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(0)} ${y.toFixed(0)}`).join("");
      shape("path", { d: `${path}Z`, class: "hull" }, this.world);
      const [x, y] = [points.reduce((sum, [px]) => sum + px, 0) / points.length, Math.min(...points.map(([, py]) => py)) - 90];
      label(name, { x: x.toFixed(0), y: y.toFixed(0), class: "lab d" }, this.world);
    }
  }

  /** Centres on a point given by latitude and longitude, with a reach in metres. */
  centreOn(at, reach) {
    const [x, y] = this.project.point(at);
    this.home = { x, y, reachX: reach, reachY: reach };
    this.view = null;
    this.place();
  }

  /** The metres that one pixel covers. */
  get scale() { return this.view ? this.view.width / Math.max(1, this.svg.clientWidth) : 1; }

  place() {
    const [width, height] = [this.svg.clientWidth, this.svg.clientHeight];
    if (!this.home || width === 0 || height === 0) return;
    if (!this.view || Math.abs(this.view.width / this.view.height - width / height) > 0.01) {
      const span = this.view ? this.view.width : this.fit(width / height);
      const centre = this.view ? [this.view.x + this.view.width / 2, this.view.y + this.view.height / 2] : [this.home.x + (this.cover / 2) * span, this.home.y];
      const tall = (span * height) / width;
      this.view = { x: centre[0] - span / 2, y: centre[1] - tall / 2, width: span, height: tall };
    }
    this.stayInside();
    const { x, y, width: wide, height: tall } = this.view;
    this.svg.setAttribute("viewBox", `${x.toFixed(1)} ${y.toFixed(1)} ${wide.toFixed(1)} ${tall.toFixed(1)}`);
    this.drawMarks();
    this.onMove?.(scaleBar(this.scale));
  }

  /** The width of the first view, in metres: all places, and nothing beyond the ground if that is possible. */
  fit(aspect) {
    const { reachX, reachY, padding = 1 } = this.home;
    const around = (factor) => Math.max((2 * reachX * factor) / (1 - this.cover), 2 * reachY * factor * aspect);
    return this.edge ? spanOnGround(around(1), around(TIGHT / padding), this.edge, aspect) : around(1);
  }

  /** Keeps the view on the ground. */
  stayInside() {
    if (!this.edge) return;
    for (const [at, size] of [["x", "width"], ["y", "height"]]) {
      const [least, most] = [this.edge[at], this.edge[at] + this.edge[size] - this.view[size]];
      this.view[at] = most < least ? (least + most) / 2 : Math.min(most, Math.max(least, this.view[at]));
    }
  }

  zoom(factor, event) {
    if (!this.view) return;
    const box = this.svg.getBoundingClientRect();
    const share = event ? [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height] : [0.5, 0.5];
    const { x, y, width, height } = this.view;
    const times = Math.min(Math.max(width * factor, LEAST_SPAN), 8 * this.home.reachX) / width;
    this.view = { x: x + width * (1 - times) * share[0], y: y + height * (1 - times) * share[1], width: width * times, height: height * times };
    this.place();
  }

  zoomIn() { this.zoom(1 / ZOOM); }

  zoomOut() { this.zoom(ZOOM); }

  grab(event) {
    if (event.button !== 0 || event.target.closest(".mark")) return;
    const from = [event.clientX, event.clientY];
    const { x, y } = this.view ?? {};
    const move = (to) => {
      const { scale } = this;
      this.view = { ...this.view, x: x - (to.clientX - from[0]) * scale, y: y - (to.clientY - from[1]) * scale };
      this.place();
    };
    const end = () => {
      this.svg.removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
    };
    if (x === undefined) return;
    this.svg.addEventListener("pointermove", move);
    addEventListener("pointerup", end);
  }

  /** Shows marks: see drawMark for their fields; each has latitude and longitude. */
  show(marks) {
    this.marks = marks;
    this.drawMarks();
  }

  drawMarks() {
    if (!this.view || !this.project) return;
    const scale = this.scale * this.size * rootSize();
    const placed = this.marks.map((mark) => {
      const [x, y] = this.project.point(mark);
      return { ...mark, x: x / scale, y: y / scale };
    });
    const shown = withNames(clusters(placed), { left: this.view.x / scale, right: (this.view.x + this.view.width) / scale });
    const key = JSON.stringify([this.view, shown]);
    if (key === this.drawn) return;
    this.drawn = key;
    const focused = document.activeElement?.closest?.(".mark")?.dataset.thing;
    const reached = this.reached;
    this.layer.replaceChildren();
    shown.forEach((mark) => {
      const node = drawMark(mark, this.layer);
      node.setAttribute("transform", `translate(${(mark.x * scale).toFixed(1)} ${(mark.y * scale).toFixed(1)}) scale(${scale.toFixed(4)})`);
      if (!node.hasAttribute("data-thing")) return;
      node.addEventListener("click", () => this.onSelect(mark));
      node.setAttribute("tabindex", mark.thing === reached ? "0" : "-1");
    });
    const nodes = this.nodes();
    if (!nodes.some((node) => node.getAttribute("tabindex") === "0")) nodes[0]?.setAttribute("tabindex", "0");
    if (focused) nodes.find((node) => node.dataset.thing === focused)?.focus({ preventScroll: true });
  }

  nodes() { return [...this.layer.querySelectorAll("[data-thing]")]; }

  key(event) {
    const nodes = this.nodes();
    const at = nodes.indexOf(document.activeElement);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      nodes[at].dispatchEvent(new MouseEvent("click", { bubbles: true }));
    } else if (event.key === "+" || event.key === "-") {
      this.zoom(event.key === "+" ? 1 / ZOOM : ZOOM);
    } else if (step) {
      const next = nodes[(at + step + nodes.length) % nodes.length];
      nodes.forEach((node) => node.setAttribute("tabindex", "-1"));
      next.setAttribute("tabindex", "0");
      this.reached = next.dataset.thing;
      next.focus();
    } else {
      return;
    }
    event.preventDefault();
  }
}
