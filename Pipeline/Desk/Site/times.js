// Times, as people read them and as frames have them.

/** The rates whose decimal form in a manifest is rounded. */
const EXACT = [24000 / 1001, 30000 / 1001, 60000 / 1001, 120000 / 1001];

/**
 * The frames of a source.
 *
 * A clip holds the frames whose time is start or later and before its end. So both ends are edges between frames:
 * edge n lies before frame n. Times are kept in thousandths, and rounded down: then frame n is on the right side of
 * edge n, whatever its container rounds to.
 */
export class FrameClock {
  constructor(rate) {
    this.hasFrames = Number.isFinite(rate) && rate > 0;
    // Without a picture, ends lie on hundredths of a second.
    this.rate = this.hasFrames ? EXACT.find((exact) => Math.abs(exact - rate) < 0.005) ?? rate : 100;
  }

  /** The edge at a time: the number of the first frame that is not before it. */
  edge(seconds) {
    return Math.max(0, Math.ceil(seconds * this.rate - 1e-4));
  }

  /** The edge that is nearest to a time. */
  nearest(seconds) {
    return Math.max(0, Math.round(seconds * this.rate));
  }

  /** The time of an edge, as moments.json has it. */
  time(edge) {
    return Math.floor((edge * 1000) / this.rate + 1e-6) / 1000;
  }

  /** The frame that is on screen at a time. */
  shown(seconds) {
    return Math.max(0, Math.floor(seconds * this.rate + 1e-3));
  }

  /** The middle of a frame: a player that is sent there shows that frame, however it rounds. */
  middle(frame) {
    return (frame + 0.5) / this.rate;
  }

  /** `frame 658`, or nothing without a picture. */
  label(frame) {
    return this.hasFrames ? `frame ${frame}` : "";
  }
}

const two = (number) => String(number).padStart(2, "0");

/** `00:00:26.320`. */
export function exact(seconds) {
  const thousandths = Math.max(0, Math.round(seconds * 1000));
  const whole = Math.floor(thousandths / 1000);
  const part = String(thousandths % 1000).padStart(3, "0");
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${part}`;
}

/** `0:26`, `1:02:03`, as the static pages write it. */
export function short(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `58 s`, `5 min 3 s`, `2 h 4 min`. */
export function length(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (seconds < 10) return `${(Math.round(seconds * 10) / 10).toFixed(1)} s`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ""}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
}

/** Reads `1:02:03.5`, `62.5` or `f658`; null where it is no time. */
export function parse(text, clock) {
  const trimmed = text.trim().toLowerCase();
  const frame = /^f(?:rame)?\s*(\d+)$/.exec(trimmed);
  if (frame) return clock.time(Number(frame[1]));
  if (!/^(\d+:){0,2}\d+([.,]\d+)?$/.test(trimmed)) return null;
  return trimmed.replace(",", ".").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
