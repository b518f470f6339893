// The words and times of the chosen moment.
import { byId, el } from "./dom.js";
import { exact, length, parse } from "./times.js";

const FRAMINGS = {
  auto: "As seems best",
  follow: "Follow whoever is to be seen",
  centre: "The middle of the picture",
  fit: "All of it, over a blurred copy",
};

/** Fields that say what they show; `play`, `end`, `drop`, `set` are dispatched by its buttons. */
export class Editor extends EventTarget {
  constructor({ draft, clips, clock, formats }) {
    super();
    this.draft = draft;
    this.clips = clips;
    this.clock = clock;
    this.formats = formats ?? [];
    this.errors = [];
    this.form = byId("editor");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.bind();
    this.makeShapes();
    draft.addEventListener("change", () => this.show());
    clips.addEventListener("change", () => this.show());
    this.show();
  }

  get key() { return this.draft.state.chosen; }
  get moment() { return this.draft.chosen?.moment; }
  set(fields) {
    if (this.key) this.draft.set(this.key, fields);
  }

  bind() {
    for (const name of ["title", "description", "caption"]) {
      const field = byId(`field-${name}`);
      // An empty field is left to the program, which fills in what is left out.
      field.addEventListener("input", () => {
        const text = name === "title" ? field.value.replace(/\s+/g, " ") : field.value;
        const empty = name === "caption" && this.draft.chosen?.moment.caption !== undefined ? null : undefined;
        this.set({ [name]: text.trim() === "" ? empty : text });
      });
    }
    const tags = byId("field-hashtags");
    tags.addEventListener("input", () => {
      const list = hashtags(tags.value);
      this.set({ hashtags: list.length > 0 ? list : null });
    });
    tags.addEventListener("blur", () => this.show());
    for (const side of ["start", "end"]) {
      const field = byId(`field-${side}`);
      field.addEventListener("change", () => this.setTime(side, field));
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.setTime(side, field);
        if (event.key === "Escape") { field.value = ""; this.show({ isForced: true }); }
      });
      byId(`${side}-back`).addEventListener("click", () => this.nudge(side, -1));
      byId(`${side}-forth`).addEventListener("click", () => this.nudge(side, 1));
      byId(`${side}-here`).addEventListener("click", () => {
        this.dispatchEvent(new CustomEvent("set", { detail: side }));
      });
    }
    byId("play-moment").addEventListener("click", () => this.dispatchEvent(new Event("play")));
    byId("play-end").addEventListener("click", () => this.dispatchEvent(new Event("end")));
    byId("drop").addEventListener("click", () => this.dispatchEvent(new Event("drop")));
    byId("take-caption").addEventListener("click", () => {
      const { clip } = this.clips.of(this.moment);
      this.set({ caption: clip.caption });
      byId("field-caption").focus();
    });
  }

  makeShapes() {
    byId("shapes").hidden = this.formats.length === 0;
    byId("shape-list").replaceChildren(...this.formats.map((format) => el("label", {},
      el("input", {
        type: "checkbox",
        value: format,
        onchange: () => {
          const boxes = [...byId("shape-list").querySelectorAll("input:checked")];
          this.set({ formats: boxes.length > 0 ? boxes.map((box) => box.value) : undefined });
        },
      }), format)));
    const framing = byId("field-framing");
    framing.append(
      el("option", { value: "", text: "As set for the video" }),
      ...Object.entries(FRAMINGS).map(([value, text]) => el("option", { value, text })),
    );
    framing.addEventListener("change", () => this.set({ framing: framing.value || undefined }));
  }

  setTime(side, field) {
    const seconds = parse(field.value, this.clock);
    if (seconds === null) {
      this.fail(`${side}_time`, "Write a time such as 1:23.5, or f2087 for a frame.");
      return;
    }
    this.dispatchEvent(new CustomEvent("time", { detail: { side, edge: this.clock.nearest(seconds) } }));
    this.show({ isForced: true });
  }

  nudge(side, frames) {
    const edge = this.clock.edge(this.moment[`${side}_time`]) + frames;
    this.dispatchEvent(new CustomEvent("time", { detail: { side, edge } }));
  }

  show({ isForced = false } = {}) {
    const { moment, key } = this;
    this.form.hidden = !moment;
    byId("editor-none").hidden = Boolean(moment) || this.draft.list.length > 0;
    if (!moment) return;
    const isNew = key !== this.shownKey;
    this.shownKey = key;
    if (isNew) byId("remark-moment").value = "";
    const put = (id, value) => {
      const field = byId(id);
      if (field.value !== value && (isNew || isForced || !this.isTyped(field, value))) field.value = value;
    };
    byId("editor-number").textContent = this.draft.chosenIndex + 1;
    put("field-title", moment.title ?? "");
    put("field-description", moment.description ?? "");
    const { clip } = this.clips.of(moment);
    put("field-caption", moment.caption ?? "");
    byId("field-caption").placeholder = clip?.caption ?? "Written from its words";
    byId("take-caption").hidden = moment.caption != null || !clip?.caption;
    put("field-hashtags", (moment.hashtags ?? []).join(" "));
    byId("field-hashtags").placeholder = clip?.hashtags?.join(" ") || "Chosen from its words";
    put("field-start", exact(moment.start_time));
    put("field-end", exact(moment.end_time));
    byId("start-frame").textContent = this.clock.label(this.clock.edge(moment.start_time));
    const last = this.clock.label(this.clock.edge(moment.end_time) - 1);
    byId("end-frame").textContent = last && `last ${last}`;
    byId("moment-length").textContent = length(moment.end_time - moment.start_time);
    byId("moment-reason").textContent = moment.reason ?? "";
    byId("moment-why").hidden = !moment.reason;
    for (const box of byId("shape-list").querySelectorAll("input")) {
      box.checked = (moment.formats ?? []).includes(box.value);
    }
    this.showFraming(moment, clip);
    this.showErrors();
  }

  /** A field in which somebody writes keeps what they wrote, where it says the same. */
  isTyped(field, value) {
    if (document.activeElement !== field) return false;
    if (field.id === "field-hashtags") return hashtags(field.value).join(" ") === value;
    if (field.id === "field-title") return field.value.replace(/\s+/g, " ") === value || field.value.trim() === value;
    return field.value.trim() === "" && value === "";
  }

  showFraming(moment, clip) {
    const framing = byId("field-framing");
    const value = moment.framing ?? "";
    const known = [...framing.options].some((option) => option.value === value);
    if (!known) framing.append(el("option", { value, text: `Round the point ${value}` }));
    framing.value = value;
    byId("framing").hidden = !(clip?.renditions?.length > 0 || moment.framing || this.formats.length > 0);
  }

  /** Shows what the server found wrong with the fields of the chosen moment. */
  setErrors(errors) {
    this.errors = errors;
    this.show();
  }

  fail(field, what) {
    this.errors = [...this.errors.filter((error) => error.field !== field || error.key !== this.key),
      { key: this.key, field, what }];
    this.showErrors();
  }

  showErrors() {
    for (const place of this.form.querySelectorAll("[data-error]")) {
      const name = place.dataset.error;
      const error = this.errors.find((one) => one.key === this.key && one.field === name);
      place.textContent = error?.what ?? "";
      place.hidden = !error;
      const field = byId(name === "formats" ? "shapes" : `field-${name.replace("_time", "")}`);
      if (error) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }
}

/** The hashtags in a line of text, each with its #. */
function hashtags(text) {
  const words = text.split(/[\s,]+/).map((word) => word.replace(/^#+/, "")).filter(Boolean);
  return [...new Set(words.map((word) => `#${word}`))];
}
