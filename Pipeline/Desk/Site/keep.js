// Unsaved changes outlive the page: a closed tab, a crash, a lost connection.
const place = (id) => `smartclip draft ${id}`;

/** Keeps the draft of a video in this browser, or forgets it where nothing is unsaved. */
export function keep(id, draft) {
  try {
    if (!draft.isDirty) localStorage.removeItem(place(id));
    else {
      const { base, etag, moments, rejected } = draft;
      localStorage.setItem(place(id), JSON.stringify({ base, etag, moments, rejected, time: Date.now() }));
    }
  } catch (error) {
    // The store may be full or forbidden. The page still asks before it is left.
    console.warn("Unsaved changes cannot be kept in this browser:", error.message);
  }
}

/** What was kept; null where nothing was. */
export function kept(id) {
  try {
    const text = localStorage.getItem(place(id));
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
