// How states are said, in the static pages' words.
import { el } from "./dom.js";

const LABELS = {
  waiting_for_upload: "Waiting",
  uploading: "Reading the video",
  processing: "Checking the video",
  transcribing: "Getting the transcript",
  analyzing: "Choosing moments",
  clipping: "Cutting clips",
  captioning: "Writing captions",
  ready: "Ready",
  partial: "Some clips failed",
  error: "Failed",
};

/** A status in a word or two. */
export const statusLabel = (status) => LABELS[status] ?? String(status);

/** Whether a status is final. */
export const isFinal = (status) => ["ready", "partial", "error"].includes(status);

/** A status as a label with a dot, in its own words or others. */
export function badge(status, label = null) {
  return el("span", { class: `badge ${isFinal(status) ? status : "busy"}`, text: label ?? statusLabel(status) });
}

/** `1 clip`, `3 clips`. */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** The name of a video: the last part of its folder. */
export const lastPart = (folder) => String(folder ?? "").split("/").filter(Boolean).pop() ?? "";

const FIELDS = {
  start_time: "start",
  end_time: "end",
  title: "title",
  description: "description",
  caption: "caption",
  hashtags: "hashtags",
  framing: "framing",
  formats: "shapes",
};

/** A key of moments.json in a word. */
export const fieldLabel = (key) => FIELDS[key] ?? key.replaceAll("_", " ");
