// Candidates that were not chosen, to look at and to take in.
import { byId, el } from "./dom.js";
import { length, short } from "./times.js";
import { count } from "./words.js";

/** Shows the candidates; `play` and `look` are dispatched with one, `take` too. */
export class Candidates extends EventTarget {
  constructor({ draft }) {
    super();
    this.draft = draft;
    this.shown = null;
    draft.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const { rejected, moments } = this.draft;
    const overlaps = rejected.map((one) => {
      return moments.findIndex((moment) => moment.start_time < one.end_time && one.start_time < moment.end_time);
    });
    const signature = JSON.stringify([rejected, overlaps]);
    if (signature === this.shown) return;
    this.shown = signature;
    byId("candidates").hidden = rejected.length === 0;
    byId("candidates-count").textContent = count(rejected.length, "candidate");
    byId("candidate-list").replaceChildren(...rejected.map((one, index) => this.row(one, overlaps[index])));
  }

  row(one, overlap) {
    const tell = (name) => this.dispatchEvent(new CustomEvent(name, { detail: one }));
    const title = one.title || one.quote || `Moment at ${short(one.start_time)}`;
    const why = [one.passed_over, overlap >= 0 ? `Overlaps moment ${overlap + 1}.` : null].filter(Boolean).join(" ");
    const facts = [
      `${short(one.start_time)}–${short(one.end_time)}`,
      length(one.end_time - one.start_time),
      ...(Number.isFinite(one.score) ? [`Score ${one.score.toFixed(2)}`] : []),
    ];
    const look = {
      onmouseenter: () => tell("look"),
      onfocusin: () => tell("look"),
      onmouseleave: () => this.dispatchEvent(new CustomEvent("look", { detail: null })),
    };
    return el("li", look,
    el("div", { class: "what" },
      el("strong", { dir: "auto", text: title }),
      el("p", { class: "line times", text: facts.join(" · ") }),
      el("p", { class: "small", text: why })),
    el("div", { class: "actions" },
      el("button", { type: "button", "aria-label": `Play: ${title}`, text: "Play", onclick: () => tell("play") }),
      el("button", {
        type: "button", class: "take", "aria-label": `Take in: ${title}`, text: "Take in", onclick: () => tell("take"),
      })));
  }
}
