// Which part of the video the timeline shows, and where a time lies on it.

/** The pixels of a frame when all is as large as it gets: wide enough to be hit. */
const WIDEST_FRAME = 14;

export class TimelineView {
  constructor(duration, rate) {
    this.total = Math.max(duration, 1 / rate);
    this.rate = rate;
    this.width = 1;
    this.start = 0;
    this.span = this.total;
  }

  get end() { return this.start + this.span; }
  get shortest() { return Math.min(this.total, this.width / (WIDEST_FRAME * this.rate)); }
  get pixelsPerSecond() { return this.width / this.span; }
  get zoom() { return this.total / this.span; }

  x(time) { return (time - this.start) * this.pixelsPerSecond; }
  time(x) { return Math.min(Math.max(this.start + x / this.pixelsPerSecond, 0), this.total); }

  show(start, span) {
    this.span = Math.min(Math.max(span, this.shortest), this.total);
    this.start = Math.min(Math.max(start, 0), this.total - this.span);
  }

  resize(width) {
    this.width = Math.max(width, 1);
    this.show(this.start, this.span);
  }

  /** Zooms so that a time stays where it is. */
  zoomBy(factor, around) {
    const span = Math.min(Math.max(this.span / factor, this.shortest), this.total);
    const share = (around - this.start) / this.span;
    this.show(around - share * span, span);
  }

  /** Moves as little as may be so that a time is to be seen, with some room round it. */
  reveal(time, room = 0.08) {
    const edge = this.span * room;
    if (time < this.start + edge && this.start > 0) this.show(time - edge, this.span);
    else if (time > this.end - edge && this.end < this.total) this.show(time + edge - this.span, this.span);
  }

  /** Shows a stretch and a little of what is round it. */
  fit(start, end) {
    const room = Math.max((end - start) * 0.15, 1);
    this.show(start - room, end - start + 2 * room);
  }

  /** Round times for the ruler, at least so many pixels apart; the small ones are frames where there is room. */
  ticks(gap = 84) {
    const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];
    const frames = [1, 2, 5].map((number) => number / this.rate);
    const step = [...frames.filter((time) => time < 0.1), ...steps].find((time) => time * this.pixelsPerSecond >= gap)
      ?? 14400;
    const ticks = [];
    for (let number = Math.ceil(this.start / step - 1e-9); number * step <= this.end; number += 1) {
      ticks.push(number * step);
    }
    return { step, ticks };
  }
}
