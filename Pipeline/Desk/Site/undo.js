// What was done, and can be undone.

/**
 * States, the newest last. A state is never changed, only replaced.
 *
 * Steps with one label that follow each other within a second are one: a word that is typed, a handle that is dragged.
 */
export class Undo {
  constructor(state, { limit = 500, together = 1000, now = () => performance.now() } = {}) {
    this.past = [];
    this.future = [];
    this.state = state;
    this.limit = limit;
    this.together = together;
    this.now = now;
    this.label = null;
    this.time = -Infinity;
  }

  push(state, label) {
    const time = this.now();
    if (label !== this.label || time - this.time > this.together || this.future.length > 0) {
      this.past.push({ state: this.state, label });
      if (this.past.length > this.limit) this.past.shift();
    }
    this.future = [];
    this.state = state;
    this.label = label;
    this.time = time;
  }

  /** Replaces the present without a step, for what is not undone: which moment is chosen. */
  replace(state) {
    this.state = state;
  }

  /** The next step is a step of its own. */
  seal() {
    this.label = null;
  }

  undo() {
    return this.step(this.past, this.future);
  }

  redo() {
    return this.step(this.future, this.past);
  }

  /** Goes one step; answers with its label, or null where there is none. */
  step(from, to) {
    const next = from.pop();
    if (!next) return null;
    to.push({ state: this.state, label: next.label });
    this.state = next.state;
    this.label = null;
    return next.label;
  }

  /** Changes all states, past and to come: what the server filled in is there in each. */
  map(change) {
    for (const step of [...this.past, ...this.future]) step.state = change(step.state);
    this.state = change(this.state);
  }
}
