async function signIn(token) {
    const answer = await fetch("/api/session", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token }),
    });
    if (answer.ok) return location.reload();
    document.querySelector("[role=alert]").textContent = (await answer.json()).detail;
}

const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) {
    history.replaceState(null, "", location.pathname);
    await signIn(token);
}
document.getElementById("sign-in").addEventListener("submit", (event) => {
    event.preventDefault();
    signIn(new FormData(event.target).get("token"));
});
