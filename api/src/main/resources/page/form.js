// A dialog with fields. It stays open and keeps the input until the request succeeds or the user closes the dialog.

import { element } from "./dom.js";

export class Form {
  constructor(dialog) {
    this.dialog = dialog;
    this.serial = 0;
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && this.isUntouched()) dialog.close(); // a click outside the dialog
    });
  }

  /**
   * Opens the dialog.
   *
   * @param spec title; intro; fields; action, the label of the button; send, receives the values by name and may throw
   *     an error with a message, its field and a remedy (label, run); then, called after success; extra, an additional
   *     button (label, run)
   */
  open(spec) {
    this.spec = spec;
    this.serial++;
    const heading = element("h2", "", spec.title, { id: `${this.dialog.id}-title` });
    this.problem = element("p", "problem", [], { role: "alert" });
    this.fields = spec.fields.map((field) => (field.type === "radio" ? this.choice(field) : this.field(field)));
    this.submit = element("button", "primary", spec.action, { type: "submit" });
    const buttons = [this.submit, this.button("Cancel", () => this.dialog.close())];
    if (spec.extra) buttons.push(this.button(spec.extra.label, () => { spec.extra.run(); this.dialog.close(); }));
    this.form = element("form", "", [
      heading, ...(spec.intro ? [element("p", "note", spec.intro)] : []), ...this.fields.map((field) => field.root),
      this.problem, element("div", "buttons", buttons),
    ], { novalidate: "" });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.dialog.setAttribute("aria-labelledby", heading.id);
    this.dialog.replaceChildren(this.form);
    if (!this.dialog.open) this.dialog.showModal();
    this.fields[0].focus();
    this.typed = JSON.stringify(this.values());
  }

  isUntouched() { return JSON.stringify(this.values()) === this.typed; }

  button(label, run) {
    const button = element("button", "", label, { type: "button" });
    button.addEventListener("click", run);
    return button;
  }

  field({ name, label, type = "text", value = "", hint = "", required = false, rows = 0, autocomplete = "off", list = [] }) {
    const id = `${this.dialog.id}-${name}`;
    const input = element(rows ? "textarea" : "input", "", [], { id, name, autocomplete, "aria-describedby": `${id}-hint ${id}-error` });
    if (rows) input.rows = rows;
    else input.type = type;
    input.value = value;
    input.spellcheck = rows > 0;
    if (required) input.setAttribute("aria-required", "true");
    const error = element("p", "field-error", [], { id: `${id}-error` });
    const parts = [element("label", "", label, { for: id }), input, element("p", "hint", hint, { id: `${id}-hint` }), error];
    if (list.length > 0) {
      input.setAttribute("list", `${id}-list`);
      parts.push(element("datalist", "", list.map((entry) => element("option", "", [], { value: entry })), { id: `${id}-list` }));
    }
    return {
      name, error, input, required, label, root: element("div", "field", parts), read: () => input.value.trim(),
      focus: () => {
        input.focus();
        input.select?.();
      },
    };
  }

  choice({ name, label, options, value }) {
    const id = `${this.dialog.id}-${name}`;
    const error = element("p", "field-error", [], { id: `${id}-error` });
    const inputs = options.map((option) => {
      const input = element("input", "", [], { type: "radio", name, value: option.value });
      input.checked = option.value === value;
      return { input, root: element("label", "option", [input, element("span", "", option.label), element("small", "", option.hint ?? "")]) };
    });
    const root = element("fieldset", "field", [element("legend", "", label), ...inputs.map((one) => one.root), error],
      { "aria-describedby": error.id });
    const chosen = () => inputs.find((one) => one.input.checked) ?? inputs[0];
    return { name, error, input: root, root, label, required: false, read: () => chosen().input.value, focus: () => chosen().input.focus() };
  }

  values() { return Object.fromEntries(this.fields.map((field) => [field.name, field.read()])); }

  async send() {
    if (this.submit.getAttribute("aria-disabled") === "true") return;
    this.clear();
    const empty = this.fields.find((field) => field.required && field.read() === "");
    if (empty) {
      this.complain(empty, "Needed.");
      return;
    }
    const { spec, serial } = this;
    this.submit.setAttribute("aria-disabled", "true");
    this.submit.textContent = "Sending …";
    try {
      await spec.send(this.values());
      if (serial === this.serial) this.dialog.close();
      spec.then?.();
    } catch (error) {
      if (serial === this.serial) this.fail(error);
    } finally {
      if (serial === this.serial) this.release();
    }
  }

  release() {
    this.submit.removeAttribute("aria-disabled");
    this.submit.textContent = this.spec.action;
  }

  fail(error) {
    const field = this.fields.find((one) => one.name === error.field);
    if (field) this.complain(field, error.message);
    else this.problem.textContent = error.message;
    if (error.remedy) this.problem.append(" ", this.button(error.remedy.label, error.remedy.run));
  }

  complain(field, words) {
    field.error.textContent = words;
    field.input.setAttribute("aria-invalid", "true");
    field.focus();
  }

  clear() {
    this.problem.textContent = "";
    this.fields.forEach((field) => {
      field.error.textContent = "";
      field.input.removeAttribute("aria-invalid");
    });
  }
}
