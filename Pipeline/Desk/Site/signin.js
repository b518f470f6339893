// Signs in by the token that was printed: out of the address, or typed.
import { call } from "./api.js";
import { byId } from "./dom.js";

async function signIn(token) {
  try {
    await call("POST", "/api/session", { body: { token } });
  } catch (error) {
    const place = byId("wrong");
    place.textContent = error.status === 401 || error.status === 403 ? "That is not the token." : error.message;
    place.hidden = false;
    byId("token").setAttribute("aria-invalid", "true");
    byId("token").focus();
    return;
  }
  location.reload();
}

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  signIn(byId("token").value.trim());
});

/** Takes the token out of the address; it must not stay there, nor in the history. */
async function readAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  if (token) await signIn(token);
}

// Who pastes the printed address where this page is open already changes only the part behind the #.
addEventListener("hashchange", readAddress);
await readAddress();
