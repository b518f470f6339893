// One message at the top of the page, with what can be done about it.
import { byId, el } from "./dom.js";

export class Notice {
  constructor() {
    this.place = byId("notice");
    byId("notice-close").addEventListener("click", () => this.hide());
  }

  /** Shows a message; `list` are further lines, `action` names a button. */
  show(text, { isError = false, list = [], action = null, onaction = null } = {}) {
    this.place.className = `notice${isError ? " error" : ""}`;
    this.place.setAttribute("role", isError ? "alert" : "status");
    this.place.hidden = false;
    byId("notice-text").textContent = text;
    byId("notice-list").replaceChildren(...list.map((line) => el("li", { text: line })));
    const button = byId("notice-do");
    button.hidden = action === null;
    button.textContent = action ?? "";
    button.onclick = onaction;
  }

  hide() { this.place.hidden = true; }
}
