// The source, played. The picture that is seen and the frame that is named are the same one.

/**
 * Plays stretches of the source. `time` is dispatched whenever another frame is shown, `state` when it begins, ends
 * or cannot go on.
 */
export class Player extends EventTarget {
  constructor(video, clock, duration) {
    super();
    this.video = video;
    this.clock = clock;
    this.duration = duration;
    this.stretch = null;
    this.failure = null;
    this.reverse = 0;
    this.wanted = 0;
    this.target = null;
    video.addEventListener("play", () => { this.follow(); this.tell(); });
    video.addEventListener("pause", () => { this.stay(); this.tell(); });
    video.addEventListener("seeked", () => this.arrived());
    video.addEventListener("timeupdate", () => { if (!video.paused) this.pass(video.currentTime); });
    video.addEventListener("loadedmetadata", () => { this.seek(this.wanted, { isQuiet: true }); this.tell(); });
    video.addEventListener("error", () => {
      this.failure = "This browser cannot play the source. Times, words and clips can be changed all the same.";
      this.tell();
    });
    video.addEventListener("click", () => this.toggle());
  }

  get isPlaying() { return !this.video.paused || this.reverse > 0; }
  get time() { return this.wanted; }
  get frame() { return this.clock.shown(this.wanted); }
  get lastFrame() { return Math.max(0, this.clock.edge(this.duration) - 1); }
  tell() { this.dispatchEvent(new Event("state")); }

  /** Goes to the frame at a time. */
  seek(seconds, { isQuiet = false } = {}) { this.seekFrame(this.clock.shown(seconds), { isQuiet }); }

  seekFrame(frame, { isQuiet = false } = {}) {
    const target = Math.min(Math.max(frame, 0), this.lastFrame);
    const middle = Math.min(this.clock.middle(target), Math.max(0, this.duration - 0.001));
    this.wanted = middle;
    // While one picture is on its way, only the newest wish is kept: dragging never queues.
    this.target = middle;
    if (this.video.readyState > 0 && !this.video.seeking) this.video.currentTime = middle;
    if (!isQuiet) this.stretch = null;
    this.dispatchEvent(new Event("time"));
  }

  arrived() {
    // The event may be a late one of an earlier seek, while another is on its way.
    if (this.video.seeking) return;
    if (this.target !== null && Math.abs(this.video.currentTime - this.target) > 0.25 / this.clock.rate) {
      // A playing video has gone on a little from where it was sent.
      const isThere = !this.video.paused && this.video.currentTime > this.target
        && this.video.currentTime < this.target + 0.5;
      if (!isThere) {
        this.video.currentTime = this.target;
        return;
      }
    }
    this.target = null;
    if (this.reverse > 0) this.goBackwards();
  }

  step(frames) {
    this.pause();
    this.seekFrame(this.frame + frames);
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  /** Plays on from where it is. */
  play(rate = 1) {
    this.reverse = 0;
    this.stretch = null;
    if (this.time >= this.duration - 0.1) this.seekFrame(0);
    this.begin(rate);
  }

  /** Plays from a time to another and stops there, or begins again. */
  playStretch(start, end, { isLoop = false, name = "" } = {}) {
    this.reverse = 0;
    this.seekFrame(this.clock.edge(start), { isQuiet: true });
    this.stretch = { start, end, isLoop, name };
    this.begin(1);
  }

  begin(rate) {
    this.video.playbackRate = rate;
    this.video.play().catch((error) => {
      if (error.name === "AbortError") return;
      this.failure = this.failure ?? `The source does not play: ${error.message}`;
      this.tell();
    });
    this.tell();
  }

  pause() {
    this.reverse = 0;
    this.stretch = null;
    if (this.video.paused) this.tell();
    else this.video.pause();
  }

  /** L: plays; again, faster. */
  faster() {
    this.play(this.video.paused ? 1 : Math.min(this.video.playbackRate * 2, 8));
  }

  /** J: plays backwards; again, faster. No browser does that by itself, so it goes in steps. */
  backwards() {
    this.stretch = null;
    const reverse = this.reverse ? Math.min(this.reverse * 2, 8) : 1;
    if (!this.video.paused) this.video.pause();
    this.reverse = reverse;
    this.since = performance.now();
    this.tell();
    this.goBackwards();
  }

  goBackwards() {
    requestAnimationFrame(() => {
      if (!this.reverse) return;
      const now = performance.now();
      const passed = Math.min((now - this.since) / 1000, 0.25) * this.reverse;
      if (passed < 1 / this.clock.rate) return this.goBackwards();
      this.since = now;
      if (this.frame === 0) return this.pause();
      this.seek(this.wanted - passed, { isQuiet: true });
    });
  }

  /** Follows what is on screen, frame by frame where the browser tells. */
  follow() {
    if (this.video.requestVideoFrameCallback && this.clock.hasFrames) {
      this.video.cancelVideoFrameCallback?.(this.callback);
      const shown = (_, frame) => {
        if (this.video.paused) return;
        this.pass(frame.mediaTime + 0.5 / this.clock.rate);
        this.callback = this.video.requestVideoFrameCallback(shown);
      };
      this.callback = this.video.requestVideoFrameCallback(shown);
    }
  }

  pass(time) {
    this.wanted = Math.min(time, this.duration);
    const { stretch } = this;
    // The frame at the end's edge is the first one that is no longer in the stretch.
    if (stretch && this.clock.shown(time) >= this.clock.edge(stretch.end) - 1) {
      if (stretch.isLoop) {
        this.seekFrame(this.clock.edge(stretch.start), { isQuiet: true });
      } else {
        this.pause();
        this.seekFrame(this.clock.edge(stretch.end) - 1);
      }
    }
    this.dispatchEvent(new Event("time"));
  }

  /** Paused: rests on the middle of the frame that is seen. */
  stay() {
    if (this.video.ended) this.wanted = this.duration;
    if (this.reverse === 0 && !this.video.ended && !this.video.seeking) {
      this.seekFrame(this.frame, { isQuiet: true });
    }
  }
}
