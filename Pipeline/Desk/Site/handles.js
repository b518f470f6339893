// The ends of moments as handles on the timeline: sliders for pointers, keys and screen readers.
import { el } from "./dom.js";
import { exact } from "./times.js";

/** How near, in pixels, an end must come to a sentence's to lie on it. Alt keeps it off. */
const SNAP = 5;
/** While an end is held nearer than this to the border, the timeline moves on: pixels. */
const BORDER = 28;

/**
 * Two handles and a number for each moment. `move` is dispatched by the timeline with `{ key, side, time }` after an
 * end was moved, so that the player can show the frame.
 */
export class Handles {
  constructor(timeline, { draft, clock, sentences, layer }) {
    this.timeline = timeline;
    this.draft = draft;
    this.clock = clock;
    this.sentences = sentences;
    this.layer = layer;
    this.groups = new Map();
    this.isDragged = false;
  }

  /** Puts everything where the view has it. */
  place(view) {
    const { list, state } = this.draft;
    for (const [key, group] of this.groups) {
      if (list.some((entry) => entry.key === key)) continue;
      group.root.remove();
      this.groups.delete(key);
    }
    let lastNumber = -Infinity;
    const inTime = [...list].sort((a, b) => a.moment.start_time - b.moment.start_time);
    for (const { key, moment } of inTime) {
      const group = this.groups.get(key) ?? this.make(key);
      const number = list.findIndex((entry) => entry.key === key) + 1;
      const isChosen = key === state.chosen;
      const name = moment.title || "without a title";
      group.root.classList.toggle("chosen", isChosen);
      group.root.setAttribute("aria-label", `Moment ${number}: ${name}`);
      const [from, to] = [view.x(moment.start_time), view.x(moment.end_time)];
      this.placeNumber(group, { number, name, isChosen, from, to, lastNumber, view });
      if (!group.number.hidden) lastNumber = group.x;
      for (const side of ["start", "end"]) {
        const handle = group[side];
        const x = side === "start" ? from : to;
        const time = side === "start" ? moment.start_time : moment.end_time;
        const frame = this.clock.edge(time) - (side === "end" ? 1 : 0);
        // Only the chosen moment's handles are stops of the Tab key; [ and ] choose.
        handle.tabIndex = isChosen ? 0 : -1;
        handle.hidden = (x < -2 || x > view.width + 2) && document.activeElement !== handle;
        handle.style.transform = `translateX(${x}px)`;
        handle.setAttribute("aria-label", `${side === "start" ? "Start" : "End"} of moment ${number}`);
        handle.setAttribute("aria-valuemax", this.clock.time(this.clock.edge(view.total)));
        handle.setAttribute("aria-valuenow", time);
        const label = this.clock.label(frame);
        handle.setAttribute("aria-valuetext", `${exact(time)}${label && `, ${side === "end" ? "last " : ""}${label}`}`);
      }
    }
  }

  placeNumber(group, { number, name, isChosen, from, to, lastNumber, view }) {
    const middle = (Math.max(from, 0) + Math.min(to, view.width)) / 2;
    group.x = Math.max(middle, lastNumber + 26);
    group.number.hidden = to < 0 || from > view.width || group.x > view.width + 8;
    group.number.style.transform = `translateX(${group.x}px)`;
    group.number.textContent = number;
    group.number.setAttribute("aria-label", `Choose moment ${number}: ${name}`);
    group.number.setAttribute("aria-pressed", isChosen);
  }

  make(key) {
    const slider = (side) => el("div", {
      class: `handle ${side}`,
      role: "slider",
      tabindex: "-1",
      "aria-orientation": "horizontal",
      "aria-valuemin": "0",
      onpointerdown: (event) => this.grab(event, key, side),
      onkeydown: (event) => this.press(event, key, side),
      onfocus: () => this.draft.choose(key),
      ondblclick: () => this.closeUp(key, side),
    }, el("span", { class: "grip" }));
    const number = el("button", {
      class: "number",
      type: "button",
      onclick: () => this.timeline.dispatchEvent(new CustomEvent("choose", { detail: key })),
    });
    const [start, end] = [slider("start"), slider("end")];
    const root = el("div", { class: "ends", role: "group" }, number, start, end);
    const group = { root, number, start, end, x: 0 };
    this.groups.set(key, group);
    this.layer.append(root);
    return group;
  }

