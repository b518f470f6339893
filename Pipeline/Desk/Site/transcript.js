// The transcript as text. Who selects sentences selects a stretch of the video.
import { byId, el } from "./dom.js";
import { length, short } from "./times.js";

/** A pause that begins a new paragraph, and how many sentences one holds at most. */
const PAUSE = 1.2;
const LONGEST = 6;

/**
 * Dispatches `seek` with a time, `play`, `make` and `ends` with `{ start, end }`.
 */
export class TranscriptPane extends EventTarget {
  constructor({ sentences, draft, language, speakers }) {
    super();
    this.sentences = sentences;
    this.draft = draft;
    this.text = byId("transcript-text");
    this.picked = null;
    this.spoken = -1;
    if (language) this.text.lang = language;
    this.fill(speakers ?? []);
    this.listen();
    for (const [id, name] of [["pick-play", "play"], ["pick-make", "make"], ["pick-ends", "ends"]]) {
      byId(id).addEventListener("click", () => this.tell(name));
    }
    byId("pick-clear").addEventListener("click", () => this.pick(null));
    draft.addEventListener("change", () => this.mark());
    this.mark();
    this.showBar();
  }

  tell(name) {
    if (this.picked) this.dispatchEvent(new CustomEvent(name, { detail: this.stretch }));
  }

  get stretch() {
    const { from, to } = this.picked;
    return { start: this.sentences.start(from), end: this.sentences.end(to), from, to };
  }

  fill(speakers) {
    const { list } = this.sentences;
    if (list.length === 0) {
      byId("transcript").classList.add("empty");
      byId("transcript-none").hidden = false;
      return;
    }
    this.items = [];
    let paragraph = null;
    let held = 0;
    let speaker = null;
    list.forEach((sentence, index) => {
      const name = sentence.speaker ?? speakers.find((cue) => cue.end > sentence.start)?.speaker ?? null;
      const gap = index > 0 ? sentence.start - list[index - 1].end : Infinity;
      if (gap >= PAUSE || held >= LONGEST || name !== speaker) {
        paragraph = el("div", { class: "paragraph", role: "presentation" },
          el("span", { class: "times", "aria-hidden": "true", text: short(sentence.start) }));
        if (name && name !== speaker) paragraph.append(el("b", { class: "speaker", text: name }));
        this.text.append(paragraph);
        held = 0;
      }
      speaker = name;
      held += 1;
      const item = el("span", {
        class: "sentence",
        role: "option",
        tabindex: index === 0 ? "0" : "-1",
        "aria-selected": "false",
        "data-index": index,
        text: sentence.text,
      });
      this.items.push(item);
      paragraph.append(item, " ");
    });
  }

