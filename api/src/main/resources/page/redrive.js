// Redrives dead letters: says first how many messages would be decoded again, then does it.

import { number } from "./format.js";

export class Redrives {
  /** @param operator sends requests; form asks */
  constructor(operator, form) {
    Object.assign(this, { operator, form });
  }

  /**
   * Asks whether the open dead letters of a reason shall be decoded again.
   *
   * @param group reason and count, see lettersByReason
   * @param then called after it was ordered
   */
  start(group, then) {
    const missing = this.operator.missing();
    if (missing) {
      this.operator.ask(`This needs ${missing}.`, () => this.start(group, then));
      return;
    }
    const words = group.reason.replaceAll("-", " ");
    this.form.open({
      title: `Redrive: ${words}`, action: "Count", then: () => {},
      intro: `Decodes the messages of these dead letters again, with the decoders and the catalog of now. It helps after the cause is repaired; what fails again stays a dead letter. At first it is only counted.`,
      fields: [{ name: "topic", label: "Only these topics", value: "", hint: "A filter, or the start of a topic; empty: all." }],
      send: async ({ topic }) => {
        const counted = await this.operator.send("redrives", orderOf(group, topic, true));
        this.confirm(group, topic, counted, then);
      },
    });
  }

  /** The second step; it opens in the same dialog, which the first step therefore leaves open. */
  confirm(group, topic, counted, then) {
    const lost = [[counted.gone, "no longer kept"], [counted.oversize, "too large"], [counted.damaged, "damaged"]].filter(([count]) => count > 0).map(([count, words]) => `${number(count)} ${words}`).join(", ");
    this.form.open({
      title: `Redrive ${several(counted.appended, "message")}`, action: "Redrive", then,
      intro: `${several(counted.letters, "dead letter")} of ${several(counted.messages, "message")}.${lost ? ` Not possible: ${lost}.` : ""}`,
      fields: [{ name: "topic", label: "Only these topics", value: topic, hint: "As counted; another one is not counted before." }],
      send: async (values) => this.operator.send("redrives", orderOf(group, values.topic, false)),
    });
  }
}

/** The order to redrive the dead letters of a reason. */
export function orderOf(group, topic, dryRun) { return { reason: [group.reason], ...(topic ? { topic } : {}), dryRun }; }

function several(count, noun) { return `${number(count)} ${noun}${count === 1 ? "" : "s"}`; }
