// The view Health: parts of the pipeline, gateways with their things, completeness, dead letters, conflicts, unbound topics.

import { percent } from "./calendar.js";
import { element, write } from "./dom.js";
import { age, number } from "./format.js";
import { icon } from "./icons.js";
import { shortName } from "./layers.js";
import { shortPlace } from "./sentence.js";
import { conflictsByDatastream, coverageOf, intervalsOf, lettersByReason, readSystem, treeOf } from "./systemread.js";

const READ_MILLIS = 60000;
const MOST_LINES = 12;
/** Characters of a payload. */
const SHOWN_PAYLOAD = 80;
/** A clock that is further off gives times that mislead. */
const CLOCK_MILLIS = 10000;
const PARTS = {
  database: "Database", kafka: "Kafka", catalog: "Catalog", pipeline: "Pipeline", ingest: "Ingest", corrections: "Corrections", job: "Flink job", raw: "Raw log", disk: "Disk",
};

export class SystemView {
  /** @param status returns health and gateways as the strip shows them; doings redrive(letters, then) */
  constructor(root, { model, data, get, lines, unbound, status, doings }) {
    Object.assign(this, { root, model, data, get, lines, unbound, status, doings });
    this.opened = new Set();
    this.title = element("h1", "", "Health");
    this.words = element("p", "said");
    const part = (name, heading, note = "") => {
      this[name] = element("div", "");
      return element("section", "card", [element("div", "chh", [element("h2", "", heading), element("p", "", note)]), this[name]]);
    };
    this.root.replaceChildren(element("div", "hhead", [this.title, this.words]), part("parts", "Pipeline", "from gateway to screen"), element("div", "hgrid", [
      part("letters", "Dead letters", "open ones of the past 7 days"),
      part("conflicts", "Conflicts and repeats", "the past 7 days"), part("topics", "Topics that no binding reads")]),
    part("tree", "Gateways and things", "last heard against what is expected"));
    this.topics.parentElement.hidden = true;
  }

  draw() {
    const { model } = this;
    if (model.things.size === 0 || this.data.datastreams.size === 0 || model.asOf === null) return;
    if (this.readAt === undefined || Math.abs(model.now() - this.readAt) > READ_MILLIS || this.bed !== model.things) this.read();
    this.drawParts();
  }

  read() {
    const { model } = this;
    this.readAt = model.now();
    this.bed = model.things;
    const testbed = model.things.values().next().value.testbed;
    readSystem(this, testbed, model.now()).then((answer) => {
      this.answer = answer;
      [["tree", () => this.drawTree()], ["letters", () => this.drawLetters()], ["conflicts", () => this.drawConflicts()], ["topics", () => this.drawTopics()]]
        .filter(([name]) => !this[name].contains(document.activeElement)) // what somebody is at stays as it is
        .forEach(([, draw]) => draw());
    }).catch(() => write(this.words, "The API does not answer."));
  }

  drawParts() {
    const { health } = this.status();
    const { model } = this;
    const behind = model.asOf === null ? null : Math.max(0, (Date.now() - model.asOf) / 1000);
    const lines = (health?.parts ?? []).map((part) => ({ name: PARTS[part.name] ?? part.name, ok: part.status === "up", words: part.status, detail: detailOf(part) }));
    const down = lines.filter((line) => !line.ok);
    write(this.words, health === null ? "The server does not answer for its health." : down.length === 0 ? "Everything works." : `${down.map((line) => line.name).join(", ")}: ${down.map((line) => line.words).join(", ")}.`);
    if (behind !== null) lines.unshift({ name: "Watermark of the log", ok: behind < 90, words: "late", detail: `${model.clock.seconds(model.asOf)}, ${age(behind)} behind the clock of this screen` });
    const key = JSON.stringify(lines.map((line) => [line.name, line.ok, line.words, line.detail]));
    if (key === this.partsKey) return;
    this.partsKey = key;
    this.parts.replaceChildren(element("ul", "hparts", lines.map((line) => element("li", line.ok ? "" : "bad", [icon(line.ok ? "ok" : "warning"), element("span", "", [element("b", "", line.ok ? line.name : `${line.name}: ${line.words}`), element("small", "", line.detail)])]))));
  }

