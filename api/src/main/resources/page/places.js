// Outlines and lengths on the map; x is east, y is south.

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

/**
 * The width of a view in metres that shows all places and, if that is possible, nothing beyond the ground.
 *
 * @param fit the width that shows all places with a margin
 * @param least the width that shows them without one
 * @param edge size of the ground, metres
 * @param aspect width of the view divided by its height
 */
export function spanOnGround(fit, least, edge, aspect) {
  const most = Math.min(edge.width, edge.height * aspect);
  return Math.max(Math.min(fit, most), Math.min(fit, least));
}
