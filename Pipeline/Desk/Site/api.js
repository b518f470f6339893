// The way to the server. Errors are problem documents (RFC 9457), and become a Problem.

/** What the server refused, or could not be asked. */
export class Problem extends Error {
  constructor(status, body, etag = null) {
    super(body.detail || body.title || `The server answered ${status}.`);
    this.status = status;
    this.body = body;
    this.etag = etag;
  }
}

/** Asks the server; `etag` is what a change is based on. Answers with the body, its ETag and whether it is new. */
export async function call(method, path, { body, etag, signal } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (etag) headers["If-Match"] = etag;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-cache",
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, { detail: "The desk cannot be reached. Is smartclip serve still running?" });
  }
  const text = await response.text();
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    answer = { detail: `The server answered ${response.status} with something that is not JSON.` };
  }
  if (response.status === 401) {
    throw new Problem(401, { detail: "You are signed out. Reload the page to sign in; unsaved changes are kept." });
  }
  if (!response.ok) throw new Problem(response.status, answer, response.headers.get("ETag"));
  return { body: answer, etag: response.headers.get("ETag"), status: response.status };
}

export const get = (path, options) => call("GET", path, options);

/** Asks for what need not be there: null where it is not. */
export async function getIfThere(path) {
  try {
    return (await get(path)).body;
  } catch (error) {
    if (error instanceof Problem && error.status !== 401) return null;
    throw error;
  }
}

/** The address of a video's route. */
export const videoPath = (id, rest = "") => `/api/videos/${encodeURIComponent(id)}${rest}`;

/** The address of a file that a manifest names; `version` changes with its content. */
export function filePath(id, file, version) {
  const path = file.split("/").map(encodeURIComponent).join("/");
  return videoPath(id, `/files/${path}`) + (version ? `?v=${encodeURIComponent(version)}` : "");
}
