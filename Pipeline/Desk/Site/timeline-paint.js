// Draws the timeline on a canvas: time, sound, score, words, moments.
import { exact, short } from "./times.js";

/** Heights in pixels, from the top. */
const RULER = 22;
const BED = 104;
const HEIGHT = RULER + BED;

/** The colours of the page, as they are now. */
export function palette(element) {
  const style = getComputedStyle(element);
  const names = ["bed", "line", "ink", "soft", "accent", "on-accent", "wash", "raised", "warn", "bad", "wave"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** Makes a canvas as sharp as the screen; its context counts in the page's pixels. */
function prepare(canvas, width, height) {
  const scale = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Draws all but the handles, which are elements. */
export function paint(canvas, view, scene, colours) {
  const context = prepare(canvas, view.width, HEIGHT);
  context.fillStyle = colours.bed;
  context.beginPath();
  context.roundRect(0, RULER, view.width, BED, 6);
  context.fill();
  context.save();
  context.clip();
  spans(context, view, scene, colours);
  wave(context, view, scene.waveform, colours, RULER + BED / 2 - 4, BED * 0.36);
  curve(context, view, scene.curve, colours);
  words(context, view, scene.sentences, colours);
  context.restore();
  edges(context, view, scene, colours);
  ruler(context, view, colours);
}

/** The whole video in small, and what of it is shown above. */
export function paintOverview(canvas, view, scene, colours, height) {
  const context = prepare(canvas, view.width, height);
  const scale = view.width / view.total;
  context.fillStyle = colours.bed;
  context.beginPath();
  context.roundRect(0, 0, view.width, height, 4);
  context.fill();
  const whole = { start: 0, end: view.total, width: view.width, pixelsPerSecond: scale, x: (time) => time * scale };
  wave(context, whole, scene.waveform, colours, height / 2, height * 0.42);
  for (const { moment, isChosen } of scene.moments) {
    context.globalAlpha = isChosen ? 0.85 : 0.4;
    context.fillStyle = colours.accent;
    context.fillRect(moment.start_time * scale, 0, Math.max(2, (moment.end_time - moment.start_time) * scale), height);
  }
  context.globalAlpha = 1;
  if (view.zoom > 1.001) {
    const x = Math.min(view.start * scale, view.width - 6);
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.beginPath();
    context.roundRect(x + 0.75, 0.75, Math.max(view.span * scale - 1.5, 5), height - 1.5, 3);
    context.stroke();
  }
  context.fillStyle = colours.warn;
  context.fillRect(scene.playhead * scale - 0.5, 0, 1.5, height);
}

function spans(context, view, scene, colours) {
  for (const { moment, isChosen } of scene.moments) {
    const [from, to] = [view.x(moment.start_time), view.x(moment.end_time)];
    if (to < 0 || from > view.width) continue;
    context.globalAlpha = isChosen ? 0.26 : 0.13;
    context.fillStyle = colours.accent;
    context.fillRect(from, RULER, Math.max(to - from, 2), BED);
  }
  if (scene.candidate) {
    context.globalAlpha = 0.2;
    context.fillStyle = colours.warn;
    const from = view.x(scene.candidate.start);
    context.fillRect(from, RULER, view.x(scene.candidate.end) - from, BED);
  }
  context.globalAlpha = 1;
}

function edges(context, view, scene, colours) {
  for (const { moment, isChosen } of scene.moments) {
    context.fillStyle = colours.accent;
    context.globalAlpha = isChosen ? 1 : 0.55;
    for (const time of [moment.start_time, moment.end_time]) {
      const x = view.x(time);
      if (x >= -1 && x <= view.width + 1) context.fillRect(x - (isChosen ? 1 : 0.5), RULER, isChosen ? 2 : 1, BED);
    }
  }
  context.globalAlpha = 1;
}

/** The sound as a band round a middle line; between two peaks it is drawn straight, so that zooming shows no steps. */
function wave(context, view, waveform, colours, middle, reach) {
  if (!waveform) return;
  const { peaks, rate } = waveform;
  const heights = [];
  for (let x = 0; x <= view.width; x += 1) {
    const from = (view.start + x / view.pixelsPerSecond) * rate;
    const to = (view.start + (x + 1) / view.pixelsPerSecond) * rate;
    heights.push(peak(peaks, from, to));
  }
  context.beginPath();
  heights.forEach((height, x) => context.lineTo(x, middle - Math.max(height * reach, 0.5)));
  for (let x = heights.length - 1; x >= 0; x -= 1) context.lineTo(x, middle + Math.max(heights[x] * reach, 0.5));
  context.closePath();
  context.fillStyle = colours.wave;
  context.fill();
}

/** The highest peak of a stretch, or what lies between two peaks where it is shorter than one. */
function peak(peaks, from, to) {
  if (to - from >= 1) {
    let highest = 0;
    for (let index = Math.floor(from); index < Math.min(to, peaks.length); index += 1) {
      if (peaks[index] > highest) highest = peaks[index];
    }
    return highest;
  }
  const index = Math.floor(from);
  const [left, right] = [peaks[index] ?? 0, peaks[index + 1] ?? peaks[index] ?? 0];
  return left + (right - left) * (from - index);
}

function curve(context, view, points, colours) {
  if (points.length < 2) return;
  context.beginPath();
  for (const { time, score } of points) context.lineTo(view.x(time), RULER + 8 + (1 - score) * (BED - 34));
  context.strokeStyle = colours.warn;
  context.globalAlpha = 0.75;
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  context.stroke();
  context.globalAlpha = 1;
}

/** Where sentences begin and end; their words, where there is room for them. */
function words(context, view, sentences, colours) {
  if (!sentences?.length || view.pixelsPerSecond < 1.5) return;
  const y = RULER + BED - 7;
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "alphabetic";
  for (const sentence of sentences.list) {
    if (sentence.end < view.start || sentence.start > view.end) continue;
    const [from, to] = [view.x(sentence.start), view.x(sentence.end)];
    context.fillStyle = colours.soft;
    context.globalAlpha = 0.5;
    context.fillRect(from, RULER + BED - 3, Math.max(to - from - 1, 1), 3);
    context.globalAlpha = 1;
    const left = Math.max(from, 0) + 2;
    if (Math.min(to, view.width) - left < 60) continue;
    context.save();
    context.beginPath();
    context.rect(left, RULER + BED - 22, Math.min(to, view.width) - left - 6, 20);
    context.clip();
    context.fillStyle = colours.ink;
    context.fillText(sentence.text, left, y);
    context.restore();
  }
}

function ruler(context, view, colours) {
  const { step, ticks } = view.ticks();
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "middle";
  context.textAlign = "left";
  for (const time of ticks) {
    const x = view.x(time);
    context.fillStyle = colours.line;
    context.fillRect(x, 4, 1, RULER - 4);
    const text = step >= 1 ? short(time + 1e-6) : exact(time).replace(/^00:0?/, "");
    if (x + context.measureText(text).width + 5 > view.width) continue;
    context.fillStyle = colours.soft;
    context.fillText(text, x + 5, 11);
  }
}
