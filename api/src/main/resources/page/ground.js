// The ground of the map from GeoJSON: water, parks, blocks, roads, rails and names. Units are metres; x is east, y is south.

import { label, shape } from "./dom.js";

const METRES_PER_DEGREE = 111320;
/** Kinds of lines that are drawn twice: a wide edge below, a narrower surface above. */
const CASED = { road: ["roadc", "road"], bridge: ["bridge", "bridgein"], rail: ["railb", "rail", "railt"] };
const AREAS = ["park", "block", "building", "water", "station"];
const NAMES = { "district-name": "lab d", "park-name": "lab p" };

/** Projects degrees to metres around a middle, with equal scale on both axes there. */
export function metresAround({ latitude, longitude }) {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  return {
    point: (at) => [(at.longitude - longitude) * METRES_PER_DEGREE * shrink, (latitude - at.latitude) * METRES_PER_DEGREE],
  };
}

/** Draws the features of a ground into a group. */
export function drawGround(group, ground, project) {
  const xy = ([longitude, latitude]) => project.point({ longitude, latitude });
  ground.features.forEach(({ properties, geometry }, at) => {
    const { kind, name } = properties;
    if (geometry.type === "Point" && NAMES[kind]) {
      const [x, y] = xy(geometry.coordinates);
      label(name, { x: x.toFixed(0), y: y.toFixed(0), class: NAMES[kind] }, group);
    } else if (kind === "water-name") {
      drawAlong(group, name, pathOf([geometry.coordinates], xy, false), at);
    } else if (geometry.type === "MultiPoint") {
      shape("path", { d: geometry.coordinates.map(xy).map(([x, y]) => `M${x.toFixed(0)} ${y.toFixed(0)}h.1`).join(""), class: kind }, group);
    } else {
      drawLines(group, kind, geometry, properties, xy);
    }
  });
}

function drawLines(group, kind, geometry, { level }, xy) {
  const area = AREAS.includes(kind);
  const rings = geometry.type.startsWith("Multi") ? geometry.coordinates : [geometry.coordinates];
  const d = pathOf(area ? rings.flat() : rings, xy, area);
  const classes = CASED[kind] ?? [level === undefined ? kind : `${kind} s${level}`];
  classes.forEach((className) => shape("path", { d, class: className }, group));
}

function drawAlong(group, name, d, at) {
  const id = `${group.id}-along-${at}`;
  shape("path", { d, id, fill: "none" }, group);
  const text = shape("text", { class: "lab w" }, group);
  const along = shape("textPath", { href: `#${id}`, startOffset: "7%" }, text);
  along.textContent = name;
}

function pathOf(lines, xy, closed) {
  return lines.map((line) => {
    const points = line.map(xy).map(([x, y]) => `${x.toFixed(0)} ${y.toFixed(0)}`);
    return `M${points.join("L")}${closed ? "Z" : ""}`;
  }).join("");
}
