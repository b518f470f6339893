// What became of the moments: the clips, and how far the work on them is.
import { byId, el } from "./dom.js";
import { filePath } from "./api.js";
import { find } from "./merge.js";
import { badge, isFinal } from "./words.js";

/** Where the clip of a saved moment stands: in a word for the list, and in a sentence. */
export function clipState({ clip, made, isBusy }, moment) {
  const isCut = made && Math.abs(made.start_time - moment.start_time) < 0.002
    && Math.abs(made.end_time - moment.end_time) < 0.002;
  if (clip?.status === "error" && isCut) {
    return { kind: "error", short: "Failed", text: clip.error?.message ?? "This clip failed." };
  }
  if (clip?.status === "ready" && isCut) return { kind: "ready", short: "", text: "Cut as it is here." };
  if (isBusy) return { kind: "busy", short: "Being cut", text: "Saved. The clip is being cut." };
  const text = clip?.file
    ? "Saved. The clip below is the one before; it is cut again when its turn comes."
    : "Saved. The clip is cut when its turn comes.";
  return { kind: "waiting", short: "Not cut yet", text };
}

/** The manifest as it comes in. `change` is dispatched when it, or the video's state, is another one. */
export class Clips extends EventTarget {
  constructor(id, manifest) {
    super();
    this.id = id;
    this.manifest = manifest;
    this.state = { status: manifest.status, stage: null, progress: null };
    this.show();
  }

  get isBusy() { return !isFinal(this.state.status) || this.state.working === true || this.state.queued === true; }

  set(manifest, state) {
    this.manifest = manifest;
    this.setState(state);
  }

  setState(state) {
    this.state = { ...this.state, ...state };
    this.show();
    this.dispatchEvent(new Event("change"));
  }

  /** The clip that was made of a moment, and the moment that it was made of. */
  of(moment) {
    const made = find(this.manifest.moments, moment);
    const clip = made ? this.manifest.clips.find((other) => other.moment_id === made.id) ?? null : null;
    return { clip, made, isBusy: this.isBusy };
  }

  url(file) { return filePath(this.id, file, this.manifest.updated_at); }

  show() {
    const { status, queued, working } = this.state;
    const label = queued && !working ? "Waiting for its turn" : working && isFinal(status) ? "At work" : null;
    byId("status").replaceChildren(badge(label ? "busy" : status, label));
    const bar = byId("work");
    bar.hidden = !this.isBusy;
    if (Number.isFinite(this.state.progress)) bar.value = this.state.progress;
    else bar.removeAttribute("value");
    const { error } = this.manifest;
    const place = byId("failure");
    place.hidden = !error || this.isBusy;
    if (error) {
      place.replaceChildren(
        el("strong", { text: "Something failed" }),
        el("p", { class: "message", text: error.message }),
        error.detail ? el("details", {}, el("summary", { text: "More" }), el("pre", { text: error.detail })) : "",
      );
    }
  }
}