  drawTree() {
    const { answer, model } = this;
    const datastreams = [...this.data.datastreams.values()];
    const groups = treeOf(answer.gateways, answer.things, intervalsOf(datastreams), model.now());
    const shares = [coverageOf(answer.hours, datastreams), coverageOf(answer.days, datastreams)];
    this.tree.replaceChildren(...groups.map((group) => this.group(group, shares)));
  }

  group({ gateway, things, late, offline }, shares) {
    const id = gateway?.id ?? "none";
    const skew = gateway?.clockSkewMillis ?? null;
    const words = gateway === null ? "No gateway known" : gateway.id.split("/")[1];
    const facts = gateway === null ? "" : [gateway.status, `heard ${age(gateway.ageSeconds)} ago`, skew === null ? "" : Math.abs(skew) < CLOCK_MILLIS ? "clock right" : `clock ${age(Math.abs(skew) / 1000)} ${skew > 0 ? "behind, or delay" : "ahead"}`].filter(Boolean).join(", ");
    const complete = things.map(({ thing }) => shares[0].get(thing.id)).filter((share) => share !== undefined);
    const mean = complete.length === 0 ? "" : `, ${percent(complete.reduce((sum, share) => sum + share, 0) / complete.length)} complete in 24 h`;
    const summary = element("summary", "", [icon(offline || late > 0 ? "warning" : "ok"), element("b", "", words), element("span", "", facts), element("span", "hlate", `${late === 0 ? `${things.length} heard in time` : `${late} of ${things.length} late`}${mean}`)]);
    const node = element("details", "hgw", [summary]);
    node.open = this.opened.has(id) || (late > 0 && !this.opened.has(`-${id}`));
    const fill = () => { if (node.open && node.children.length === 1) node.append(this.table(things, shares)); };
    fill();
    node.addEventListener("toggle", () => {
      this.opened.delete(node.open ? `-${id}` : id);
      this.opened.add(node.open ? id : `-${id}`);
      fill();
    });
    return node;
  }

  table(things, [day, week]) {
    const head = ["Thing", "Last heard", "Expected every", "Clock", "Complete, 24 h", "7 d"];
    const skew = (thing) => (thing.clockSkewMillis === null ? "–" : Math.abs(thing.clockSkewMillis) < CLOCK_MILLIS ? "right" : `${age(Math.abs(thing.clockSkewMillis) / 1000)} ${thing.clockSkewMillis > 0 ? "behind" : "ahead"}`);
    return element("div", "scroll", element("table", "htable", [
      element("thead", "", element("tr", "", head.map((words) => element("th", "", words, { scope: "col" })))),
      element("tbody", "", things.map(({ thing, heard, expected, late }) => element("tr", late ? "bad" : "", [
        element("th", "", element("a", "", thing.name, { href: `/thing/${thing.id}` }), { scope: "row" }), element("td", "", heard === null ? "never" : `${age(heard)} ago${late ? ", late" : ""}`),
        element("td", "", expected === null ? "–" : age(expected)), element("td", "", skew(thing)), element("td", "", percent(day.get(thing.id) ?? null)), element("td", "", percent(week.get(thing.id) ?? null)),
      ])))]), { tabindex: "0", role: "region", "aria-label": "Things of this gateway" });
  }

