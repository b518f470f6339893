// The clip of the chosen moment, to look at.
import { byId, el } from "./dom.js";
import { clipState } from "./clips.js";

/** Shows the clip; `make` is dispatched with a moment's id where somebody wants it now. */
export class ClipView extends EventTarget {
  constructor({ draft, clips }) {
    super();
    this.draft = draft;
    this.clips = clips;
    this.place = byId("clip");
    this.shown = null;
    draft.addEventListener("change", () => this.show());
    clips.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const entry = this.draft.chosen;
    this.place.hidden = !entry;
    if (!entry) return;
    const found = this.clips.of(entry.moment);
    const isSaved = this.draft.stateOf(entry.moment) === "saved";
    const unsaved = found.clip?.file ? "The clip as it is now. Save to have it cut again." : "Save to have it cut.";
    const state = isSaved ? clipState(found, entry.moment) : { kind: "changed", text: unsaved };
    const said = byId("clip-state");
    said.textContent = state.text;
    said.className = `clip-state ${state.kind}`;
    const now = byId("clip-now");
    now.hidden = !isSaved || !found.made || !["waiting", "error"].includes(state.kind);
    now.onclick = () => this.dispatchEvent(new CustomEvent("make", { detail: found.made.id }));
    this.showFiles(found.clip);
  }

  /** The player stays as it is while nothing about the clip is new: what is being watched goes on. */
  showFiles(clip) {
    const files = clip ? [clip.file, clip.thumbnail, ...(clip.renditions ?? []).map((one) => one.file)] : [];
    const signature = JSON.stringify([files, clip?.file && this.clips.manifest.updated_at, clip?.status]);
    if (signature === this.shown) return;
    this.shown = signature;
    const place = byId("clip-files");
    if (!clip?.file) {
      place.replaceChildren();
      return;
    }
    const link = (text, file) => el("a", { href: this.clips.url(file), download: true, text });
    const links = [link("MP4", clip.file)];
    if (clip.captions) links.push(link("VTT", clip.captions.vtt), link("SRT", clip.captions.srt));
    if (clip.text) links.push(link("TXT", clip.text));
    const shapes = (clip.renditions ?? []).filter((one) => one.file);
    place.replaceChildren(
      this.player(clip.file, clip.thumbnail, clip, "The clip"),
      el("p", { class: "files" }, ...links),
      ...shapes.map((one) => el("details", { class: "shape" },
        el("summary", { text: `${one.format}, ${one.width} × ${one.height}` }),
        this.player(one.file, one.thumbnail, one, `The clip as ${one.format}`),
        el("p", { class: "files" }, link("MP4", one.file)))),
    );
  }

  player(file, thumbnail, { width, height }, label) {
    const video = el("video", {
      src: this.clips.url(file),
      controls: true,
      playsinline: true,
      preload: "none",
      width,
      height,
      poster: thumbnail ? this.clips.url(thumbnail) : null,
      "aria-label": label,
    });
    video.addEventListener("play", () => this.dispatchEvent(new CustomEvent("played", { detail: video })));
    return video;
  }
}
