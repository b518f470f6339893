// What a person can do, whether by keys, buttons or pointers.
import { byId, say } from "./dom.js";

/** What can be done to moments, by whatever means it is asked for. */
export function actions(desk) {
  const { draft, player, clock, timeline, sentences, duration } = desk;
  const chosen = () => draft.chosen?.moment;
  const lastFrames = (moment) => Math.max(moment.start_time, moment.end_time - 2);
  const choose = (key, { isSought = true } = {}) => {
    draft.choose(key);
    const moment = chosen();
    if (!moment || !isSought) return;
    player.seekFrame(clock.edge(moment.start_time));
    if (moment.end_time < timeline.view.start || moment.start_time > timeline.view.end) timeline.showMoment();
    desk.transcriptPane.reveal(Math.max(0, sentences.at(moment.start_time + 0.5)));
  };
  const neighbour = (by) => {
    const { list } = draft;
    if (list.length === 0) return;
    const index = draft.chosenIndex < 0 ? 0 : (draft.chosenIndex + by + list.length) % list.length;
    choose(list[index].key);
    say(`Moment ${index + 1}: ${list[index].moment.title ?? ""}`);
  };
  const setEdge = (side, edge) => {
    if (!chosen()) return say("Choose a moment first.");
    timeline.handles.moveTo(draft.state.chosen, side, edge);
    timeline.reveal(chosen()[`${side}_time`]);
  };
  const setEnds = ({ start, end }) => {
    if (!chosen()) return;
    draft.undo.seal();
    draft.set(draft.state.chosen, ends(clock, start, end));
    timeline.reveal(start);
  };
  const make = ({ start, end }) => {
    const { moment } = draft.add(ends(clock, start, end));
    if (player.isPlaying) player.pause();
    player.seekFrame(clock.edge(moment.start_time));
    timeline.reveal(end);
    timeline.reveal(start);
    byId("field-title").focus({ preventScroll: true });
    say(`Moment ${draft.chosenIndex + 1} was added.`);
  };
  // Half a minute from the sentence that is said here.
  const makeHere = () => {
    const first = sentences.at(player.time);
    const start = first >= 0 && sentences.list[first].end > player.time ? sentences.starts[first] : player.time;
    const closing = sentences.ends.find((end) => end >= start + 25) ?? start + 30;
    make({ start: Math.min(start, duration - 1), end: Math.min(closing, start + 60, duration) });
  };
  const sentence = (direction) => {
    player.pause();
    player.seek(sentences.next(sentences.list.map((one) => one.start), player.time, direction));
    timeline.reveal(player.time);
  };
  const frame = (by) => {
    player.step(by);
    timeline.reveal(player.time);
  };
  const step = (label, what) => {
    desk.editor.setErrors([]);
    say(label === null ? `Nothing to ${what}.` : `${what === "undo" ? "Undone" : "Done again"}.`);
  };
  return {
    choose, make, makeHere, setEnds, setEdge,
    playMoment: () => { if (chosen()) player.playStretch(chosen().start_time, chosen().end_time); },
    playEnd: () => {
      if (chosen()) player.playStretch(lastFrames(chosen()), chosen().end_time, { isLoop: true });
    },
    playStretch: ({ start, end }) => player.playStretch(start, end),
    setStart: () => setEdge("start", player.frame),
    // The frame that is seen is the last one of the moment.
    setEnd: () => setEdge("end", player.frame + 1),
    previous: () => neighbour(-1),
    next: () => neighbour(1),
    toggle: () => player.toggle(),
    pause: () => player.pause(),
    faster: () => player.faster(),
    backwards: () => player.backwards(),
    frameBack: () => frame(-1),
    frameForth: () => frame(1),
    sentenceBack: () => sentence(-1),
    sentenceForth: () => sentence(1),
    zoomIn: () => timeline.zoom(2),
    zoomOut: () => timeline.zoom(0.5),
    zoom: () => (timeline.view.zoom > 1.001 ? timeline.showAll() : timeline.showMoment()),
    title: () => byId("field-title").focus(),
    leave: () => document.querySelector("#moment-list .chosen .choose")?.focus(),
    undo: () => step(draft.goBack(), "undo"),
    redo: () => step(draft.goForth(), "redo"),
    drop: () => {
      if (!draft.chosen) return;
      const number = draft.chosenIndex + 1;
      draft.drop(draft.state.chosen);
      say(`Moment ${number} was dropped. It stands among the candidates.`);
      (document.querySelector("#moment-list .chosen .choose") ?? byId("make")).focus();
    },
  };
}

/** Ends on edges between frames, at least one frame apart. */
function ends(clock, start, end) {
  const first = clock.nearest(start);
  return { start_time: clock.time(first), end_time: clock.time(Math.max(clock.nearest(end), first + 1)) };
}
