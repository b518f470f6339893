// The timeline: where moments lie, and how their ends are moved.
import { byId } from "./dom.js";
import { Handles } from "./handles.js";
import { paint, paintOverview, palette } from "./timeline-paint.js";
import { TimelineView } from "./timeline-view.js";

const OVERVIEW = 26;

/**
 * Shows a {@link TimelineView} and lets it be moved. `seek` is dispatched with a time as `detail` where somebody
 * points at one, `choose` with a moment's key.
 */
export class Timeline extends EventTarget {
  constructor({ draft, clock, duration, sentences, curve }) {
    super();
    this.draft = draft;
    this.view = new TimelineView(duration, clock.rate);
    this.scene = { moments: [], waveform: null, curve, sentences, candidate: null, playhead: 0 };
    this.stage = byId("timeline-stage");
    this.canvas = byId("timeline-canvas");
    this.overview = byId("timeline-overview");
    this.playhead = byId("playhead");
    this.handles = new Handles(this, { draft, clock, sentences, layer: byId("timeline-handles") });
    this.colours = palette(this.stage);
    const watch = new ResizeObserver(() => this.resize());
    watch.observe(this.stage);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.colours = palette(this.stage);
      this.draw();
    });
    this.listen();
    this.listenOverview();
    for (const [id, action] of [
      ["zoom-in", () => this.zoom(2)],
      ["zoom-out", () => this.zoom(0.5)],
      ["zoom-moment", () => this.showMoment()],
      ["zoom-all", () => this.showAll()],
    ]) byId(id).addEventListener("click", action);
    draft.addEventListener("change", () => this.draw());
    this.resize();
  }

  resize() {
    this.view.resize(this.stage.clientWidth);
    this.draw();
  }

  /** Draws at the next frame, once. */
  draw() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      const { scene, view } = this;
      const chosen = this.draft.state.chosen;
      scene.moments = this.draft.list.map(({ key, moment }) => ({ key, moment, isChosen: key === chosen }));
      paint(this.canvas, view, scene, this.colours);
      paintOverview(this.overview, view, scene, this.colours, OVERVIEW);
      const x = view.x(scene.playhead);
      this.playhead.hidden = x < -1 || x > view.width + 1;
      this.playhead.style.transform = `translateX(${x}px)`;
      this.handles.place(view);
      byId("zoom-moment").disabled = !this.draft.chosen;
      byId("zoom-out").disabled = byId("zoom-all").disabled = view.zoom < 1.001;
      byId("zoom-in").disabled = view.span <= view.shortest * 1.001;
    });
  }

  /** Moves the playhead; follows it unless the person has hold of the timeline. */
  setPlayhead(time, { isFollowed }) {
    this.scene.playhead = time;
    if (isFollowed && !this.pointers.size && !this.handles.isDragged) {
      if (time < this.view.start) this.view.reveal(time);
      else if (time > this.view.end) this.view.show(time - this.view.span * 0.08, this.view.span);
    }
    this.draw();
  }

  /**
   * Shows the sound. Its levels are bytes, from -60 dBFS at 0 to full scale at 255; they are drawn as amplitudes, in
   * which words stand out. That of a quiet video fills the lane too, as far as it is no mere noise.
   */
  setWaveform({ rate, levels }) {
    const amplitudes = Float32Array.from(levels, (level) => (level === 0 ? 0 : 10 ** ((level / 255 - 1) * 3)));
    const loudest = amplitudes.reduce((most, amplitude) => Math.max(most, amplitude), 0.02);
    this.scene.waveform = { rate, peaks: amplitudes.map((amplitude) => (amplitude / loudest) ** 0.8) };
    this.draw();
  }

  setCandidate(candidate) {
    this.scene.candidate = candidate;
    if (candidate && (candidate.end < this.view.start || candidate.start > this.view.end)) {
      this.view.fit(candidate.start, candidate.end);
    }
    this.draw();
  }

  zoom(factor, around) {
    const { view, scene } = this;
    const isSeen = scene.playhead >= view.start && scene.playhead <= view.end;
    view.zoomBy(factor, around ?? (isSeen ? scene.playhead : view.start + view.span / 2));
    this.draw();
  }

  showMoment() {
    const { moment } = this.draft.chosen ?? {};
    if (moment) this.view.fit(moment.start_time, moment.end_time);
    this.draw();
  }

  showAll() {
    this.view.show(0, this.view.total);
    this.draw();
  }

  reveal(time) {
    this.view.reveal(time);
    this.draw();
  }

  seek(time) { this.dispatchEvent(new CustomEvent("seek", { detail: time })); }

  listen() {
    this.pointers = new Map();
    const surface = this.canvas;
    const x = (event) => event.clientX - surface.getBoundingClientRect().left;
    surface.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      surface.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, x(event));
      if (this.pointers.size > 1) return;
      const time = this.view.time(x(event));
      const hit = this.scene.moments.find(({ moment }) => moment.start_time <= time && time < moment.end_time);
      if (hit) this.dispatchEvent(new CustomEvent("choose", { detail: hit.key }));
      this.seek(time);
    });
    surface.addEventListener("pointermove", (event) => {
      if (!this.pointers.has(event.pointerId)) return;
      const before = [...this.pointers.values()];
      this.pointers.set(event.pointerId, x(event));
      const after = [...this.pointers.values()];
      if (after.length === 1) this.seek(this.view.time(after[0]));
      else if (after.length === 2) this.pinch(before, after);
    });
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
      surface.addEventListener(name, (event) => this.pointers.delete(event.pointerId));
    }
    this.stage.addEventListener("wheel", (event) => {
      const isZoom = event.ctrlKey || event.metaKey || event.altKey;
      const across = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      // Plain turning of the wheel is the page's.
      if (!isZoom && Math.abs(across) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
      event.preventDefault();
      if (isZoom) this.zoom(Math.exp(-event.deltaY * 0.004), this.view.time(x(event)));
      else this.pan(across);
    }, { passive: false });
  }

  pan(pixels) {
    this.view.show(this.view.start + pixels / this.view.pixelsPerSecond, this.view.span);
    this.draw();
  }

  pinch(before, after) {
    const [wide, wider] = [Math.abs(before[0] - before[1]), Math.abs(after[0] - after[1])];
    if (wide > 4 && wider > 4) this.view.zoomBy(wider / wide, this.view.time((after[0] + after[1]) / 2));
    this.pan((before[0] + before[1] - after[0] - after[1]) / 2);
  }

  /** The small strip: pointing at a place shows it above. */
  listenOverview() {
    let isHeld = false;
    const show = (event) => {
      const box = this.overview.getBoundingClientRect();
      const time = ((event.clientX - box.left) / box.width) * this.view.total;
      this.view.show(time - this.view.span / 2, this.view.span);
      this.draw();
      if (this.view.zoom < 1.001) this.seek(time);
    };
    this.overview.addEventListener("pointerdown", (event) => {
      isHeld = true;
      this.overview.setPointerCapture(event.pointerId);
      show(event);
    });
    this.overview.addEventListener("pointermove", (event) => { if (isHeld) show(event); });
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
      this.overview.addEventListener(name, () => { isHeld = false; });
    }
  }
}
