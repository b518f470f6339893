const id = location.pathname.split("/").pop();
const answer = await (await fetch(`/api/videos/${id}`)).json();
document.getElementById("video").textContent = JSON.stringify(answer.video, null, 2);
