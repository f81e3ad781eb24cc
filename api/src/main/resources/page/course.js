// The chart of one datastream: mean, minimum and maximum of windows, with longer windows for longer ranges.

import { number, quantity, unit } from "./format.js";
import { DAY, drawn, pointsOf, RANGES, sizeFor, ticksOf } from "./series.js";
import { duration, expected } from "./words.js";

const RELOAD_MILLIS = 2000;
/** What the line shows, in words. */
const DRAWN = { mean: "means", increase: "increases", last: "last values" };

export class Course {
  constructor(canvas, title, note, buttons, load) {
    this.canvas = canvas;
    this.title = title;
    this.note = note;
    this.size = sizeFor("PT1H", 0);
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
    const value = this.model?.values.get(datastream);
    if (!value) return; // none is selected, or it is no longer in the catalog
    const size = sizeFor(range, value.staleAfterSeconds);
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

  take(window) {
    if (window.datastream !== this.datastream || Date.parse(window.end) - Date.parse(window.start) !== this.size.millis) return;
    const start = Date.parse(window.start);
    const known = this.windows.get(start);
    if (known && known.revision > window.revision) return;
    if (window.revision > 0 || window.unknown) {
      this.reloadSoon(); // revisions must be merged, and totals need the window before, so load all
      return;
    }
    this.windows.set(start, window);
    this.end = Math.max(this.end ?? 0, start + this.size.millis);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.paint();
    });
  }

  /** A backlog causes many revisions; one request loads all of them. */
  reloadSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.reload();
    }, RELOAD_MILLIS);
  }

  paint() {
    const value = this.model?.values.get(this.datastream);
    if (!value || this.end === undefined) return;
    const thing = this.model.things.get(value.thing)?.name ?? value.thing;
    this.title.textContent = `${thing}: ${value.name}${unit(value.unit) ? `, ${unit(value.unit)}` : ""}`;
    const from = this.end - RANGES[this.range];
    const points = pointsOf(this.windows, from, this.size.millis);
    const series = (read) => points.map((point) => ({ x: point.x, y: point.gap ? null : read(point.window) }));
    const low = points.map((point) => Boolean(point.window?.incomplete));
    this.chart ??= this.create();
    const [greatest, least, mean] = this.chart.data.datasets;
    greatest.data = series((window) => window.max ?? null);
    least.data = series((window) => window.min ?? null);
    mean.data = series((window) => drawn(window).value);
    const drawnAs = drawn(this.windows.values().next().value ?? {}).name ?? "mean";
    mean.low = low;
    this.chart.options.scales.x.min = from;
    this.chart.options.scales.x.max = this.end;
    const range = this.alert?.expected;
    this.chart.options.scales.y.suggestedMin = range?.low ?? undefined;
    this.chart.options.scales.y.suggestedMax = range?.high ?? undefined;
    this.chart.update("none");
    const shaded = this.alert ? ` Shaded: the alert; dashed: what it expected, ${expected(this.alert)}.` : "";
    this.note.textContent =
      `${this.size.words} ${DRAWN[drawnAs]} of good data; the band is least to greatest; a gap is a gap; hollow points cover under 75 %.${shaded}`;
    this.describe(points, value);
  }

  describe(points, value) {
    const windows = points.filter((point) => point.window && drawn(point.window).value !== null).map((point) => point.window);
    const text = windows.length === 0 ? "no good data in this range" :
      `${windows.length} ${this.size.words} windows with data, ${extremes(windows)}last ${drawn(windows.at(-1)).name} ${quantity(drawn(windows.at(-1)).value, value.unit)}` +
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
          ...axis, type: "linear", afterBuildTicks: (scale) => { scale.ticks = ticksOf(scale, this.range, this.model.clock); },
          ticks: { ...ticks, autoSkip: false, maxRotation: 0, callback: (value) => this.label(value) },
        },
        y: { ...axis, ticks: { ...ticks, maxTicksLimit: 6 }, grace: "8%" },
      },
      plugins: { legend: { display: false }, tooltip: { filter: (item) => item.datasetIndex === 2, displayColors: false, callbacks: this.tooltip() } },
    };
  }

  /** Times of day, or dates if the range has several days. */
  label(value) {
    return RANGES[this.range] > DAY ? this.model.clock.date(value) : this.model.clock.minutes(value);
  }

  tooltip() {
    const at = (item) => this.windows.get(item.raw.x - this.size.millis / 2);
    return {
      title: ([item]) => (item ? `${this.model.clock.moment(item.raw.x - this.size.millis / 2, this.model.now())} (${this.size.short})` : ""),
      label: (item) => {
        const window = at(item);
        return window ? [
          `${drawn(window).name} ${quantity(drawn(window).value, window.unit)}`,
          ...((window.min ?? null) === null ? [] : [`least ${number(window.min)}, greatest ${number(window.max)}`]),
          `coverage ${Math.round(window.coverage * 100)} %${window.incomplete ? ", incomplete" : ""}`,
          ...(window.lateCount > 0 ? [`${window.lateCount} late`] : []),
        ] : [];
      },
    };
  }
}

/** The time range of an alert, and the expected range of values during it. */
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

/** The extremes of windows, for a sentence; directions have none. */
function extremes(windows) {
  if (windows.some((window) => (window.min ?? null) === null)) return "";
  const least = Math.min(...windows.map((window) => window.min));
  return `least ${number(least)}, greatest ${number(Math.max(...windows.map((window) => window.max)))}, `;
}
