// The operator's list: one item for each primary alert, with its child alerts folded under it. Items are kept and only
// their contents change, so that the focus stays in its place.

import { element } from "./dom.js";
import { isOfNoValue, STAGE } from "./model.js";
import { cause, counts, duration, figures, handled, origin, title } from "./words.js";

const STAGES = ["needed", "acknowledged", "suppressed", "resolved"];
/** If there are more primary alerts than this, the others are only counted. */
const MOST_ITEMS = 100;
const NAMED_MEMBERS = 3;

export class Alerts {
  /**
   * @param parts the list, and the elements for an empty list, for the count and for the number of unlisted alerts
   * @param onSelect receives the id of the selected alert
   * @param loadMembers loads the child alerts of an alert into the model
   */
  constructor({ list, empty, count, more }, onSelect, loadMembers) {
    Object.assign(this, { list, empty, count, more, onSelect, loadMembers });
    this.items = new Map();
    this.unfolded = new Set();
    list.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("click", (event) => this.click(event.target.closest("button")));
  }

  draw(model) {
    this.model = model;
    const key = [Math.floor(model.now() / 60000), model.alertChanges, model.things.size, model.values.size,
      model.selectedAlert, [...this.unfolded].join()].join(" ");
    if (key === this.drawn) return;
    this.drawn = key;
    const calls = model.listCalls();
    this.empty.hidden = calls.length > 0;
    this.write(this.count, counts(model));
    this.more.hidden = calls.length <= MOST_ITEMS;
    this.write(this.more, `and ${calls.length - MOST_ITEMS} more, at /api/v1/alerts?calls=yes`);
    this.arrange(calls.slice(0, MOST_ITEMS));
  }

  /** Places items in order. A moved node is focused again; a removed node passes the focus to the next node. */
  arrange(calls) {
    const focused = document.activeElement;
    const place = this.buttons().indexOf(focused);
    const wanted = calls.map((alert) => this.item(alert));
    const shown = new Set(calls.map((alert) => alert.id));
    for (const [id, item] of this.items) {
      if (!shown.has(id)) {
        item.root.remove();
        this.items.delete(id);
      }
    }
    wanted.forEach((node, i) => {
      if (this.list.children[i] !== node) this.list.insertBefore(node, this.list.children[i] ?? null);
    });
    const buttons = this.buttons();
    if (place >= 0 && focused !== document.activeElement) {
      const next = buttons.includes(focused) ? focused : buttons[Math.min(place, buttons.length - 1)];
      next?.focus({ preventScroll: next === focused });
    }
    if (!buttons.some((button) => button.tabIndex === 0)) buttons[0]?.setAttribute("tabindex", "0");
  }

  item(alert) {
    if (!this.items.has(alert.id)) this.items.set(alert.id, create(alert.id));
    const item = this.items.get(alert.id);
    const stage = this.model.stageOf(alert);
    item.root.dataset.stage = STAGES[stage];
    item.root.dataset.severity = alert.severity;
    this.mark(item.main, alert);
    const content = this.content(alert, stage);
    const key = JSON.stringify(content);
    if (key !== item.key) {
      item.key = key;
      item.main.replaceChildren(...content.filter(([, parts]) => parts.length > 0).map(([name, parts]) =>
        element("span", name, parts.map(([className, text]) => element("span", className, text)))));
    }
    this.fold(item, alert);
    return item.root;
  }

  /** The lines of an item. A line has a class and parts; a part has a class and a text. */
  content(alert, stage) {
    const state = alert.state === "open" ? alert.severity : "resolved";
    const badge = origin(alert);
    const reason = isOfNoValue(alert) ? "" : cause(alert);
    return [
      ["top", [["title", title(this.model, alert)], ["severity", state]]],
      ["message", stage === STAGE.RESOLVED ? [] : [["", alert.message]]],
      ["facts", text(figures(alert))],
      ["origin", text(badge)],
      ["since", text([reason, duration(this.model, alert), ...handled(this.model, alert), ...orphan(this.model, alert)]
        .filter(Boolean).join(" · "))],
    ];
  }

  mark(button, alert) {
    if (alert.id === this.model.selectedAlert) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }

