// The chart of one datastream: means of windows with their least and greatest, longer windows for longer ranges.

import { number, quantity, unit } from "./format.js";
import { duration, expected } from "./words.js";

const MINUTE = 60000;
const RELOAD_MILLIS = 2000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SIZES = [
  { name: "PT1M", millis: MINUTE, words: "1-minute", short: "1 min" },
  { name: "PT15M", millis: 15 * MINUTE, words: "15-minute", short: "15 min" },
  { name: "PT1H", millis: HOUR, words: "1-hour", short: "1 h" },
  { name: "P1D", millis: DAY, words: "1-day", short: "1 day" },
];
const RANGES = { PT1H: HOUR, PT6H: 6 * HOUR, PT24H: DAY, P7D: 7 * DAY, P30D: 30 * DAY };
/** More points than this are not told apart on a screen. */
const MOST_POINTS = 1500;
const STEPS = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 7200, 14400].map((minutes) => minutes * MINUTE);

export class Course {
  constructor(canvas, title, note, buttons, load) {
    this.canvas = canvas;
    this.title = title;
    this.note = note;
    this.size = SIZES[0];
    this.load = load;
    this.range = "PT6H";
    this.windows = new Map();
    buttons.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      this.range = button.dataset.range;
      buttons.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      this.reload();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.chart?.destroy();
      this.chart = null;
      this.paint();
    });
  }

  draw(model) {
    this.model = model;
    if (model.selected && model.selected !== this.datastream && model.values.has(model.selected)) {
      this.datastream = model.selected;
      this.reload();
    }
    const alert = model.alerts.get(model.selectedAlert);
    const shown = alert?.datastream === this.datastream ? alert : null;
    if (shown?.id === this.alert?.id && shown?.sequence === this.alert?.sequence) return;
    this.alert = shown;
    this.paint();
  }

  async reload() {
    const { datastream, range } = this;
    if (!datastream) return;
    const size = this.sizeFor(range, this.model.values.get(datastream));
    const answer = await this.load(datastream, range, size.name).catch(() => null);
    if (answer === null) {
      this.reloadSoon();
      return;
    }
    if (datastream !== this.datastream || range !== this.range) return;
    this.size = size;
    this.end = Date.parse(answer.datetime.split("/")[1]);
    this.windows = new Map(answer.items.map((window) => [Date.parse(window.start), window]));
    this.paint();
  }

  /** The shortest windows that are not too many and hold a reading each, of a sensor that is stale after three intervals. */
  sizeFor(range, value) {
    const interval = (value.staleAfterSeconds * 1000) / 3;
    return SIZES.find((size) => RANGES[range] / size.millis <= MOST_POINTS && interval <= size.millis) ?? SIZES.at(-1);
  }

  take(window) {
    if (window.datastream !== this.datastream || Date.parse(window.end) - Date.parse(window.start) !== this.size.millis) return;
    const start = Date.parse(window.start);
    const known = this.windows.get(start);
    if (known && known.revision > window.revision) return;
    if (window.revision > 0) {
      this.reloadSoon(); // a late addition: revisions add up, so ask for the whole
      return;
    }
    this.windows.set(start, window);
    this.end = Math.max(this.end ?? 0, start + this.size.millis);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.paint();
    });
  }

  /** A backlog makes many additions; one question answers them all. */
  reloadSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.reload();
    }, RELOAD_MILLIS);
  }

  points() {
    const from = this.end - RANGES[this.range];
    const starts = [...this.windows.keys()].filter((start) => start >= from).sort((a, b) => a - b);
    const points = [];
    let previous = null;
    for (const start of starts) {
      if (previous !== null && start - previous > this.size.millis) points.push({ x: previous + this.size.millis, gap: true });
      points.push({ x: start + this.size.millis / 2, window: this.windows.get(start) });
      previous = start;
    }
    return { from, points };
  }

  paint() {
    if (!this.datastream || !this.model || this.end === undefined) return;
    const value = this.model.values.get(this.datastream);
    const thing = this.model.things.get(value.thing)?.name ?? value.thing;
    this.title.textContent = `${thing}: ${value.name}${unit(value.unit) ? `, ${unit(value.unit)}` : ""}`;
    const { from, points } = this.points();
    const series = (read) => points.map((point) => ({ x: point.x, y: point.gap ? null : read(point.window) }));
    const low = points.map((point) => Boolean(point.window?.incomplete));
    this.chart ??= this.create();
    const [greatest, least, mean] = this.chart.data.datasets;
    greatest.data = series((window) => window.max);
    least.data = series((window) => window.min);
    mean.data = series((window) => window.mean);
    mean.low = low;
    this.chart.options.scales.x.min = from;
    this.chart.options.scales.x.max = this.end;
    const range = this.alert?.expected;
    this.chart.options.scales.y.suggestedMin = range?.low ?? undefined;
    this.chart.options.scales.y.suggestedMax = range?.high ?? undefined;
    this.chart.update("none");
    const shaded = this.alert ? ` Shaded: the alert; dashed: what it expected, ${expected(this.alert)}.` : "";
    this.note.textContent =
      `${this.size.words} means of good data; the band is least to greatest; a gap is a gap; hollow points cover under 75 %.${shaded}`;
    this.describe(points, value);
  }

  describe(points, value) {
    const windows = points.filter((point) => point.window && point.window.mean !== null).map((point) => point.window);
    const text = windows.length === 0 ? "no good data in this range" :
      `${windows.length} ${this.size.words} windows with data, least ${number(Math.min(...windows.map((window) => window.min)))}, ` +
      `greatest ${number(Math.max(...windows.map((window) => window.max)))}, last mean ${quantity(windows.at(-1).mean, value.unit)}` +
      (this.alert ? `; alert ${duration(this.model, this.alert)}, expected ${expected(this.alert)}` : "");
    this.canvas.setAttribute("aria-label", `${this.title.textContent}: ${text}`);
  }

  create() {
    const css = getComputedStyle(document.documentElement);
    const colour = (name) => css.getPropertyValue(name).trim();
    const band = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, spanGaps: false, backgroundColor: colour("--band") };
    const hollow = (context) => context.dataset.low?.[context.dataIndex];
    const alone = (context) => {
      const { data } = context.dataset;
      const at = context.dataIndex;
      return (data[at - 1]?.y ?? null) === null && (data[at + 1]?.y ?? null) === null;
    };
    return new Chart(this.canvas, {
      type: "line",
      data: {
        datasets: [
          { ...band, label: "greatest", data: [], fill: 1 },
          { ...band, label: "least", data: [], fill: false },
          {
            label: "mean", data: [], clip: 8, borderColor: colour("--normal"), borderWidth: 1.8, spanGaps: false, tension: 0,
            pointRadius: (context) => (hollow(context) ? 3 : alone(context) ? 2 : 0), pointHoverRadius: 4, pointBorderWidth: 1.5,
            pointBackgroundColor: (context) => (hollow(context) ? colour("--surface") : colour("--normal")),
            pointBorderColor: (context) => (hollow(context) ? colour("--suspect") : colour("--normal")),
          },
        ],
      },
      options: this.options(colour),
      plugins: [{ id: "alert", beforeDatasetsDraw: (chart) => this.alert && shade(chart, this.alert, colour) }],
    });
  }

  options(colour) {
    const axis = { grid: { color: colour("--grid") }, border: { color: colour("--line") } };
    const ticks = { color: colour("--muted"), font: { size: 12 } };
    return {
      animation: false, layout: { padding: { right: 6 } }, maintainAspectRatio: false, normalized: true, parsing: false,
      interaction: { mode: "index", intersect: false },
      scales: {
        x: {
          ...axis, type: "linear", afterBuildTicks: (scale) => { scale.ticks = this.ticks(scale); },
          ticks: { ...ticks, autoSkip: false, maxRotation: 0, callback: (value) => this.label(value) },
        },
        y: { ...axis, ticks: { ...ticks, maxTicksLimit: 6 }, grace: "8%" },
      },
      plugins: { legend: { display: false }, tooltip: { filter: (item) => item.datasetIndex === 2, displayColors: false, callbacks: this.tooltip() } },
    };
  }

  /** Times of a day, or dates where the range holds several. */
  label(value) {
    return RANGES[this.range] > DAY ? this.model.clock.date(value) : this.model.clock.minutes(value);
  }

  ticks(scale) {
    const wanted = (scale.max - scale.min) / Math.max(2, Math.floor(scale.width / (RANGES[this.range] > DAY ? 120 : 90)));
    const step = STEPS.find((candidate) => candidate >= wanted) ?? STEPS.at(-1);
    const ticks = [];
    for (let value = Math.ceil(scale.min / step) * step; value <= scale.max; value += step) ticks.push({ value });
    return ticks;
  }

  tooltip() {
    const at = (item) => this.windows.get(item.raw.x - this.size.millis / 2);
    return {
      title: ([item]) => (item ? `${this.model.clock.moment(item.raw.x - this.size.millis / 2, this.model.now())} (${this.size.short})` : ""),
      label: (item) => {
        const window = at(item);
        return window ? [
          `mean ${quantity(window.mean, window.unit)}`,
          `least ${number(window.min)}, greatest ${number(window.max)}`,
          `coverage ${Math.round(window.coverage * 100)} %${window.incomplete ? ", incomplete" : ""}`,
          ...(window.lateCount > 0 ? [`${window.lateCount} late`] : []),
        ] : [];
      },
    };
  }
}

/** The span of an alert, and the range in which values are expected meanwhile. */
function shade({ ctx, chartArea, scales: { x, y } }, alert, colour) {
  const { left, right, top, bottom } = chartArea;
  const within = (value, least, greatest) => Math.min(greatest, Math.max(least, value));
  const from = within(x.getPixelForValue(Date.parse(alert.openedTime)), left, right);
  const to = alert.resolvedTime ? within(x.getPixelForValue(Date.parse(alert.resolvedTime)), left, right) : right;
  ctx.save();
  ctx.fillStyle = colour("--alert-wash");
  ctx.fillRect(from, top, Math.max(2, to - from), bottom - top);
  ctx.strokeStyle = colour("--muted");
  ctx.setLineDash([5, 4]);
  for (const bound of [alert.expected?.low, alert.expected?.high]) {
    const at = y.getPixelForValue(bound ?? NaN);
    if (!(at >= top && at <= bottom)) continue;
    ctx.beginPath();
    ctx.moveTo(left, at);
    ctx.lineTo(right, at);
    ctx.stroke();
  }
  ctx.restore();
}
