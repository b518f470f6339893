// The page of one video: what its parts do together.
import { actions } from "./actions.js";
import { Problem, get, getIfThere, videoPath } from "./api.js";
import { Candidates } from "./candidates.js";
import { ClipView } from "./clip-view.js";
import { Clips } from "./clips.js";
import { summary } from "./conflict.js";
import { byId, el, say } from "./dom.js";
import { Draft } from "./draft.js";
import { Editor } from "./editor.js";
import { Events } from "./events.js";
import { keep, kept } from "./keep.js";
import { Keys } from "./keys.js";
import { MomentList } from "./moments.js";
import { Notice } from "./notice.js";
import { Player } from "./player.js";
import { Saving } from "./saving.js";
import { Sentences } from "./sentences.js";
import { dropToken } from "./session.js";
import { Timeline } from "./timeline.js";
import { exact, FrameClock, length } from "./times.js";
import { TranscriptPane } from "./transcript.js";
import { awaitMoments, isAwaited } from "./waiting.js";
import { lastPart } from "./words.js";

const id = decodeURIComponent(location.pathname.split("/").filter(Boolean).pop());

/** Everything that a page needs, asked for at once, as far as the video has it. */
async function read() {
  const video = await get(videoPath(id));
  const { source, transcript: words } = video.body.video;
  const [moments, transcript, curve] = await Promise.all([
    get(videoPath(id, "/moments")),
    words?.path ? getIfThere(videoPath(id, "/transcript")) : null,
    getIfThere(videoPath(id, "/curve")),
  ]);
  const { can = {}, folder } = video.body;
  return { video: video.body.video, can, name: folder, moments, transcript, curve };
}

/** The sound of a long video takes the server a while the first time: the page does not wait for it. */
async function readWaveform({ clips, can, timeline }) {
  if (!clips.manifest.source.codecs?.audio || can.source === false) return;
  const waveform = await getIfThere(videoPath(id, "/waveform"));
  if (!waveform?.peaks) return;
  const levels = Uint8Array.from(atob(waveform.peaks), (letter) => letter.charCodeAt(0));
  timeline.setWaveform({ rate: waveform.rate, levels });
}

function nameVideo({ video, name }) {
  const title = lastPart(name) || lastPart(video.source.path).replace(/\.[^.]+$/, "") || id;
  byId("name").textContent = title;
  document.title = `${title} – SmartClip desk`;
}

/** A page for what was read. */
function build({ video, can, moments, transcript, curve }) {
  const { source } = video;
  const duration = video.duration ?? source.duration ?? 0;
  const clock = new FrameClock(source.frame_rate);
  byId("facts").replaceChildren(...[
    length(duration),
    source.width ? `${source.width} × ${source.height}` : "No picture",
    clock.hasFrames ? `${Number(clock.rate.toFixed(3))} frames a second` : null,
  ].filter(Boolean).map((text) => el("span", { text })));

  const draft = new Draft(moments.body, moments.etag);
  const sentences = new Sentences({ sentences: transcript?.sentences, cues: transcript?.cues, duration });
  const clips = new Clips(id, video);
  const notice = new Notice();
  const player = new Player(byId("player"), clock, duration);
  const timeline = new Timeline({ draft, clock, duration, sentences, curve: curve?.points ?? [] });
  byId("legend-score").hidden = (curve?.points ?? []).length < 2;
  const transcriptPane = new TranscriptPane({
    sentences, draft, language: transcript?.language, speakers: transcript?.cues,
  });
  const editor = new Editor({ draft, clips, clock, formats: can.formats });
  const desk = {
    id, can, draft, clips, clock, duration, editor, notice, player, sentences, timeline, transcriptPane,
    list: new MomentList({ draft, clips }),
    candidates: new Candidates({ draft }),
    clipView: new ClipView({ draft, clips }),
  };
  desk.saving = new Saving(desk);
  return desk;
}

function connectPlayer({ player, clock, timeline, transcriptPane, can, clips }) {
  const button = byId("toggle");
  const show = () => {
    byId("now-time").textContent = exact(clock.hasFrames ? clock.time(player.frame) : player.time);
    byId("now-frame").textContent = clock.label(player.frame);
    timeline.setPlayhead(player.time, { isFollowed: player.isPlaying });
    transcriptPane.setTime(player.time, { isFollowed: player.isPlaying });
  };
  player.addEventListener("time", show);
  player.addEventListener("state", () => {
    button.textContent = player.isPlaying ? "Pause" : "Play";
    byId("player-none").hidden = !player.failure;
    byId("player-none").textContent = player.failure ?? "";
  });
  for (const [name, action] of [
    ["toggle", () => player.toggle()],
    ["frame-back", () => player.step(-1)],
    ["frame-forth", () => player.step(1)],
  ]) byId(name).addEventListener("click", action);
  const mute = byId("mute");
  mute.addEventListener("click", () => {
    player.video.muted = !player.video.muted;
    mute.setAttribute("aria-pressed", player.video.muted);
  });
  if (can.source === false) {
    player.failure = "The source is gone. Moments can be changed, but a clip is cut again only when it is back.";
    player.tell();
  } else {
    const { width, height } = clips.manifest.source;
    if (width) Object.assign(player.video, { width, height });
    player.video.src = videoPath(clips.id, "/source");
  }
  show();
}

