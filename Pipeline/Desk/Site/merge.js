// Two people's changes of one list of moments: what each changed, and both together.

/** A value as text that does not depend on the order of keys. */
function canonical(value) {
  return JSON.stringify(value ?? null, (_, part) => {
    const isObject = part !== null && typeof part === "object" && !Array.isArray(part);
    return isObject ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part;
  });
}

/** Whether two values are the same; what is not there is null. */
export const same = (a, b) => canonical(a) === canonical(b);

const near = (a, b) => Math.abs(a.start_time - b.start_time) < 0.002 && Math.abs(a.end_time - b.end_time) < 0.002;

/** Finds a moment in a list: by its id, or one without an id by its times. */
export function find(list, moment) {
  if (moment.id) {
    const found = list.find((other) => other.id === moment.id);
    if (found) return found;
  }
  return list.find((other) => (!moment.id || !other.id) && near(other, moment)) ?? null;
}

/** The keys of which two moments have other values. */
export function changedKeys(before, after) {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  // What the server derives from the others, and ids that it gave, are nobody's change.
  for (const key of ["id", "video_id", "boundary", "history"]) keys.delete(key);
  return [...keys].filter((key) => !same(before[key], after[key]));
}

/** What was changed from one list to another: a row a moment. */
export function differences(before, after) {
  const rows = [];
  for (const moment of after) {
    const old = find(before, moment);
    if (!old) rows.push({ kind: "added", moment, keys: [] });
    else {
      const keys = changedKeys(old, moment);
      if (keys.length > 0) rows.push({ kind: "changed", moment, old, keys });
    }
  }
  for (const old of before) if (!find(after, old)) rows.push({ kind: "dropped", moment: old, old, keys: [] });
  const common = (list, other) => list.filter((moment) => find(other, moment));
  const order = common(after, before).map((moment) => before.indexOf(find(before, moment)));
  if (order.some((place, index) => index > 0 && place < order[index - 1])) rows.push({ kind: "order", keys: [] });
  return rows;
}

/** Whether the newer list only has values where the older had none: what the pipeline fills in. */
export function onlyFilledIn(before, after) {
  if (before.length !== after.length) return false;
  return before.every((old, index) => {
    const moment = after[index];
    if (find([moment], old) !== moment) return false;
    return Object.keys({ ...old, ...moment }).every((key) => {
      return old[key] === undefined || old[key] === null || same(old[key], moment[key])
        || ["boundary", "quote", "history"].includes(key);
    });
  });
}

/** One side's value of each key that it changed, on top of the other side's moment. */
function overlay(base, mine, theirs) {
  const merged = { ...theirs };
  for (const key of changedKeys(base, mine)) {
    if (mine[key] === undefined) delete merged[key];
    else merged[key] = mine[key];
  }
  return merged;
}

/** My changes on top of theirs: where both changed one thing, mine counts. */
export function merge(base, mine, theirs) {
  const merged = [];
  for (const moment of mine) {
    const old = find(base, moment);
    const other = find(theirs, moment);
    // A moment of mine that they dropped stays only where I had changed it.
    if (!old) merged.push(other ? { ...other, ...moment } : moment);
    else if (other) merged.push(overlay(old, moment, other));
    else if (changedKeys(old, moment).length > 0) merged.push(moment);
  }
  // What they added goes behind the moment that it stands behind in theirs.
  theirs.forEach((moment, index) => {
    if (find(base, moment) || find(mine, moment)) return;
    const before = theirs.slice(0, index).reverse().find((other) => find(merged, other));
    merged.splice(before ? merged.indexOf(find(merged, before)) + 1 : 0, 0, moment);
  });
  const reordered = differences(base, mine).some((row) => row.kind === "order");
  if (reordered) return merged;
  const place = (moment) => {
    const other = find(theirs, moment);
    return other ? theirs.indexOf(other) : null;
  };
  // I did not touch the order, so theirs counts; what only I have stays behind its neighbour.
  const known = merged.filter((moment) => place(moment) !== null).sort((a, b) => place(a) - place(b));
  return merged.map((moment) => (place(moment) === null ? moment : known.shift()));
}

/** The candidates of both: what only one side has put there stays, what only one side has taken away goes. */
export function mergeCandidates(base, mine, theirs) {
  return [
    ...theirs.filter((candidate) => find(mine, candidate) || !find(base, candidate)),
    ...mine.filter((candidate) => !find(theirs, candidate) && !find(base, candidate)),
  ];
}
