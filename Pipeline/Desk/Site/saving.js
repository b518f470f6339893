// Saving, what others change meanwhile, and the work that follows.
import { Problem, call, get, videoPath } from "./api.js";
import { askAboutConflict } from "./conflict.js";
import { byId, say } from "./dom.js";
import { isFinal, statusLabel } from "./words.js";

/** `state` is dispatched when saving begins and ends. */
export class Saving extends EventTarget {
  constructor(desk) {
    super();
    this.desk = desk;
    this.isSaving = false;
    desk.clipView.addEventListener("make", (event) => {
      // A moment's id is its own only within its video.
      const name = encodeURIComponent(`${desk.id}.${event.detail}`);
      this.ask("POST", `/api/moments/${name}/create-clip`, {}, "The clip is being cut.");
    });
    this.connectRemarks();
  }

  /** Saves; where someone else was first, asks what is to count. */
  async save() {
    const { draft, id, notice, editor } = this.desk;
    if (this.isSaving || !draft.isDirty) return;
    this.setSaving(true);
    const [moments, rejected] = [draft.moments, draft.rejected];
    let isWanted = false;
    try {
      const answer = await call("PUT", videoPath(id, "/moments"), { body: { moments, rejected }, etag: draft.etag });
      // The person may have gone on writing meanwhile: only what was sent is saved.
      draft.saved(moments, rejected, answer.etag);
      const { moments: filled, rejected: others = rejected } = answer.body;
      if (filled) draft.refresh(filled, others, answer.etag);
      notice.hide();
      editor.setErrors([]);
      say("Saved.");
    } catch (error) {
      isWanted = await this.explain(error);
    } finally {
      this.setSaving(false);
    }
    if (isWanted) return this.save();
    if (!draft.isDirty) await this.readMoments();
    await this.readVideo();
  }

  setSaving(isSaving) {
    this.isSaving = isSaving;
    byId("save").textContent = isSaving ? "Saving …" : "Save";
    this.dispatchEvent(new Event("state"));
  }

