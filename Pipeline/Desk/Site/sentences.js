// The sentences of a transcript as places for the ends of moments.

/** The most silence that a moment keeps before its first word, and after its last: seconds. */
const LEAD = 0.3;
const TAIL = 0.45;

export class Sentences {
  /** `sentences` and `cues` as the server has them; where there are no sentences, cues stand for them. */
  constructor({ sentences, cues, duration }) {
    const list = sentences?.length ? sentences : cues ?? [];
    this.list = list.filter((one) => one.end > one.start && one.text);
    this.duration = duration;
    this.starts = this.list.map((_, index) => this.start(index));
    this.ends = this.list.map((_, index) => this.end(index));
  }

  get length() { return this.list.length; }

  /** Where a moment begins that opens with a sentence: in the pause before it. */
  start(index) {
    const before = index > 0 ? this.list[index - 1].end : 0;
    const gap = Math.max(0, this.list[index].start - before);
    return Math.max(0, this.list[index].start - Math.min(LEAD, gap / 2));
  }

  /** Where a moment ends that closes with a sentence: in the pause after it. */
  end(index) {
    const after = this.list[index + 1]?.start ?? this.duration;
    const gap = Math.max(0, after - this.list[index].end);
    return Math.min(this.duration, this.list[index].end + Math.min(TAIL, gap / 2));
  }

  /** The sentence that is said at a time, or the last one before it; −1 before the first. */
  at(time) {
    let [low, high] = [0, this.list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle].start <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The next place in a direction, among the starts or the ends. */
  next(places, time, direction) {
    // A frame's worth of rounding lies between a place and the time that was set there.
    if (direction > 0) return places.find((place) => place > time + 0.06) ?? this.duration;
    return places.findLast((place) => place < time - 0.06) ?? 0;
  }
}
