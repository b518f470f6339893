// A video whose moments are not chosen yet: the page shows how far it is, and opens when they are.
import { get, videoPath } from "./api.js";
import { byId, el } from "./dom.js";
import { badge, isFinal } from "./words.js";

/** Whether there is nothing to be changed yet, and something to come. */
export function isAwaited({ video, moments }) {
  return !isFinal(video.status) && (moments.body.moments.length === 0 || !video.duration);
}

/** Shows the state of a video until it has moments, or will have none. */
export function awaitMoments(id, video, events) {
  const place = byId("loading");
  const bar = byId("work");
  const show = ({ status, progress }) => {
    byId("status").replaceChildren(badge(status));
    bar.hidden = isFinal(status);
    if (Number.isFinite(progress)) bar.value = progress;
    else bar.removeAttribute("value");
  };
  const text = "The moments of this video are not chosen yet. It opens here when they are.";
  place.replaceChildren(el("p", { text }));
  show(video);
  return new Promise((resolve, reject) => {
    const look = () => {
      Promise.all([get(videoPath(id)), get(videoPath(id, "/moments"))]).then(([now, moments]) => {
        if (!isAwaited({ video: now.body.video, moments })) resolve();
      }).catch(reject);
    };
    events.addEventListener("video", (event) => {
      if (event.detail.id !== id) return;
      show(event.detail);
      // Cutting begins when the moments are chosen.
      if (isFinal(event.detail.status) || event.detail.status === "clipping") look();
    });
    events.addEventListener("moments", (event) => { if (event.detail.id === id) look(); });
    events.addEventListener("back", look);
  });
}
