// The address that is printed holds the token. Who is signed in already does not need it: it must not stay there.

/** Takes the token out of the address bar and the history. */
export function dropToken() {
  const drop = () => {
    if (!location.hash.startsWith("#token=")) return;
    history.replaceState(null, "", location.pathname + location.search);
  };
  drop();
  addEventListener("hashchange", drop);
}
