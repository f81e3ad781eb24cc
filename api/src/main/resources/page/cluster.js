// Marks that would cover one another become one that shows their range, their number and their worst state. Pure.

const LEAST_DISTANCE = 26;
/** States from the worst to the mildest; what calls is drawn last, on top. */
export const ORDER = ["critical", "warning", "info", "acknowledged", "silenced", "value", "withheld", "stale", "never", "other"];

/**
 * The marks to draw, those on top last. A mark that calls or is chosen stays alone.
 *
 * @param marks with x and y in pixels, state, result and text
 */
export function clusters(marks) {
  const free = marks.filter((mark) => mark.state === "value" && !mark.chosen);
  const groups = [];
  for (const mark of free) {
    const group = groups.find((one) => Math.hypot(one[0].x - mark.x, one[0].y - mark.y) < LEAST_DISTANCE);
    if (group) group.push(mark);
    else groups.push([mark]);
  }
  const joined = groups.map((group) => (group.length === 1 ? group[0] : join(group)));
  const taken = joined.filter((mark) => mark.state !== "other");
  const others = marks.filter((mark) => !free.includes(mark))
    .filter((mark) => mark.state !== "other" || taken.every((one) => Math.hypot(one.x - mark.x, one.y - mark.y) > 12));
  return [...joined, ...others].sort((a, b) => ORDER.indexOf(b.state) - ORDER.indexOf(a.state) || Number(Boolean(a.chosen)) - Number(Boolean(b.chosen)));
}

const LETTER = 7.6;
const LINE = 16;
const SIDES = ["left", "right", "above", "below"];
const RISE = { above: -32, below: 32 };

/**
 * Gives each name the side of its mark where it covers no other mark or name, and leaves it out if there is none; names of what calls come first.
 *
 * @param marks with x and y in pixels
 * @param left and right: the edges of the map in pixels
 */
export function withNames(marks, { left = -Infinity, right = Infinity } = {}) {
  const taken = marks.filter((mark) => mark.state !== "other").map((mark) => {
    const half = 8 + (mark.text?.length ?? 1) * 4.5;
    return { mark, from: mark.x - half, to: mark.x + half, y: mark.y };
  });
  const named = new Map();
  [...marks].reverse().filter((mark) => mark.name).forEach((mark) => {
    const wide = mark.name.length * LETTER;
    const away = 20 + (mark.text?.length ?? 1) * 4;
    for (const side of mark.left === false ? ["right", "left", "above", "below"] : SIDES) {
      const from = side === "left" ? mark.x - away - wide : side === "right" ? mark.x + away - 6 : mark.x - wide / 2;
      const box = { mark, from, to: from + wide, y: mark.y + (RISE[side] ?? 0) };
      const free = box.from > left + 4 && box.to < right - 4
        && taken.every((other) => other.mark === mark || other.to < box.from || other.from > box.to || Math.abs(other.y - box.y) > LINE);
      if (!free) continue;
      taken.push({ ...box, mark: null });
      named.set(mark, side);
      return;
    }
  });
  return marks.map((mark) => {
    const calls = mark.state === "critical" || mark.state === "warning" || mark.chosen;
    return named.has(mark) ? { ...mark, side: named.get(mark) } : { ...mark, name: calls ? mark.name : undefined };
  });
}

function join(group) {
  const sorted = [...group].sort((a, b) => a.result - b.result);
  const highest = sorted.at(-1);
  const [low, high] = [sorted[0].text, highest.text];
  const middle = (at) => group.reduce((sum, mark) => sum + mark[at], 0) / group.length;
  return {
    ...highest, x: middle("x"), y: middle("y"), text: low === high ? low : `${low}–${high}`, count: group.length,
    words: group.map((mark) => mark.words).join("; "), members: group.map((mark) => mark.thing),
  };
}
