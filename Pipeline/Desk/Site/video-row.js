// A video in the list.
import { Problem, filePath, get, videoPath } from "./api.js";
import { el } from "./dom.js";
import { length } from "./times.js";
import { badge, count, isFinal, lastPart } from "./words.js";

export class VideoRow {
  constructor(video) {
    this.root = el("li", { "data-id": video.id });
    this.show(video);
  }

  show(video) {
    this.video = video;
    const { id, folder, status, thumbnail, updated_at: updated, duration, clips, error } = video;
    const name = lastPart(folder) || video.name;
    const path = folder.split("/").slice(0, -1).join("/");
    this.badge = el("span", {}, badge(status));
    this.bar = el("progress", { max: "1", "aria-label": `Work on ${name}` });
    const facts = [
      path,
      Number.isFinite(duration) ? length(duration) : null,
      clipCount(clips),
      updated ? `Changed ${updated.slice(0, 10)} ${updated.slice(11, 16)} UTC` : null,
    ];
    const image = thumbnail
      ? el("img", { src: filePath(id, thumbnail, updated), alt: "", loading: "lazy", width: 128, height: 72 })
      : blank();
    // A thumbnail may be gone that the list still names: the clip is being made again.
    image.addEventListener("error", () => image.replaceWith(blank()), { once: true });
    this.root.replaceChildren(image, el("div", { class: "video" },
      el("div", { class: "title" }, el("a", { href: `/videos/${id}`, dir: "auto", text: name }), this.badge),
      el("p", { class: "meta" }, ...facts.filter(Boolean).map((text) => el("span", { text }))),
      this.bar,
      error ? el("p", { class: "trouble", text: typeof error === "string" ? error : error.message }) : null));
    this.showWork(video);
    return this;
  }

  showWork({ status, progress, working }) {
    const isBusy = !isFinal(status) || working === true;
    this.bar.hidden = !isBusy;
    if (Number.isFinite(progress)) this.bar.value = progress;
    else this.bar.removeAttribute("value");
    this.badge.replaceChildren(isBusy && isFinal(status) ? badge("busy", "At work") : badge(status));
  }

  /** Takes an event over; what it does not tell is read where it may be another. */
  update({ status, stage, progress, working, etag }) {
    const isNew = etag !== this.etag || status !== this.video.status;
    this.etag = etag;
    this.video = { ...this.video, status, stage, working };
    this.showWork({ status, progress, working });
    if (!isNew || !isFinal(status) || working) return;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.read(), 300);
  }

  async read() {
    try {
      const { body } = await get(videoPath(this.video.id));
      const { video } = body;
      this.show({
        ...this.video,
        status: video.status,
        duration: video.duration,
        error: video.error,
        updated_at: video.updated_at,
        clips: video.clips.length,
        thumbnail: video.clips.find((clip) => clip.thumbnail)?.thumbnail ?? null,
      });
    } catch (error) {
      // The list stays as it was; the next event tries again.
      if (!(error instanceof Problem)) throw error;
    }
  }
}

const blank = () => el("span", { class: "blank", "aria-hidden": "true" });

function clipCount(clips) {
  if (clips === null || clips === undefined) return null;
  if (typeof clips === "object") return `${clips.ready} of ${count(clips.total, "clip")}`;
  return count(clips, "clip");
}
