// What the desk's modules promise, tried in the browser that drive.py opens. Calls `done` with what does not hold.
const load = (name) => import(`/assets/${name}.js`);
const failures = [];
const same = (name, found, wanted) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) failures.push(`${name}: ${a} in place of ${b}`);
};

async function times() {
  const { FrameClock, exact, length, parse, short } = await load("times");
  for (const rate of [10, 23.976, 24, 25, 29.97, 50, 59.94]) {
    const clock = new FrameClock(rate);
    // Two hours of edges, some of them: each time that is written is read as the same edge, and lies on its right side.
    for (let edge = 0; edge < 7200 * rate; edge += 997) {
      const time = clock.time(edge);
      same(`edge at ${rate}`, clock.edge(time), edge);
      if (time > edge / clock.rate + 1e-6) failures.push(`${time} is past frame ${edge} of ${rate}`);
      same(`the frame in the middle at ${rate}`, clock.shown(clock.middle(edge)), edge);
    }
  }
  same("an NTSC rate", new FrameClock(29.97).rate, 30000 / 1001);
  same("a time off the frames belongs to the next one", new FrameClock(25).edge(1.01), 26);
  same("exact", exact(3723.4567), "01:02:03.457");
  same("short", [short(26.9), short(3723)], ["0:26", "1:02:03"]);
  same("length", [length(3.25), length(58), length(303), length(7440)], ["3.3 s", "58 s", "5 min 3 s", "2 h 4 min"]);
  const clock = new FrameClock(25);
  same("parse", ["1:02.5", "62,5", "1:00:00", "f25", "x", "-1", ""].map((text) => parse(text, clock)),
    [62.5, 62.5, 3600, 1, null, null, null]);
}

async function merging() {
  const { differences, merge, onlyFilledIn } = await load("merge");
  const a = { id: "a", start_time: 1, end_time: 2, title: "A" };
  const b = { id: "b", start_time: 3, end_time: 4, title: "B" };
  const c = { start_time: 5, end_time: 6 };
  const kinds = (before, after) => differences(before, after).map((row) => row.kind + row.keys);
  same("no difference", kinds([a, b], [{ ...a }, { ...b }]), []);
  same("a title", kinds([a, b], [{ ...a, title: "X" }, b]), ["changedtitle"]);
  same("added, dropped", kinds([a, b], [a, c]), ["added", "dropped"]);
  same("order", kinds([a, b], [b, a]), ["order"]);
  same("both sides", merge([a, b], [{ ...a, title: "mine" }, b], [{ ...a, end_time: 2.5 }, b]),
    [{ ...a, end_time: 2.5, title: "mine" }, b]);
  same("mine counts", merge([a], [{ ...a, title: "mine" }], [{ ...a, title: "theirs" }]), [{ ...a, title: "mine" }]);
  same("both added", merge([a], [a, c], [a, b]), [a, b, c]);
  same("they dropped what I left alone", merge([a, b], [a, b], [b]), [b]);
  same("they dropped what I changed", merge([a, b], [{ ...a, title: "mine" }, b], [b]), [{ ...a, title: "mine" }, b]);
  same("I dropped", merge([a, b], [b], [{ ...a, title: "theirs" }, b]), [b]);
  same("my order", merge([a, b], [b, a], [{ ...a, title: "theirs" }, b]), [b, { ...a, title: "theirs" }]);
  same("their order", merge([a, b], [{ ...a, title: "mine" }, b], [b, a]), [b, { ...a, title: "mine" }]);
  same("a key taken away", merge([a], [{ id: "a", start_time: 1, end_time: 2 }], [a]),
    [{ id: "a", start_time: 1, end_time: 2 }]);
  same("filled in", onlyFilledIn([c], [{ ...c, id: "c", title: "T" }]), true);
  same("not only filled in", onlyFilledIn([a], [{ ...a, title: "X" }]), false);
}

async function drafting() {
  const { Draft } = await load("draft");
  const a = { id: "a", start_time: 1, end_time: 2, title: "A" };
  const b = { id: "b", start_time: 3, end_time: 4, title: "B" };
  const draft = new Draft({ moments: [a, b], rejected: [{ start_time: 5, end_time: 6, passed_over: "Weaker." }] }, "1");
  const key = draft.list[0].key;
  for (const title of ["A1", "A12", "A123"]) draft.set(key, { title });
  draft.goBack();
  same("typing is one step", [draft.moments[0].title, draft.isDirty], ["A", false]);
  draft.goForth();
  draft.takeIn(draft.rejected[0]);
  same("taken in", [draft.moments.length, draft.rejected.length, draft.moments[2].passed_over], [3, 0, undefined]);
  draft.drop(draft.list[1].key);
  same("dropped", [draft.moments.length, draft.rejected.length, draft.rejected[0].title], [2, 1, "B"]);
  draft.goBack();
  draft.move(draft.list[0].key, 1);
  same("moved", draft.moments.map((moment) => moment.id ?? null), ["b", "a", null]);
  draft.saved(draft.moments, draft.rejected, "2");
  const filled = draft.moments.map((moment) => ({ ...moment, id: moment.id ?? "c", description: "D" }));
  draft.set(draft.list[0].key, { title: "mine" });
  same("what is filled in is taken over", draft.refresh(filled, draft.rejected, "3"), true);
  const now = [draft.moments[0].title, draft.moments[2].id, draft.moments[0].description];
  same("and mine stays", now, ["mine", "c", "D"]);
  const theirs = filled.map((moment, index) => (index === 0 ? { ...moment, title: "theirs" } : moment));
  same("what another changed is not", draft.refresh(theirs, draft.rejected, "4"), false);
  same("nor is anything of mine", [draft.moments[0].title, draft.etag], ["mine", "3"]);
  const candidate = { title: "C", passed_over: "Weaker.", start_time: 7, end_time: 8 };
  const other = { end_time: 8, passed_over: "Weaker.", start_time: 7, title: "C" };
  const saved = new Draft({ moments: [a], rejected: [candidate] }, "1");
  saved.drop(saved.list[0].key);
  saved.saved(saved.moments, saved.rejected, "2");
  saved.refresh([], [other, ...saved.rejected.slice(1)], "2");
  same("the order of keys is no change", saved.isDirty, false);
  draft.takeTheirs(theirs, []);
  draft.saved(theirs, [], "4");
  draft.goBack();
  same("and taking theirs can be undone", draft.moments[0].title, "mine");
}

Promise.all([times(), merging(), drafting()]).then(() => done(failures), (error) => done([String(error)]));