  drawLetters() {
    const { letters } = this.answer;
    if (letters === null) return this.letters.replaceChildren(element("p", "empty", "They cannot be read now."));
    const { clock } = this.model;
    const groups = lettersByReason(letters.items);
    const more = letters.next ? `The newest ${number(letters.items.length)}; there are more.` : "";
    return this.letters.replaceChildren(...(groups.length === 0 ? [element("p", "empty", "None.")] : [element("p", "hint", more), element("ul", "hletters", groups.map((group) => {
      const { newest } = group;
      const button = element("button", "btn", "Redrive …", { type: "button", "aria-label": `Redrive dead letters: ${group.reason.replaceAll("-", " ")}` });
      button.addEventListener("click", () => this.doings.redrive(group, () => this.read()));
      return element("li", "", [
        element("div", "", [element("b", "", `${number(group.count)} × ${group.reason.replaceAll("-", " ")}`), element("small", "", `newest ${clock.moment(Date.parse(newest.receivedTime), this.model.now())}, ${group.topics.size === 1 ? newest.topic : `${group.topics.size} topics, such as ${newest.topic}`}`),
          element("small", "", newest.detail), element("code", "", newest.payloadHead)]),
        element("div", "hact", [element("a", "btn", "Payload", { href: `/api/v1/deadletters/${encodeURIComponent(newest.id)}/payload`, download: "" }), button])]);
    }))]));
  }

  drawConflicts() {
    const { conflicts } = this.answer;
    const { model } = this;
    const name = (datastream) => {
      const [testbed, thing, property] = datastream.split("/");
      const found = model.things.get(`${testbed}/${thing}`);
      return `${shortName(property, this.data.datastreams.get(datastream)?.name)}, ${found ? shortPlace(found) : thing}`;
    };
    const counts = conflicts === null ? [] : conflictsByDatastream(conflicts.items);
    const repeats = [...model.alerts.values()].filter((alert) => alert.cause === "repeats" && alert.state === "open");
    const lines = [
      ...repeats.map((alert) => element("li", "", [element("a", "", name(alert.datastream), { href: `/alert/${alert.id}` }), element("b", "", "sends again what it sent")])),
      ...counts.slice(0, MOST_LINES).map(({ datastream, count }) => element("li", "", [element("a", "", name(datastream), { href: `/thing/${datastream.split("/").slice(0, 2).join("/")}` }), element("b", "", `${number(count)} times with two values`)])),
    ];
    const more = conflicts === null ? "They cannot be read now." : counts.length > MOST_LINES ? `and ${counts.length - MOST_LINES} more datastreams` : conflicts.next ? "Only the newest are counted." : "";
    this.conflicts.replaceChildren(lines.length === 0 && more === "" ? element("p", "empty", "None.") : element("ul", "hlines", lines), ...(more ? [element("p", "hint", more)] : []));
  }

  /** Topics that no binding reads; nothing is shown by a server that has no such list. */
  drawTopics() {
    const { topics } = this.answer;
    this.topics.parentElement.hidden = topics === null;
    if (topics === null) return;
    const rest = (item) => [["messages", item.messages], ["last", item.last], ["payload", item.payload?.slice(0, SHOWN_PAYLOAD)], ["proposed decoder", item.decoder]]
      .filter(([, value]) => value !== null && value !== undefined).map(([name, value]) => `${name} ${this.told(value)}`).join(", ");
    this.topics.replaceChildren(topics.items.length === 0 ? element("p", "empty", "None: every topic has a binding.")
      : element("ul", "hlines", topics.items.slice(0, MOST_LINES).map((item) => element("li", "", element("span", "", [element("b", "", item.pattern), element("small", "", rest(item))])))),
    ...(topics.items.length > MOST_LINES ? [element("p", "hint", `and ${topics.items.length - MOST_LINES} more`)] : []));
  }

  told(value) {
    return typeof value === "number" ? number(value) : /^\d{4}-\d\d-\d\dT/.test(value) ? this.model.clock.moment(Date.parse(value), this.model.now()) : value;
  }

  keys() { return {}; }
}

/** The detail of a part for people; the age of what it was last seen by, if that tells something. */
function detailOf({ name, detail, ageSeconds }) {
  if (name === "pipeline") return detail.replace(" up to asOf", "");
  const [words] = detail.split("; the age is");
  return name === "job" && ageSeconds !== null && words !== detail ? `${words}, newest checkpoint ${age(ageSeconds)} ago` : words;
}
