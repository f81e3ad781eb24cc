// Positions of things, districts and names on the schematic map; x is east, y is south.

const MARGIN = 44;
const LABEL_HEIGHT = 14;
const METRES_PER_DEGREE = 111320;

/** Width of a letter of a district's name. */
export const LETTER_WIDTH = 6.6;

/** Projects coordinates with equal scale on both axes at the city's latitude. */
export function projection(things, width, height) {
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

/** Moves overlapping points apart, as a schematic map permits. */
export function apart(points) {
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

/** The position above, below or beside a district's things where its name covers the least. */
export function labelPlace(name, points, places, taken, { width, height }) {
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
export function hull(points) {
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

/** A scale bar of at most 120 units: a round length in metres, and its width. */
export function scaleBar(metresPerUnit) {
  const wanted = metresPerUnit * 120;
  const step = 10 ** Math.floor(Math.log10(wanted));
  const metres = [5, 2, 1].map((factor) => factor * step).find((length) => length <= wanted);
  return { width: metres / metresPerUnit, label: metres >= 1000 ? `${metres / 1000} km` : `${metres} m` };
}
