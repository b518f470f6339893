/// The script of a video's page. Without it the page still shows and plays everything but captions on a disk.
enum PageScript {
    /// The hash by which the policy knows it; a test compares it with ``text``.
    static let hash = "sha256-c9TpYwv9F5WRFXc+SpTwtwGflSYBEFlmqFiNzYOcKQI="

    /// The script.
    static let text: StaticString = """

        "use strict";
        // A browser does not read a <track> beside a page on a disk. The captions stand in the page, so that is where
        // the cues come from, on a server too.
        for (const clip of document.querySelectorAll(".clip")) {
          const video = clip.querySelector("video");
          const lines = clip.querySelectorAll("[data-start]");
          if (!video || lines.length === 0) continue;
          const tag = video.querySelector("track");
          const track = video.addTextTrack("captions", "Captions", tag ? tag.srclang : "");
          if (tag) tag.remove();
          const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
          for (const line of lines) {
            const text = line.querySelector(".line").textContent.replace(/[&<>]/g, (sign) => entities[sign]);
            track.addCue(new VTTCue(Number(line.dataset.start), Number(line.dataset.end), text));
          }
          track.mode = "showing";
        }

        // One clip at a time.
        document.addEventListener("play", (event) => {
          for (const video of document.querySelectorAll("video")) {
            if (video !== event.target) video.pause();
          }
        }, true);

        // The link itself goes to the clip; this plays it. A refusal shows in the player.
        for (const link of document.querySelectorAll("[data-play]")) {
          link.addEventListener("click", (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            const video = document.getElementById(link.dataset.play).querySelector("video");
            if (video) video.play().catch(() => {});
          });
        }

        // The clipboard is closed to pages that come over plain HTTP; the old command is not.
        async function copy(text) {
          try {
            await navigator.clipboard.writeText(text);
            return true;
          } catch {
            const area = document.createElement("textarea");
            area.className = "unseen";
            area.value = text;
            document.body.append(area);
            area.select();
            const done = document.execCommand("copy");
            area.remove();
            return done;
          }
        }

        const said = document.getElementById("said");
        for (const button of document.querySelectorAll("[data-copy]")) {
          const label = button.textContent;
          let timer = 0;
          button.hidden = false;
          button.addEventListener("click", async () => {
            const parts = button.dataset.copy.split(" ").map((id) => document.getElementById(id).textContent);
            const done = await copy(parts.join("\\n\\n"));
            button.focus();
            button.textContent = done ? "Copied" : "Not copied";
            said.textContent = done ? "Copied" : "Copying was refused. Select the text and copy it by hand.";
            clearTimeout(timer);
            timer = setTimeout(() => {
              button.textContent = label;
              said.textContent = "";
            }, 2000);
          });
        }

        """
}
