// The operator's name and token. The token stays in this tab; it is never stored where it would outlast the tab.

import { decode } from "./address.js";

const NAME = "metrobed.operator";
const TOKEN = "metrobed.token";
/** The pattern of a body field's name in a problem. */
const FIELD = /field '([^']+)' that (.*)$/;
const FRAGMENT = "#token=";

/** An error answer of the API. */
export class Refusal extends Error {
  /** @param problem the RFC 9457 problem; @param field the field with the problem, null if it names no field */
  constructor(message, status, problem = {}, field = null) {
    super(message);
    Object.assign(this, { status, problem, field });
  }

  isStale() { return this.status === 409 && String(this.problem.type).endsWith(":stale-version"); }
}

export class Operator {
  constructor(button, form) {
    this.button = button;
    this.form = form;
    this.refused = "";
    this.listeners = [];
    this.name = read("localStorage", NAME);
    this.token = read("sessionStorage", TOKEN);
    button.addEventListener("click", () => this.ask());
    addEventListener("hashchange", () => this.takeFragment());
    this.takeFragment();
    this.show();
  }

  onChange(listener) { this.listeners.push(listener); }

  /** The missing requirement for changes; empty if nothing is missing. */
  missing() {
    const parts = [this.name ? "" : "your name", this.token ? "" : "the operator token"].filter(Boolean);
    return parts.join(" and ");
  }

  /** Reads a token from the address, and removes it from the address. */
  takeFragment() {
    if (!location.hash.startsWith(FRAGMENT)) return;
    this.token = decode(location.hash.slice(FRAGMENT.length));
    write("sessionStorage", TOKEN, this.token);
    history.replaceState(null, "", location.pathname + location.search);
    this.refused = "";
    this.show();
  }

  show() {
    const state = this.refused ? "refused" : this.missing() ? "missing" : "ready";
    this.button.dataset.state = state;
    this.button.textContent = this.refused ? "Token refused" : this.name || "Operator …";
    this.button.title = this.refused || (this.missing() ? `To act on alerts, give ${this.missing()}.` : "Name and token for acting on alerts");
    this.listeners.forEach((listener) => listener());
  }

  /** Asks for name and token, then continues. */
  ask(why = "", then = () => {}) {
    this.form.open({
      title: "Operator",
      intro: [why, "The name is written beside what you do and stays in this browser; the token stays in this tab until it closes."]
        .filter(Boolean).join(" "),
      fields: [
        { name: "by", label: "Your name", value: this.name, required: true, autocomplete: "username" },
        { name: "token", label: "Operator token", type: "password", value: this.token, required: true, autocomplete: "off" },
      ],
      action: "Keep",
      extra: { label: "Forget both", run: () => this.keep("", "") },
      send: async ({ by, token }) => this.keep(by, token),
      then,
    });
  }

  keep(name, token) {
    if (!/^[\x21-\x7e]*$/.test(token)) throw new Refusal("A token has letters, digits and signs, and no blanks.", 0, {}, "token");
    this.name = name;
    this.token = token;
    this.refused = "";
    write("localStorage", NAME, name);
    write("sessionStorage", TOKEN, token);
    this.show();
  }

  /**
   * Sends a request to the API and returns its answer.
   *
   * @throws Refusal with a message for the user if the API refuses or does not answer
   */
  async send(path, body) {
    let response;
    try {
      response = await fetch(`/api/v1/${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", Authorization: `Bearer ${this.token}` },
        body: JSON.stringify(body),
      });
    } catch {
      const again = path.startsWith("alerts/") ? " Sending the same again does not do it twice." : "";
      throw new Refusal(`No answer came, so it may or may not be done.${again}`, 0);
    }
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      this.refused = "";
      this.show();
      return answer;
    }
    throw this.refusal(response.status, answer, Object.keys(body));
  }

  refusal(status, problem, fields) {
    if (status === 401) {
      this.refused = "The token is not this deployment's operator token.";
      this.show();
      const refusal = new Refusal(this.refused, status, problem);
      refusal.remedy = { label: "Give another …", run: () => this.ask() };
      return refusal;
    }
    if (status === 403) {
      return new Refusal("Nothing can be changed here: this deployment has no operator token. Set METROBED_OPERATOR_TOKEN.", status, problem);
    }
    return refusalOf(status, problem, fields);
  }
}

/** A refusal with the text of the problem, at the named field if this field was sent. */
export function refusalOf(status, problem, fields) {
  const detail = problem.detail ?? problem.title ?? `The answer was ${status}.`;
  const [, field, rule] = FIELD.exec(detail) ?? [];
  const known = status === 400 && fields.includes(field);
  return new Refusal(known ? `It ${rule}` : detail, status, problem, known ? field : null);
}

function read(storage, key) {
  try {
    return globalThis[storage].getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** If the browser stores nothing, the page still works until the tab is closed. */
function write(storage, key, text) {
  try {
    if (text) globalThis[storage].setItem(key, text);
    else globalThis[storage].removeItem(key);
  } catch {
    // kept in memory only
  }
}