  /** Says why nothing was saved; tells whether it is to be tried again at once. */
  async explain(error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 412) return this.resolve(error.body.current, error.etag, true);
    if (error.status === 422) this.showWrong(error.body);
    else this.desk.notice.show(`Not saved. ${error.message}`, { isError: true });
    return false;
  }

  /** Shows what the server found wrong, where it is. */
  showWrong(body) {
    const { draft, editor, notice } = this.desk;
    const errors = (body.errors ?? []).map(({ where, what }) => {
      const place = /moments\[(\d+)\](?:\.(\w+))?/.exec(where ?? "");
      const index = place ? Number(place[1]) : -1;
      return { where, what, index, key: draft.list[index]?.key, field: place?.[2] ?? null };
    });
    const first = errors.find((error) => error.key);
    if (first) draft.choose(first.key);
    editor.setErrors(errors);
    notice.show(`Not saved. ${errors.length === 0 ? body.detail ?? "" : "Something is not right yet:"}`, {
      isError: true,
      list: errors.map(({ where, what, index }) => (index >= 0 ? `Moment ${index + 1}: ${what}` : `${where}: ${what}`)),
    });
    if (first?.field) document.getElementById(`field-${first.field.replace("_time", "")}`)?.focus();
  }

  /** Two people changed the moments. Tells whether what stands then is to be saved. */
  async resolve(current, etag, isSaving) {
    const { draft, id, notice } = this.desk;
    if (!current || !etag) {
      const answer = await get(videoPath(id, "/moments"));
      [current, etag] = [answer.body, answer.etag];
    }
    const rejected = current.rejected ?? [];
    if (draft.refresh(current.moments, rejected, etag)) {
      // What came in between was only the program's own: nobody needs to be asked.
      notice.hide();
      return isSaving;
    }
    const choice = await askAboutConflict({
      base: draft.base.moments, mine: draft.moments, theirs: current.moments, isSaving,
    });
    if (choice === "later") {
      notice.show("Someone else changed this video. Your changes are not saved yet.", {
        action: "Look at both",
        onaction: () => this.lookAgain(true),
      });
      return false;
    }
    notice.hide();
    if (choice === "theirs") draft.takeTheirs(current.moments, rejected);
    else draft.putOnTop(current.moments, rejected);
    draft.saved(current.moments, rejected, etag);
    say(choice === "theirs" ? "Theirs was taken. Undo brings yours back." : "Yours stands on top of theirs.");
    return choice === "mine" && isSaving;
  }

  /** Shows both sides of a conflict that waits to be decided. */
  async lookAgain(isSaving) {
    try {
      if (await this.resolve(null, null, isSaving)) await this.save();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.desk.notice.show(error.message, { isError: true });
    }
  }

  /** Listens to the server. */
  connect(events) {
    const { id, clips, notice } = this.desk;
    const isOurs = (event) => event.detail.id === id;
    events.addEventListener("video", (event) => {
      if (!isOurs(event)) return;
      const { status, stage, progress, working, queued = false } = event.detail;
      const before = clips.state.status;
      clips.setState({ status, stage, progress, queued, working: working ?? !isFinal(status) });
      if (status !== before) say(statusLabel(status), { isShown: false });
      this.readVideoSoon();
    });
    events.addEventListener("moments", (event) => { if (isOurs(event)) this.readMoments(event.detail.etag); });
    events.addEventListener("failed", (event) => {
      if (isOurs(event)) notice.show(event.detail.detail, { isError: true });
    });
    events.addEventListener("gone", (event) => {
      if (isOurs(event)) notice.show("This video is no longer in the outbox.", { isError: true });
    });
    events.addEventListener("reset", () => {
      this.readVideo();
      this.readMoments();
    });
    events.addEventListener("lost", () => {
      byId("status").classList.add("lost");
      byId("status").title = "The desk's server is not to be reached. It is tried again.";
    });
    events.addEventListener("back", () => {
      byId("status").classList.remove("lost");
      byId("status").title = "";
      this.readVideo();
      this.readMoments();
    });
  }

  readVideoSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.readVideo();
    }, 250);
  }

  async readVideo() {
    const { id, clips, notice } = this.desk;
    try {
      const [video, status] = await Promise.all([get(videoPath(id)), get(videoPath(id, "/status"))]);
      const { status: name, stage, progress, working, queued = false } = status.body;
      clips.set(video.body.video, { status: name, stage, progress, working, queued });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notice.show(error.message, { isError: true });
    }
  }

  /** Reads the moments anew, unless what is here is that version. */
  async readMoments(etag = null) {
    const { id, draft, notice } = this.desk;
    if (this.isSaving || (etag !== null && etag === draft.etag)) return;
    try {
      const answer = await get(videoPath(id, "/moments"));
      if (this.isSaving || answer.etag === draft.etag) return;
      if (draft.refresh(answer.body.moments, answer.body.rejected ?? [], answer.etag)) return;
      notice.show("Someone else changed this video while you were at it. Both can be kept.", {
        action: "Look at both",
        onaction: () => this.lookAgain(false),
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notice.show(error.message, { isError: true });
    }
  }

  /** Asks for work, and says that it was asked for. */
  async ask(method, path, body, done) {
    const { notice } = this.desk;
    try {
      await call(method, path, { body });
      say(done);
      this.readVideoSoon();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notice.show(error.message, { isError: true });
      return false;
    }
  }

  /** A remark changes one moment's ends or adds a moment, where a model is set up to understand it. */
  connectRemarks() {
    const { can, id, draft, clips } = this.desk;
    const form = byId("refine");
    form.hidden = can.refine !== true;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const { moment } = draft.chosen;
      const field = byId("remark-moment");
      const remark = field.value.trim();
      const momentId = moment.id ?? clips.of(moment).made?.id;
      if (!remark || !momentId) return;
      if (draft.isDirty) {
        say("Save first: the model changes what is saved.");
        return;
      }
      const body = { moment_id: momentId, remark };
      if (await this.ask("POST", videoPath(id, "/refine"), body, "The model is asked.")) field.value = "";
    });
    const adding = byId("add");
    adding.hidden = can.refine !== true;
    adding.addEventListener("submit", async (event) => {
      event.preventDefault();
      const field = byId("remark-add");
      const remark = field.value.trim();
      if (!remark) return;
      if (draft.isDirty) {
        say("Save first: the model adds to what is saved.");
        return;
      }
      if (await this.ask("POST", videoPath(id, "/moments"), { remark }, "The model is asked.")) field.value = "";
    });
  }
}
