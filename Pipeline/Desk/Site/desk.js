// The list of videos, as they stand now.
import { Problem, get } from "./api.js";
import { byId, el, say } from "./dom.js";
import { Events } from "./events.js";
import { dropToken } from "./session.js";
import { VideoRow } from "./video-row.js";
import { count } from "./words.js";

const PAGE = 50;

class VideoList {
  constructor() {
    this.place = byId("list");
    this.rows = new Map();
    this.cursor = null;
    this.query = new URLSearchParams(location.search).get("q") ?? "";
    byId("search").value = this.query;
    byId("search").addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.search(byId("search").value), 150);
    });
    byId("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.search(byId("search").value);
    });
    const more = byId("more");
    more.addEventListener("click", () => this.read(this.cursor));
    // The next ones are there before the end of the list is reached.
    new IntersectionObserver(([entry]) => {
      if (entry.isIntersecting && this.cursor && !this.isReading) this.read(this.cursor);
    }, { rootMargin: "600px" }).observe(more);
  }

  search(text) {
    if (text.trim() === this.query) return;
    this.query = text.trim();
    history.replaceState(null, "", this.query ? `/?q=${encodeURIComponent(this.query)}` : "/");
    this.read(null);
  }

  /** Reads a page of the list: the first one, or the one behind a cursor. */
  async read(cursor) {
    this.asked?.abort();
    this.asked = new AbortController();
    this.isReading = true;
    const parameters = new URLSearchParams({ limit: PAGE });
    if (cursor) parameters.set("cursor", cursor);
    if (this.query) parameters.set("q", this.query);
    try {
      const { body } = await get(`/api/videos?${parameters}`, { signal: this.asked.signal });
      if (!cursor) this.empty();
      for (const video of body.videos) this.put(video);
      this.cursor = body.next_cursor;
      this.show(body);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof Problem)) throw error;
      this.fail(error.message);
    }
    this.isReading = false;
  }

  empty() {
    this.rows.clear();
    this.place.replaceChildren();
  }

  put(video) {
    const old = this.rows.get(video.id);
    if (old) return old.show(video);
    const row = new VideoRow(video);
    this.rows.set(video.id, row);
    this.place.append(row.root);
    return row;
  }

  show({ watcher }) {
    this.place.setAttribute("aria-busy", "false");
    byId("notice").hidden = true;
    byId("more").hidden = !this.cursor;
    const none = byId("none");
    none.hidden = this.rows.size > 0;
    none.textContent = this.query ? "No video has that in its name." : "There is no video in this outbox yet.";
    const live = byId("live");
    live.hidden = false;
    live.className = `badge ${watcher ? "ready" : ""}`;
    live.textContent = watcher ? "A watcher is at work" : "No watcher: changes are cut by the desk";
    if (this.query) say(`${count(this.rows.size, "video")}${this.cursor ? " and more" : ""} found.`);
  }

  fail(text) {
    const place = byId("notice");
    place.hidden = false;
    place.replaceChildren(el("p", { text }));
  }

  connect(events) {
    events.addEventListener("video", (event) => {
      const { id } = event.detail;
      const row = this.rows.get(id);
      if (row) row.update(event.detail);
      // One that is not in sight may be new, or further down.
      else if (!this.query) this.readFirstSoon();
    });
    events.addEventListener("gone", (event) => {
      this.rows.get(event.detail.id)?.root.remove();
      this.rows.delete(event.detail.id);
    });
    events.addEventListener("reset", () => this.read(null));
    events.addEventListener("lost", () => {
      const live = byId("live");
      live.hidden = false;
      live.className = "badge error";
      live.textContent = "Not connected; trying again";
    });
    events.addEventListener("back", () => this.read(null));
  }

  /** New videos stand where the server puts them; what was loaded further down stays. */
  readFirstSoon() {
    this.soon ??= setTimeout(async () => {
      this.soon = null;
      try {
        const { body } = await get(`/api/videos?limit=${PAGE}`);
        body.videos.forEach((video, index) => {
          const row = this.put(video);
          if (this.place.children[index] !== row.root) this.place.insertBefore(row.root, this.place.children[index]);
        });
        byId("none").hidden = this.rows.size > 0;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        this.fail(error.message);
      }
    }, 1000);
  }
}

dropToken();
const list = new VideoList();
await list.read(null);
list.connect(new Events());
document.documentElement.dataset.ready = "true";