  fold(item, alert) {
    const count = this.model.countMembers(alert);
    const open = this.unfolded.has(alert.id);
    const members = this.model.membersOf(alert.id);
    item.fold.hidden = count === 0;
    item.members.hidden = !open || count === 0;
    item.fold.setAttribute("aria-expanded", String(open));
    if (count === 0) return;
    const names = members.slice(0, NAMED_MEMBERS).map((member) => title(this.model, member)).join(", ");
    const rest = names && count > NAMED_MEMBERS ? ", …" : "";
    this.write(item.fold, open ? `${count} child alert${count === 1 ? "" : "s"}` : `and ${count} more${names ? `: ${names}${rest}` : ""}`);
    if (open) this.drawMembers(item, members);
  }

  drawMembers(item, members) {
    const lines = members.map((member) => [member.id, title(this.model, member),
      `${member.state === "open" ? member.severity : "resolved"} · ${duration(this.model, member)}`]);
    const key = JSON.stringify([lines, this.model.selectedAlert]);
    if (key === item.memberKey) return;
    item.memberKey = key;
    const focused = document.activeElement?.dataset?.member;
    item.members.replaceChildren(...lines.map(([id, name, state]) => {
      const button = element("button", "member", [element("span", "title", name), element("span", "since", state)],
        { type: "button", tabindex: "-1", "data-member": id });
      this.mark(button, { id });
      return element("li", "", button);
    }));
    if (focused) item.members.querySelector(`[data-member="${CSS.escape(focused)}"]`)?.focus();
  }

  click(button) {
    if (!button) return;
    this.rove(button);
    if (button.classList.contains("fold")) this.toggle(button.dataset.alert, !this.unfolded.has(button.dataset.alert));
    else this.onSelect(button.dataset.alert ?? button.dataset.member);
  }

  toggle(id, open) {
    if (open) this.unfolded.add(id);
    else this.unfolded.delete(id);
    const alert = this.model.alerts.get(id);
    if (open && this.model.membersOf(id).length < this.model.countMembers(alert)) this.loadMembers(id);
    this.draw(this.model);
  }

  /** All reachable buttons, in order. */
  buttons() { return [...this.list.querySelectorAll("button")].filter((button) => !button.hidden && !button.closest("[hidden]")); }

  rove(button) {
    this.list.querySelectorAll("button[tabindex='0']").forEach((other) => other.setAttribute("tabindex", "-1"));
    button.setAttribute("tabindex", "0");
  }

  key(event) {
    const buttons = this.buttons();
    const at = buttons.indexOf(document.activeElement);
    if (at < 0) return;
    const alert = buttons[at].closest(".call").firstChild.dataset.alert;
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (buttons[target]) {
      this.rove(buttons[target]);
      buttons[target].focus();
    } else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && !this.items.get(alert).fold.hidden) {
      this.toggle(alert, event.key === "ArrowRight");
      if (buttons[at].closest("[hidden]")) {
        this.rove(this.items.get(alert).fold);
        this.items.get(alert).fold.focus();
      }
    } else if (target === undefined) {
      return;
    }
    event.preventDefault();
  }

  /** Focuses an alert's item, or the item of its primary alert. */
  focus(id) {
    const member = this.list.querySelector(`[data-member="${CSS.escape(id)}"]`);
    const button = member && !member.closest("[hidden]") ? member
      : this.items.get(this.model.rootOf(this.model.alerts.get(id) ?? { id })?.id)?.main ?? this.buttons()[0];
    if (!button) return;
    this.rove(button);
    button.focus();
  }

  /** Scrolls an alert's item into view after the list has become shorter. */
  reveal(id) {
    const name = CSS.escape(id);
    this.list.querySelector(`[data-alert="${name}"], [data-member="${name}"]`)?.scrollIntoView({ block: "nearest" });
  }

  write(node, words) { if (node.textContent !== words) node.textContent = words; }
}

function create(id) {
  const main = element("button", "alert-item", [], { type: "button", tabindex: "-1", "data-alert": id });
  const fold = element("button", "fold", [], { type: "button", tabindex: "-1", "data-alert": id, "aria-expanded": "false" });
  const members = element("ul", "members");
  members.hidden = true;
  return { root: element("li", "call", [main, fold, members]), main, fold, members };
}

function text(words) { return words ? [["", words]] : []; }

/** Explains why a child alert without a shown parent is listed, or why a resolved alert is not at the end. */
function orphan(model, alert) {
  if (alert.parent) return ["child of an alert that is not shown here"];
  const open = alert.state === "open" ? 0 : model.membersOf(alert.id).filter((member) => member.state === "open").length;
  return open > 0 ? [`${open} child alert${open === 1 ? " is" : "s are"} still open`] : [];
}
