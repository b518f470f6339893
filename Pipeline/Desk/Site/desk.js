const answer = await (await fetch("/api/videos")).json();
const list = document.getElementById("videos");
for (const video of answer.videos ?? []) {
    const link = document.createElement("a");
    link.href = `/videos/${video.id}`;
    link.textContent = `${video.name}: ${video.status}`;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
}