function connectParts(desk, act) {
  const { timeline, transcriptPane, list, editor, candidates, clipView, player, draft, clock } = desk;
  const on = (part, name, action) => part.addEventListener(name, (event) => action(event.detail));
  on(timeline, "seek", (time) => {
    if (player.isPlaying) player.pause();
    player.seek(time);
  });
  on(timeline, "choose", (key) => act.choose(key, { isSought: false }));
  // Who moves an end sees the first or the last frame that is in.
  on(timeline, "move", ({ side, edge }) => {
    if (player.isPlaying) player.pause();
    player.seekFrame(side === "start" ? edge : edge - 1);
    editor.setErrors([]);
  });
  on(transcriptPane, "seek", (time) => {
    if (!player.isPlaying) player.seek(time);
    else player.seek(time, { isQuiet: true });
    timeline.reveal(player.time);
  });
  on(transcriptPane, "pick", (stretch) => timeline.setCandidate(stretch));
  on(transcriptPane, "play", act.playStretch);
  on(transcriptPane, "make", (stretch) => { act.make(stretch); transcriptPane.pick(null); });
  on(transcriptPane, "ends", (stretch) => { act.setEnds(stretch); transcriptPane.pick(null); });
  on(list, "play", (key) => { draft.choose(key); act.playMoment(); });
  on(editor, "play", act.playMoment);
  on(editor, "end", act.playEnd);
  on(editor, "drop", act.drop);
  on(editor, "set", (side) => (side === "start" ? act.setStart() : act.setEnd()));
  on(editor, "time", ({ side, edge }) => act.setEdge(side, edge));
  on(candidates, "play", (one) => act.playStretch({ start: one.start_time, end: one.end_time }));
  on(candidates, "look", (one) => timeline.setCandidate(one && { start: one.start_time, end: one.end_time }));
  on(candidates, "take", (one) => {
    const { moment } = draft.takeIn(one);
    timeline.setCandidate(null);
    if (player.isPlaying) player.pause();
    player.seekFrame(clock.edge(moment.start_time));
    timeline.reveal(moment.start_time);
    say(`Taken in as moment ${draft.chosenIndex + 1}.`);
    byId("field-title").focus({ preventScroll: true });
  });
  on(clipView, "played", () => player.pause());
  player.addEventListener("state", () => {
    if (player.isPlaying) for (const video of document.querySelectorAll("#clip video")) video.pause();
  });
  byId("make").addEventListener("click", act.makeHere);
  byId("undo").addEventListener("click", act.undo);
  byId("redo").addEventListener("click", act.redo);
  byId("sentence-back").addEventListener("click", act.sentenceBack);
  byId("sentence-forth").addEventListener("click", act.sentenceForth);
}

function connectChanges(desk) {
  const { draft, saving } = desk;
  const show = () => {
    const isDirty = draft.isDirty;
    const text = isDirty ? summary(draft.changes) || "candidates changed" : "";
    byId("unsaved").textContent = isDirty ? `Unsaved: ${text}` : "All saved";
    byId("unsaved").classList.toggle("dirty", isDirty);
    byId("save").disabled = !isDirty || saving.isSaving;
    byId("undo").disabled = !draft.canUndo;
    byId("redo").disabled = !draft.canRedo;
  };
  draft.addEventListener("change", () => {
    show();
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => keep(id, draft), 300);
  });
  saving.addEventListener("state", show);
  addEventListener("pagehide", () => keep(id, draft));
  addEventListener("beforeunload", (event) => { if (draft.isDirty) event.preventDefault(); });
  show();
}

/** Changes that were left unsaved come back. */
function restore(desk) {
  const { draft, notice } = desk;
  const old = kept(id);
  if (!old) return;
  const isNewer = draft.restore(old);
  if (!draft.isDirty) return;
  const time = new Date(old.time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  notice.show(`Your unsaved changes of ${time} are back.`
    + (isNewer ? " The video was changed since; they stand on top of that." : ""), {
    action: "Drop them",
    onaction: () => {
      draft.takeTheirs(draft.base.moments, draft.base.rejected);
      notice.hide();
    },
  });
}

async function start() {
  const events = new Events();
  let desk;
  try {
    let found = await read();
    nameVideo(found);
    while (isAwaited(found)) {
      await awaitMoments(id, found.video, events);
      found = await read();
    }
    desk = build(found);
  } catch (error) {
    byId("loading").textContent = error.message;
    byId("loading").className = "notice error";
    if (!(error instanceof Problem)) throw error;
    return;
  }
  const act = actions(desk);
  connectParts(desk, act);
  byId("loading").hidden = true;
  byId("main").hidden = false;
  connectPlayer(desk);
  connectChanges(desk);
  desk.saving.connect(events);
  byId("save").addEventListener("click", () => desk.saving.save());
  new Keys({ ...act, make: act.makeHere, save: () => desk.saving.save() });
  restore(desk);
  if (desk.draft.chosen) act.choose(desk.draft.state.chosen);
  document.documentElement.dataset.ready = "true";
  await readWaveform(desk);
}

dropToken();
start();
