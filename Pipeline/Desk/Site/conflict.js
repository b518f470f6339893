// Two people changed one thing. Both sides are shown, and the person decides.
import { byId, el } from "./dom.js";
import { differences, find } from "./merge.js";
import { exact } from "./times.js";
import { count, fieldLabel } from "./words.js";

/** What was changed, in words: for the bar, and in the question before a page is left. */
export function summary(changes) {
  const many = (kind) => changes.filter((change) => change.kind === kind).length;
  const parts = [];
  if (many("changed")) parts.push(`${count(many("changed"), "moment")} changed`);
  if (many("added")) parts.push(`${many("added")} added`);
  if (many("dropped")) parts.push(`${many("dropped")} dropped`);
  if (many("order")) parts.push("another order");
  return parts.join(", ");
}

const value = (key, content) => {
  if (content === undefined || content === null || content === "") return "none";
  if (key.endsWith("_time")) return exact(content);
  return Array.isArray(content) ? content.join(" ") : String(content);
};

function rows(changes, other) {
  if (changes.length === 0) return [el("li", { text: "Nothing of the moments." })];
  return changes.map((change) => {
    if (change.kind === "order") return el("li", { text: "The order of the moments" });
    const title = (change.old ?? change.moment).title || `Moment at ${exact(change.moment.start_time)}`;
    const rival = other.find((one) => one.moment && (one.moment === change.moment
      || find([one.old ?? one.moment], change.old ?? change.moment)));
    if (change.kind !== "changed") {
      return el("li", { class: rival ? "both" : "" }, el("strong", { dir: "auto", text: title }), ` ${change.kind}`);
    }
    return el("li", {}, el("strong", { dir: "auto", text: title }), el("ul", {}, ...change.keys.map((key) => {
      const isBoth = rival && (rival.kind === "dropped" || rival.keys.includes(key));
      return el("li", { class: isBoth ? "both" : "" },
        `${fieldLabel(key)}: `,
        el("del", { text: value(key, change.old[key]) }), " → ",
        el("ins", { text: value(key, change.moment[key]) }));
    })));
  });
}

/** Asks; answers `theirs`, `mine`, or `later`. */
export function askAboutConflict({ base, mine, theirs, isSaving }) {
  const dialog = byId("conflict");
  const [changedHere, changedThere] = [differences(base, mine), differences(base, theirs)];
  byId("conflict-theirs").replaceChildren(...rows(changedThere, changedHere));
  byId("conflict-mine").replaceChildren(...rows(changedHere, changedThere));
  byId("conflict-both").hidden = !dialog.querySelector("li.both");
  byId("conflict-said").textContent = isSaving
    ? "Nothing was saved, and nothing is lost. Someone else changed this video since you opened it."
    : "Someone else changed this video while you were at it. Nothing is lost.";
  byId("conflict-keep").textContent = isSaving ? "Put mine on top and save" : "Put mine on top";
  return new Promise((resolve) => {
    dialog.returnValue = "later";
    dialog.addEventListener("close", () => resolve(dialog.returnValue || "later"), { once: true });
    dialog.showModal();
  });
}
