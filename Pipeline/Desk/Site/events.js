// What changes, as it changes: one stream for all videos.

/**
 * The server's events with their data as `detail`: `video`, `moments`, `failed` (work came to nothing), `gone`, and
 * `reset`, when it no longer knows what was missed. Besides `lost` when the stream breaks off, and
 * `back` when it is there again: then whatever happened in between is to be read anew.
 */
export class Events extends EventTarget {
  constructor() {
    super();
    this.wasLost = false;
    this.open();
    // A page that a browser kept in memory comes back without its stream.
    addEventListener("pagehide", () => this.source.close());
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.wasLost = true;
      this.open();
    });
  }

  open() {
    this.source = new EventSource("/api/events");
    for (const name of ["video", "moments", "failed", "gone", "reset"]) {
      this.source.addEventListener(name, (event) => {
        this.dispatchEvent(new CustomEvent(name, { detail: event.data ? JSON.parse(event.data) : {} }));
      });
    }
    this.source.addEventListener("open", () => {
      if (this.wasLost) this.dispatchEvent(new Event("back"));
      this.wasLost = false;
    });
    this.source.addEventListener("error", () => {
      if (!this.wasLost) this.dispatchEvent(new Event("lost"));
      this.wasLost = true;
      // The browser tries again by itself, unless it was refused.
      if (this.source.readyState === EventSource.CLOSED) {
        clearTimeout(this.again);
        this.again = setTimeout(() => this.open(), 5000);
      }
    });
  }
}