  listen() {
    if (!this.items) return;
    const index = (node) => {
      const element = node instanceof Element ? node : node?.parentElement;
      const item = element?.closest("[data-index]");
      return item && this.text.contains(item) ? Number(item.dataset.index) : null;
    };
    this.text.addEventListener("click", (event) => {
      const one = index(event.target);
      if (one === null || !getSelection().isCollapsed) return;
      if (event.shiftKey && this.picked) this.extend(one);
      else {
        this.pick(null);
        this.focus(one);
        this.dispatchEvent(new CustomEvent("seek", { detail: this.sentences.list[one].start }));
      }
    });
    // A selection of text, by mouse, finger or the browser's own keys, is one of whole sentences.
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (selection.isCollapsed || !this.text.contains(selection.anchorNode)) return;
      const range = selection.getRangeAt(0);
      const touched = this.items.filter((item) => range.intersectsNode(item) && this.holds(range, item));
      if (touched.length === 0) return;
      this.pick({ from: Number(touched[0].dataset.index), to: Number(touched.at(-1).dataset.index) });
    });
    this.text.addEventListener("keydown", (event) => this.press(event, index(event.target)));
  }

  /** Whether a range holds any letter of a sentence, and does not only touch its border. */
  holds(range, item) {
    const part = document.createRange();
    part.selectNodeContents(item);
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
      part.setStart(range.startContainer, range.startOffset);
    }
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    return part.toString().trim() !== "";
  }

  press(event, one) {
    if (one === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.items.length - 1;
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10 };
    const step = steps[event.key] ?? { Home: -last, End: last }[event.key];
    if (step !== undefined) {
      const next = Math.min(Math.max(one + step, 0), last);
      if (event.shiftKey) {
        if (!this.picked) this.pick({ from: one, to: one });
        this.extend(next);
      } else {
        this.pick(null);
      }
      this.focus(next);
      if (!event.shiftKey) this.dispatchEvent(new CustomEvent("seek", { detail: this.sentences.list[next].start }));
    } else if (event.key === "Escape" && this.picked) {
      this.pick(null);
    } else if (event.key === "Enter") {
      if (!this.picked) this.pick({ from: one, to: one });
      this.tell(event.shiftKey ? "ends" : "make");
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  focus(index) {
    this.items.forEach((item) => { if (item.tabIndex === 0) item.tabIndex = -1; });
    this.items[index].tabIndex = 0;
    this.items[index].focus({ preventScroll: false });
  }

  extend(index) {
    const anchor = this.picked.anchor ?? this.picked.from;
    this.pick({ from: Math.min(anchor, index), to: Math.max(anchor, index), anchor });
  }

  pick(picked) {
    const old = this.picked;
    this.picked = picked;
    if (!picked) getSelection().removeAllRanges();
    const touched = [old, picked].filter(Boolean);
    const low = Math.min(...touched.map((range) => range.from), Infinity);
    const high = Math.max(...touched.map((range) => range.to), -1);
    for (let index = low; index <= high; index += 1) {
      const isPicked = picked !== null && index >= picked.from && index <= picked.to;
      this.items[index].classList.toggle("picked", isPicked);
      this.items[index].setAttribute("aria-selected", isPicked);
    }
    this.showBar();
    this.dispatchEvent(new CustomEvent("pick", { detail: picked ? this.stretch : null }));
  }

  showBar() {
    byId("transcript-bar").classList.toggle("active", this.picked !== null);
    byId("pick-actions").hidden = this.picked === null;
    byId("pick-hint").hidden = this.picked !== null;
    const ends = byId("pick-ends");
    const number = this.draft.chosenIndex + 1;
    ends.hidden = number === 0;
    ends.textContent = `Set as ends of ${number}`;
    if (!this.picked) return;
    const { start, end, from, to } = this.stretch;
    const many = to - from + 1;
    byId("pick-said").textContent = `${many} ${many === 1 ? "sentence" : "sentences"}, ${length(end - start)}`;
  }

  /** Shows which sentences are in moments. */
  mark() {
    const { list, state } = this.draft;
    const inside = (time) => list.find(({ moment }) => moment.start_time <= time && time < moment.end_time);
    this.sentences.list.forEach((sentence, index) => {
      const entry = inside((sentence.start + sentence.end) / 2);
      const item = this.items[index];
      item.classList.toggle("inside", Boolean(entry));
      item.classList.toggle("chosen", Boolean(entry) && entry.key === state.chosen);
    });
    this.showBar();
  }

  /** Shows which sentence is said, and keeps it in sight while the video plays. */
  setTime(time, { isFollowed }) {
    if (!this.items) return;
    const index = this.sentences.at(time);
    const isSaid = index >= 0 && time < this.sentences.list[index].end + 0.3;
    const spoken = isSaid ? index : -1;
    if (spoken === this.spoken) return;
    this.items[this.spoken]?.classList.remove("spoken");
    this.items[spoken]?.classList.add("spoken");
    this.spoken = spoken;
    if (spoken >= 0 && isFollowed) this.reveal(spoken);
  }

  reveal(index) {
    const item = this.items?.[index];
    if (!item) return;
    const [box, place] = [this.text.getBoundingClientRect(), item.getBoundingClientRect()];
    if (place.top < box.top + 8 || place.bottom > box.bottom - 8) {
      // Only the pane is scrolled, never the page.
      this.text.scrollTop += place.top - box.top - box.height * 0.3;
    }
  }
}