  moment(key) { return this.draft.list.find((entry) => entry.key === key)?.moment; }

  /** Moves an end to an edge between frames, at least one frame from the other end. */
  moveTo(key, side, edge) {
    const moment = this.moment(key);
    if (!moment) return;
    const last = this.clock.edge(this.timeline.view.total);
    const [start, end] = [this.clock.edge(moment.start_time), this.clock.edge(moment.end_time)];
    const target = side === "start"
      ? Math.min(Math.max(edge, 0), end - 1)
      : Math.max(Math.min(edge, last), start + 1);
    const time = Math.min(this.clock.time(target), this.timeline.view.total);
    this.draft.set(key, { [`${side}_time`]: time });
    this.timeline.dispatchEvent(new CustomEvent("move", { detail: { key, side, edge: target, time } }));
  }

  edge(key, side) {
    const moment = this.moment(key);
    return this.clock.edge(side === "start" ? moment.start_time : moment.end_time);
  }

  grab(event, key, side) {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    this.draft.choose(key);
    this.draft.undo.seal();
    const { view, canvas } = this.timeline;
    const left = () => canvas.getBoundingClientRect().left;
    const edgeTime = () => this.clock.time(this.edge(key, side));
    // The end keeps its distance from where it was taken hold of, and does not jump there.
    const offset = event.clientX - left() - view.x(edgeTime());
    let [x, isFree, timer] = [event.clientX, event.altKey, 0];
    const move = () => {
      const time = view.time(x - left() - offset);
      this.moveTo(key, side, this.clock.nearest(isFree ? time : this.snapped(time, side)));
    };
    const walk = () => {
      const inside = x - left();
      const beyond = Math.min(inside - BORDER, 0) + Math.max(inside - view.width + BORDER, 0);
      if (beyond !== 0 && view.zoom > 1.001) {
        this.timeline.pan(beyond * 0.35);
        move();
      }
      timer = requestAnimationFrame(walk);
    };
    const moved = (next) => {
      [x, isFree] = [next.clientX, next.altKey];
      if (!this.isDragged) walk();
      this.isDragged = true;
      move();
    };
    const stop = new AbortController();
    const end = () => {
      cancelAnimationFrame(timer);
      stop.abort();
      this.isDragged = false;
      this.draft.undo.seal();
      this.timeline.draw();
    };
    handle.addEventListener("pointermove", moved, { signal: stop.signal });
    handle.addEventListener("pointerup", end, { signal: stop.signal });
    handle.addEventListener("pointercancel", end, { signal: stop.signal });
  }

  snapped(time, side) {
    const places = side === "start" ? this.sentences.starts : this.sentences.ends;
    const reach = SNAP / this.timeline.view.pixelsPerSecond;
    // Where frames are wider than that, the person sees what they do.
    if (reach < 1 / this.clock.rate) return time;
    return places.find((place) => Math.abs(place - time) <= reach) ?? time;
  }

  press(event, key, side) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const edge = this.edge(key, side);
    const second = Math.round(this.clock.rate);
    const places = side === "start" ? this.sentences.starts : this.sentences.ends;
    const sentence = (direction) => {
      return this.clock.nearest(this.sentences.next(places, this.clock.time(edge), direction));
    };
    const one = event.shiftKey ? sentence : (direction) => edge + direction;
    const target = {
      ArrowRight: () => one(1),
      ArrowUp: () => one(1),
      ArrowLeft: () => one(-1),
      ArrowDown: () => one(-1),
      PageUp: () => edge + second,
      PageDown: () => edge - second,
      Home: () => 0,
      End: () => this.clock.edge(this.timeline.view.total),
      Enter: () => { this.closeUp(key, side); },
    }[event.key];
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    const wanted = target();
    if (wanted === undefined) return;
    this.moveTo(key, side, wanted);
    this.timeline.reveal(this.clock.time(this.edge(key, side)));
  }

  /** As near as it gets: an end with a second or two round it. */
  closeUp(key, side) {
    const { view } = this.timeline;
    const time = this.clock.time(this.edge(key, side));
    view.show(time - view.shortest / 2, view.shortest);
    this.timeline.draw();
  }
}
