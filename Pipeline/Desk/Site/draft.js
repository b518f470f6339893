// The moments as the person has them now, before they are saved.
import { Undo } from "./undo.js";
import { changedKeys, differences, find, merge, mergeCandidates, onlyFilledIn, same } from "./merge.js";

let lastKey = 0;
const newKey = () => `k${(lastKey += 1)}`;

/**
 * The choice under change. `change` is dispatched after every step, and when another moment is chosen.
 *
 * The state is `{ list: [{ key, moment }], rejected: […], chosen }` and never changed in place. `base` is what the
 * server had when it was read, `etag` its version.
 */
export class Draft extends EventTarget {
  constructor({ moments, rejected = [] }, etag) {
    super();
    this.base = { moments, rejected };
    this.etag = etag;
    const list = moments.map((moment) => ({ key: newKey(), moment }));
    this.undo = new Undo({ list, rejected, chosen: list[0]?.key ?? null });
  }

  get state() { return this.undo.state; }
  get list() { return this.state.list; }
  get moments() { return this.list.map((entry) => entry.moment); }
  get rejected() { return this.state.rejected; }
  get chosen() { return this.list.find((entry) => entry.key === this.state.chosen) ?? null; }
  get chosenIndex() { return this.list.findIndex((entry) => entry.key === this.state.chosen); }
  get canUndo() { return this.undo.past.length > 0; }
  get canRedo() { return this.undo.future.length > 0; }

  /** What differs from what the server has. */
  get changes() { return differences(this.base.moments, this.moments); }
  get isDirty() {
    return this.changes.length > 0 || this.hasOtherCandidates;
  }

  get hasOtherCandidates() { return !same(this.rejected, this.base.rejected); }

  /** Whether a moment differs from what the server has, is new, or is as saved. */
  stateOf(moment) {
    const old = find(this.base.moments, moment);
    if (!old) return "new";
    return changedKeys(old, moment).length > 0 ? "changed" : "saved";
  }

  tell() { this.dispatchEvent(new Event("change")); }

  choose(key) {
    if (key === this.state.chosen) return;
    this.undo.seal();
    this.undo.replace({ ...this.state, chosen: key });
    this.tell();
  }

  step(state, label) {
    this.undo.push({ ...this.state, ...state }, label);
    this.tell();
  }

  /** Sets fields of a moment; a value of undefined takes the key away. */
  set(key, fields) {
    const entry = this.list.find((other) => other.key === key);
    if (!entry) return;
    const moment = { ...entry.moment };
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) delete moment[name];
      else moment[name] = value;
    }
    if (same(moment, entry.moment)) return;
    const list = this.list.map((other) => (other.key === key ? { key, moment } : other));
    this.step({ list }, `${Object.keys(fields).join()} of ${key}`);
  }

  /** Adds a moment, in the order of time where the others are in it, and chooses it. */
  add(moment, { rejected = this.rejected, label = "a new moment" } = {}) {
    const entry = { key: newKey(), moment };
    const starts = this.moments.map((other) => other.start_time);
    const inOrder = starts.every((start, index) => index === 0 || starts[index - 1] <= start);
    const after = starts.filter((start) => start <= moment.start_time).length;
    const list = [...this.list];
    list.splice(inOrder ? after : list.length, 0, entry);
    this.undo.seal();
    this.step({ list, rejected, chosen: entry.key }, label);
    return entry;
  }

  /** Takes a candidate in that was passed over. */
  takeIn(candidate) {
    const { passed_over: _, ...moment } = candidate;
    const rejected = this.rejected.filter((other) => other !== candidate);
    return this.add(moment, { rejected, label: "a candidate taken in" });
  }

  /** Takes a moment out. It stands among the candidates then, with all that was written to it. */
  drop(key) {
    const index = this.list.findIndex((entry) => entry.key === key);
    if (index < 0) return;
    const { id: _, ...moment } = this.list[index].moment;
    const list = this.list.filter((entry) => entry.key !== key);
    const rejected = [...this.rejected, { ...moment, passed_over: "Dropped on the desk." }];
    this.undo.seal();
    this.step({ list, rejected, chosen: (list[index] ?? list[index - 1])?.key ?? null }, "a moment dropped");
  }

  move(key, by) {
    const from = this.list.findIndex((entry) => entry.key === key);
    const to = from + by;
    if (from < 0 || to < 0 || to >= this.list.length) return false;
    const list = [...this.list];
    list.splice(to, 0, ...list.splice(from, 1));
    this.step({ list }, `order of ${key}`);
    return true;
  }

  goBack() { return this.go(this.undo.undo()); }
  goForth() { return this.go(this.undo.redo()); }
  go(label) {
    if (label !== null) this.tell();
    return label;
  }

  /** What was saved is what the server has now. */
  saved(moments, rejected, etag) {
    this.base = { moments, rejected };
    this.etag = etag;
    this.undo.seal();
    this.tell();
  }

  /**
   * Takes over what the server has. Returns false where the person's changes stand against it: then nothing is done.
   *
   * Ids and words that the pipeline filled in go into all states, so that undoing does not take them away.
   */
  refresh(moments, rejected, etag) {
    const isMine = this.hasOtherCandidates;
    if (!this.isDirty) {
      if (onlyFilledIn(this.base.moments, moments)) this.fillIn(moments);
      else this.takeTheirs(moments, rejected);
    } else if (onlyFilledIn(this.base.moments, moments)) {
      this.fillIn(moments);
    } else {
      return false;
    }
    if (!isMine) this.undo.replace({ ...this.state, rejected });
    this.saved(moments, rejected, etag);
    return true;
  }

  fillIn(moments) {
    const base = this.base.moments;
    const fill = (entry) => {
      const filled = find(moments, entry.moment);
      const old = find(base, entry.moment);
      if (!filled || !old) return entry;
      const moment = { ...entry.moment };
      for (const [key, value] of Object.entries(filled)) {
        if (same(moment[key], old[key])) moment[key] = value;
      }
      return { key: entry.key, moment };
    };
    this.undo.map((state) => ({ ...state, list: state.list.map(fill) }));
  }

  /** Another's version in the place of mine, as a step that can be undone. */
  takeTheirs(moments, rejected) {
    this.replaceAll(moments, rejected, "another's changes taken");
  }

  /** Mine on top of another's, as a step too. */
  putOnTop(moments, rejected) {
    const merged = merge(this.base.moments, this.moments, moments);
    this.replaceAll(merged, this.candidates(this.rejected, rejected, merged), "my changes put on top");
  }

  /** Mine and another's candidates, but for those that are moments now. */
  candidates(mine, theirs, moments) {
    return mergeCandidates(this.base.rejected, mine, theirs).filter((candidate) => !find(moments, candidate));
  }

  /** Brings unsaved changes back; tells whether the server has something newer than they were made on. */
  restore({ base, moments, rejected }) {
    const isNewer = !same(base.moments, this.base.moments);
    const now = isNewer ? merge(base.moments, moments, this.base.moments) : moments;
    this.replaceAll(now, rejected, "unsaved changes brought back");
    return isNewer;
  }

  replaceAll(moments, rejected, label) {
    const chosen = this.chosen;
    const list = moments.map((moment) => {
      const old = this.list.find((entry) => find([moment], entry.moment));
      return { key: old?.key ?? newKey(), moment };
    });
    const isThere = chosen && list.some((entry) => entry.key === chosen.key);
    this.undo.seal();
    this.step({ list, rejected, chosen: isThere ? chosen.key : list[0]?.key ?? null }, label);
  }
}
