// The keys of the desk, and the sheet that shows them.
import { byId, el, isTyping } from "./dom.js";

const STORE = "smartclip single keys";

/** The sheet: how a key is written, and what it does. */
const KEYS = [
  ["Playing", [
    ["Space", "play or pause"],
    ["J K L", "backwards, pause, forwards; J and L again: faster"],
    ["P", "play the moment"],
    ["E", "its last two seconds, again and again"],
    ["← →", "one frame"],
    ["Shift ← →", "one sentence"],
  ]],
  ["Moments", [
    ["[ ]", "moment before, next moment"],
    ["I O", "start, end: at the frame that is shown"],
    ["N", "new moment here"],
    ["T", "to the title"],
    ["Esc", "out of a field"],
    ["← → on a handle", "the end by one frame; with Shift to a sentence; Enter: close up"],
  ]],
  ["Timeline", [
    ["+ −", "closer, farther"],
    ["Z", "the moment, or the whole video"],
    ["Ctrl wheel", "closer, farther; Shift wheel: along"],
  ]],
  ["Transcript", [
    ["Shift ↑ ↓", "select sentences"],
    ["Enter", "a moment of them; with Shift: the ends of the chosen one"],
  ]],
  ["All of it", [
    ["Ctrl Z", "undo; with Shift: redo"],
    ["Ctrl S", "save"],
    ["?", "these keys"],
  ]],
];

const ACTIONS = {
  " ": "toggle", j: "backwards", k: "pause", l: "faster", p: "playMoment", e: "playEnd",
  i: "setStart", o: "setEnd", n: "make", t: "title", z: "zoom",
  "[": "previous", "]": "next", "+": "zoomIn", "=": "zoomIn", "-": "zoomOut", "?": "help",
};

/** What is written on keys, as keys; words between them as words. */
function caps(text) {
  return text.split(" ").map((part) => (/^(on|a|handle)$/.test(part) ? `${part} ` : el("kbd", { text: part })));
}

/** Calls the actions by their keys. */
export class Keys {
  constructor(actions) {
    this.actions = { ...actions, help: () => this.show() };
    this.isOn = localStorage.getItem(STORE) !== "off";
    document.addEventListener("keydown", (event) => this.press(event));
    byId("help-button").addEventListener("click", () => this.show());
    const box = byId("single-keys");
    box.checked = this.isOn;
    box.addEventListener("change", () => {
      this.isOn = box.checked;
      localStorage.setItem(STORE, this.isOn ? "on" : "off");
    });
    byId("key-list").replaceChildren(...KEYS.map(([name, keys]) => {
      const rows = keys.map(([key, what]) => el("div", {}, el("dt", {}, ...caps(key)), el("dd", { text: what })));
      return el("section", {}, el("h3", { text: name }), el("dl", {}, rows));
    }));
  }

  show() { byId("help").showModal(); }

  press(event) {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const name = this.named(event);
    if (!name) return;
    event.preventDefault();
    this.actions[name]();
  }

  named(event) {
    if (event.key === "Escape" && event.target.closest?.("#editor")) return "leave";
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // On some keyboards [ and ] are typed with AltGr, which looks like Ctrl and Alt.
    const isThirdLevel = event.getModifierState("AltGraph");
    if ((event.ctrlKey || event.metaKey) && !isThirdLevel) {
      if (key === "s") return "save";
      // In a field that is none of a moment's, undoing is the field's own.
      if (isTyping(event.target) && !event.target.closest("#editor")) return null;
      if (key === "z") return event.shiftKey ? "redo" : "undo";
      return key === "y" ? "redo" : null;
    }
    if ((event.altKey && !isThirdLevel) || isTyping(event.target)) return null;
    if (event.target.closest?.("video[controls]")) return null;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const direction = key === "ArrowLeft" ? "Back" : "Forth";
      return (event.shiftKey ? "sentence" : "frame") + direction;
    }
    // A button that has the focus is pressed by it.
    if (key === " " && event.target.closest?.("button, summary, a, input, [role=option]")) return null;
    return this.isOn || key === " " ? ACTIONS[key] ?? null : null;
  }
}
