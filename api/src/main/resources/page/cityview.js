// The view City, for everybody and for walls: the map of people, and the city in six sentences. It has no controls and no alerts of equipment.

import { CityMap } from "./map.js";
import { element, shape, write } from "./dom.js";
import { layersOf } from "./layers.js";
import { publicMarks, publicValues } from "./marks.js";
import { shortPlace } from "./sentence.js";
import { spark } from "./spark.js";
import { TILES, tileOf } from "./tiles.js";

const MOST_PLACES = 12;

export class CityView {
  constructor(root, { model, data }) {
    Object.assign(this, { root, model, data, courses: new Map() });
    this.svg = shape("svg", { id: "city-map", role: "group", "aria-label": "Places", preserveAspectRatio: "xMidYMid slice" });
    this.name = element("h1", "", "");
    this.date = element("p", "");
    this.time = element("p", "bigclock");
    this.tiles = element("ul", "tiles");
    this.foot = element("p", "cfoot", "");
    this.key = element("p", "ckeys", "");
    this.root.replaceChildren(this.svg,
      element("header", "chead", [element("div", "", [this.name, this.date]), this.time]),
      element("section", "cside", [this.tiles, this.foot], { "aria-label": "The city now" }), this.key);
    this.map = new CityMap(this.svg, () => {}, { size: 1.45, cover: 0.42 });
  }

  draw() {
    const { model } = this;
    if (model.things.size === 0 || model.values.size === 0) return;
    const now = Date.now();
    write(this.name, this.city ?? "");
    write(this.date, model.clock.day(now, true));
    write(this.time, model.clock.minutes(now));
    this.drawMap();
    this.drawTiles();
  }

  drawMap() {
    const { model } = this;
    if (this.things !== model.things || this.grounded !== this.ground) {
      this.things = model.things;
      this.grounded = this.ground;
      const counted = [...model.values.values()].filter((value) => value.property === "pedestrian-count").map((value) => model.things.get(value.thing));
      this.map.setGround(this.ground, counted.length > 1 ? counted : [...model.things.values()], 1.3);
    }
    const layers = layersOf(model.values.values());
    const layer = layers.find((one) => one.id === "pedestrian-count") ?? layers[0];
    if (!layer) return;
    this.map.show(publicMarks(model, layer));
    write(this.key, `${layer.label}, ${layer.unit || "now"}`);
  }

  drawTiles() {
    const { model } = this;
    const minute = Math.floor(model.now() / 60000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.load();
    }
  }

  /** Loads the courses of a day, then writes the tiles. */
  async load() {
    const { model } = this;
    const day = model.clock.weekday(model.now());
    const made = await Promise.all(TILES.map(async (tile) => {
      const { values, checked } = publicValues(model, tile.property);
      const places = await Promise.all(values.slice(0, MOST_PLACES).map(async (value) =>
        ({ value, thing: model.things.get(value.thing), course: await this.data.course(value, "PT24H", model.now(), true).catch(() => null) })));
      return tileOf(tile, places.filter((place) => place.course), day, checked.map(shortPlace));
    }));
    const tiles = made.filter(Boolean);
    this.tiles.replaceChildren(...tiles.map((tile) => element("li", tile.differs ? "differs" : "", [
      element("h2", "", tile.title), element("p", "", [element("b", "", tile.bold), tile.rest]), spark(tile.course, { width: 150, height: 62 }),
    ])));
    write(this.foot, "Line: the past 24 hours. Shaded: what is usual.");
  }

  keys() { return {}; }
}
