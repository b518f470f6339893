// The list of moments, in the order of their clips.
import { byId, el, say } from "./dom.js";
import { clipState } from "./clips.js";
import { length, short } from "./times.js";

const STATES = { new: "New", changed: "Changed" };

/** Shows the list; `play` is dispatched with a moment's key. */
export class MomentList extends EventTarget {
  constructor({ draft, clips }) {
    super();
    this.draft = draft;
    this.clips = clips;
    this.place = byId("moment-list");
    this.rows = new Map();
    draft.addEventListener("change", () => this.show());
    clips.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const { list, state } = this.draft;
    byId("moments-none").hidden = list.length > 0;
    byId("moments-count").textContent = list.length > 0 ? String(list.length) : "";
    for (const [key, row] of this.rows) {
      if (list.some((entry) => entry.key === key)) continue;
      row.root.remove();
      this.rows.delete(key);
    }
    const focused = document.activeElement;
    list.forEach((entry, index) => {
      const row = this.rows.get(entry.key) ?? this.make(entry.key);
      // Moving an element takes the focus from it.
      const there = this.place.children[index] ?? null;
      if (there !== row.root) this.place.insertBefore(row.root, there);
      this.fill(row, entry, index, list.length, entry.key === state.chosen);
    });
    if (focused !== document.activeElement && this.place.contains(focused)) focused.focus();
  }

  make(key) {
    const number = el("span", { class: "number" });
    const title = el("span", { class: "name", dir: "auto" });
    const meta = el("span", { class: "times" });
    const mark = el("span", { class: "mark" });
    const choose = el("button", { class: "choose", type: "button", onclick: () => this.draft.choose(key) },
      number, el("span", { class: "what" }, title, el("span", { class: "line" }, meta, mark)));
    const tool = (text, title, onclick) => el("button", { class: "tool", type: "button", title, onclick, text });
    const up = tool("↑", "Move up", () => this.move(key, -1));
    const down = tool("↓", "Move down", () => this.move(key, 1));
    const play = tool("▶", "Play", () => this.dispatchEvent(new CustomEvent("play", { detail: key })));
    const root = el("li", {}, choose, el("span", { class: "tools" }, play, up, down));
    const row = { root, number, title, meta, mark, choose, up, down, play };
    this.rows.set(key, row);
    return row;
  }

  move(key, by) {
    if (!this.draft.move(key, by)) return;
    const index = this.draft.list.findIndex((entry) => entry.key === key);
    const row = this.rows.get(key);
    const button = by < 0 ? row.up : row.down;
    (button.disabled ? (by < 0 ? row.down : row.up) : button).focus();
    say(`Moment is now number ${index + 1} of ${this.draft.list.length}.`);
  }

  fill(row, { moment }, index, many, isChosen) {
    const title = moment.title || "Title from its words";
    row.number.textContent = index + 1;
    row.title.textContent = title;
    row.title.classList.toggle("unset", !moment.title);
    const span = moment.end_time - moment.start_time;
    row.meta.textContent = `${short(moment.start_time)}–${short(moment.end_time)} · ${length(span)}`;
    row.choose.setAttribute("aria-current", isChosen);
    row.root.classList.toggle("chosen", isChosen);
    const state = this.draft.stateOf(moment);
    const made = state === "saved" ? clipState(this.clips.of(moment), moment) : null;
    row.mark.textContent = made ? made.short : STATES[state] ?? "";
    row.mark.className = `mark ${made ? made.kind : state}`;
    row.up.disabled = index === 0;
    row.down.disabled = index === many - 1;
    for (const [button, name] of [[row.play, "Play"], [row.up, "Move up"], [row.down, "Move down"]]) {
      button.setAttribute("aria-label", `${name}: moment ${index + 1}, ${title}`);
    }
  }
}
