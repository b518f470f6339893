"""Drives the review desk in Chromium as people do, and prints a line for each promise that held.

    drive.py ADDRESS TOKEN VIDEO [PICTURE]

ADDRESS is a desk's, such as http://127.0.0.1:8765; VIDEO the id of a video with two moments or more. With PICTURE, a
screenshot is written there and nothing is tried.
"""

import importlib.util
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions import interaction
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webelement import WebElement

Value = TypeVar("Value")


def until(what: str, look: Callable[[], Value | None], limit: float = 15) -> Value:
    """Looks again and again until there is something, and returns it."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"waited {limit} s in vain: {what}")


def seconds(stamp: str) -> float:
    """The seconds of hh:mm:ss.mmm."""
    hours, minutes, rest = stamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def number(text: str) -> int:
    """The number in a line such as `last frame 4454`."""
    found = re.search(r"\d+", text)
    assert found, text
    return int(found.group())


class Visitor:
    """A person with a browser of their own."""

    def __init__(self, address: str, token: str, video: str, width: int, height: int, dark: bool = False) -> None:
        self.address, self.token, self.video = address, token, video
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--mute-audio", "--hide-scrollbars",
            "--autoplay-policy=no-user-gesture-required",
        ):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.browser.set_script_timeout(20)
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.command("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", features=[scheme])

    def command(self, name: str, **parameters: object) -> None:
        self.browser.execute_cdp_cmd(name, parameters)

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.quit()

    # What is on the page

    def script(self, text: str, *arguments: object) -> Any:
        return self.browser.execute_script(text, *arguments)

    def later(self, text: str, *arguments: object) -> Any:
        """Runs a script whose `done` is called with its result."""
        head = "const done = arguments[arguments.length - 1];"
        return self.browser.execute_async_script(head + text, *arguments)

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def text(self, name: str) -> str:
        return str(self.script("return document.getElementById(arguments[0]).textContent", name)).strip()

    def value(self, name: str) -> str:
        return str(self.script("return document.getElementById(arguments[0]).value", name))

    def is_shown(self, name: str) -> bool:
        return self.one(f"#{name}").is_displayed()

    def ends(self) -> tuple[float, float]:
        return seconds(self.value("field-start")), seconds(self.value("field-end"))

    @property
    def rate(self) -> float:
        for fact in self.script("return [...document.querySelectorAll('#facts > span')].map((it) => it.textContent)"):
            if fact.endswith(" frames a second"):
                return float(fact.split()[0])
        raise AssertionError("the page does not say how many frames a second there are")

    # What is done

    def ready(self) -> None:
        ready = "return document.documentElement?.dataset.ready === 'true'"
        until("the page to be ready", lambda: self.script(ready))

    def enter(self) -> None:
        """Comes by the address that the desk printed, to the list of videos."""
        self.browser.get(f"{self.address}/#token={self.token}")
        self.ready()

    def open(self) -> None:
        self.browser.get(f"{self.address}/videos/{self.video}")
        self.ready()

    def keys(self, *keys: str) -> None:
        """Presses keys one after the other, wherever the focus is."""
        for key in keys:
            ActionChains(self.browser).send_keys(key).perform()

    def chord(self, held: str, key: str) -> None:
        actions = ActionChains(self.browser)
        for one in held:
            actions.key_down(one)
        actions.send_keys(key)
        for one in held:
            actions.key_up(one)
        actions.perform()

    def click(self, name: str) -> None:
        self.script("document.getElementById(arguments[0]).scrollIntoView({ block: 'center' })", name)
        self.one(f"#{name}").click()

    def write(self, name: str, text: str) -> None:
        self.click(name)
        self.chord(Keys.CONTROL, "a")
        self.keys(text)

    def handle(self, side: str) -> WebElement:
        handle = self.one(f".ends.chosen .handle.{side}")
        self.script("arguments[0].scrollIntoView({ block: 'center' })", handle)
        return handle

    def drag(self, side: str, pixels: int, kind: str = interaction.POINTER_MOUSE) -> None:
        """Drags an end of the chosen moment, with a mouse or a finger."""
        # selenium does not say the types of these.
        pointer: Any = PointerInput
        actions = ActionChains(self.browser, devices=[pointer(kind, kind)], duration=20)
        pointing: Any = actions.w3c_actions.pointer_action
        pointing.move_to(self.handle(side))
        pointing.pointer_down()
        for _ in range(4):
            pointing.move_by(pixels // 4, 0)
        pointing.pointer_up()
        actions.w3c_actions.perform()

    def saved(self) -> dict[str, Any]:
        """What the server has."""
        path = f"/api/videos/{self.video}/moments"
        answer = self.later("fetch(arguments[0]).then((it) => it.json()).then(done)", path)
        assert isinstance(answer, dict)
        return answer

    def save(self) -> None:
        self.click("save")
        until("the changes to be saved", lambda: self.text("unsaved") == "All saved")

    def until_cut(self) -> None:
        until("the clip to be cut", lambda: self.text("clip-state") == "Cut as it is here.", 40)

    def clip_length(self) -> float:
        """How long the clip is that the page shows, by its file."""
        length = self.later(
            "const clip = document.querySelector('#clip-files video'); clip.preload = 'auto';"
            "clip.addEventListener('canplay', () => done(clip.duration), { once: true }); clip.load();"
        )
        return float(length)

    # What must hold

    def expect_exact(self, side: str) -> None:
        """The end lies between frames, and the first or last frame that is in is the one on screen."""
        edge = self.ends()[side == "end"] * self.rate
        # Times are thousandths, rounded down.
        assert -0.001 <= round(edge) - edge <= self.rate / 1000 + 0.001, edge
        frame = number(self.text(f"{side}-frame"))
        assert frame == round(edge) - (side == "end"), (frame, edge)
        self.expect_on_screen(frame)

    def expect_on_screen(self, frame: int) -> None:
        assert number(self.text("now-frame")) == frame
        it = "const it = document.getElementById('player');"
        state = f"{it} return [it.currentTime, it.seeking, it.readyState, it.paused]"
        rate, now = self.rate, [0.0, True, 0, True]

        def is_there() -> bool:
            now[:] = self.script(state)
            return not now[1] and int(now[0] * rate) == frame

        try:
            until(f"frame {frame} on screen", is_there)
        except AssertionError as error:
            raise AssertionError(f"{error}; time, seeking, readiness, paused: {now}") from None

    def expect_accessible(self, where: str) -> None:
        """axe finds nothing serious."""
        if not self.script("return Boolean(window.axe)"):
            self.script(axe())
        found = self.later("axe.run().then((result) => done(result.violations))")
        grave = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        said = [f"{rule['id']}: {node['html'][:120]}" for rule in grave for node in rule["nodes"][:3]]
        assert not said, f"{where}: {said}"

    def expect_calm(self) -> None:
        """Nothing was said on the console but 401, 412 and missing files of an older manifest, no fault of the page.

        A page asks for the files that its manifest names. Where a clip is cut again in between they are gone: then the
        version that was asked for is older than the manifest is now, or becomes so.
        """
        expected = re.compile(r"status of (401|412) ")
        version = re.compile(r"/files/clips/[^ ]+\?v=([^ ]+) .*status of 404 ")
        browser: Any = self.browser
        lines = [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        said = [entry["message"] for entry in lines if not expected.search(entry["message"])]
        gone = [unquote(found.group(1)) for found in map(version.search, said) if found]
        assert len(gone) == len(said), said
        if gone:
            ask = "fetch(arguments[0]).then((it) => it.json()).then((it) => done(it.video.updated_at))"
            path = f"/api/videos/{self.video}"
            until(f"a manifest in place of the one that named {said}", lambda: self.later(ask, path) > max(gone))


def axe() -> str:
    """The source of axe-core, out of the package axe-playwright-python."""
    package = importlib.util.find_spec("axe_playwright_python")
    assert package and package.origin
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def signs_in(visitor: Visitor) -> None:
    visitor.browser.get(f"{visitor.address}/videos/{visitor.video}")
    assert visitor.is_shown("token")
    visitor.expect_accessible("signing in")
    visitor.enter()
    assert "token" not in visitor.browser.current_url
    visitor.expect_accessible("the list")
    visitor.one(f"#list a[href='/videos/{visitor.video}']").click()
    until("the video's page", lambda: "/videos/" in visitor.browser.current_url)
    visitor.ready()
    visitor.expect_accessible("a video")


def steps(visitor: Visitor) -> None:
    """The frame that is named is the one that is shown."""
    for step in ("frame-forth", "frame-forth", "frame-back"):
        media = visitor.later(
            "const video = document.getElementById('player');"
            "video.requestVideoFrameCallback((_, frame) => done(frame.mediaTime));"
            "document.getElementById(arguments[0]).click();",
            step,
        )
        shown, named = round(float(media) * visitor.rate), number(visitor.text("now-frame"))
        assert shown == named, f"frame {shown} is shown and {named} is named"


def holds(visitor: Visitor) -> None:
    """What the page's modules promise of times, changes and undoing."""
    wrong = visitor.later((Path(__file__).parent / "parts.js").read_text(encoding="utf-8"))
    assert wrong == [], wrong


def edits(visitor: Visitor) -> None:
    """Drags an end, types a title, wants another shape, saves, sees the clip cut again, undoes, and saves that."""
    (start, end), title = visitor.ends(), visitor.value("field-title")
    visitor.drag("end", -48)
    dragged = visitor.ends()[1]
    assert start < dragged < end, (start, dragged, end)
    visitor.expect_exact("end")
    visitor.write("field-title", "A title by hand <b>&amp;</b>")
    assert visitor.text("unsaved").startswith("Unsaved")
    visitor.one("#shape-list input[value='1x1']").click()
    visitor.save()
    visitor.until_cut()
    moment = visitor.saved()["moments"][0]
    assert moment["title"] == "A title by hand <b>&amp;</b>" and moment["formats"] == ["1x1"], moment
    assert moment["end_time"] == dragged, (moment, dragged)
    length = visitor.clip_length()
    assert abs(length - (dragged - start)) <= 1.5 / visitor.rate, (length, dragged - start)
    for _ in range(20):
        if visitor.value("field-title") == title and visitor.ends()[1] == end:
            break
        visitor.click("undo")
    assert visitor.ends() == (start, end) and visitor.value("field-title") == title
    visitor.save()
    visitor.until_cut()
    moment = visitor.saved()["moments"][0]
    assert (moment["title"], moment["end_time"]) == (title, end) and "formats" not in moment, moment


def types(visitor: Visitor) -> None:
    """The keyboard alone is enough."""
    visitor.open()
    visitor.keys("?")
    until("the keys to be shown", lambda: visitor.is_shown("help"))
    visitor.expect_accessible("the keys")
    visitor.keys(Keys.ESCAPE, "]")
    assert visitor.text("editor-number") == "2"
    start, end = visitor.ends()
    focus = "return document.activeElement.getAttribute('aria-label')"
    for _ in range(80):
        if visitor.script(focus) == "Start of moment 2":
            break
        visitor.keys(Keys.TAB)
    assert visitor.script(focus) == "Start of moment 2"
    first = number(visitor.text("start-frame"))
    visitor.keys(Keys.ARROW_RIGHT)
    assert number(visitor.text("start-frame")) == first + 1
    visitor.expect_exact("start")
    visitor.chord(Keys.SHIFT, Keys.ARROW_LEFT)
    assert visitor.ends()[0] < start + 1 / visitor.rate
    visitor.keys("p")
    place = "return document.getElementById('player').currentTime"
    begun = float(visitor.script(place))
    until("the moment to be played", lambda: float(visitor.script(place)) > begun + 0.3)
    visitor.keys("k", "i")
    visitor.expect_exact("start")
    visitor.keys("o", "t")
    assert visitor.script("return document.activeElement.id") == "field-title"
    visitor.chord(Keys.CONTROL, "a")
    visitor.keys("Typed")
    for _ in range(20):
        if visitor.text("unsaved") == "All saved":
            break
        visitor.chord(Keys.CONTROL, "z")
    assert visitor.ends() == (start, end)
    visitor.chord(Keys.CONTROL + Keys.SHIFT, "z")
    assert visitor.text("unsaved").startswith("Unsaved")
    visitor.chord(Keys.CONTROL, "z")
    visitor.keys(Keys.ESCAPE)
    words(visitor)
    visitor.keys("t")
    visitor.chord(Keys.CONTROL, "a")
    visitor.keys("Saved by keys")
    visitor.chord(Keys.CONTROL, "s")
    until("the changes to be saved", lambda: visitor.text("unsaved") == "All saved")
    assert "Saved by keys" in [moment.get("title") for moment in visitor.saved()["moments"]]


def words(visitor: Visitor) -> None:
    """Sentences become a moment, by keys."""
    many = len(visitor.browser.find_elements(By.CSS_SELECTOR, "#moment-list > li"))
    for _ in range(80):
        if visitor.script("return document.activeElement.getAttribute('role')") == "option":
            break
        visitor.keys(Keys.TAB)
    visitor.chord(Keys.SHIFT, Keys.ARROW_DOWN)
    visitor.expect_accessible("sentences that are selected")
    assert visitor.text("pick-said").startswith("2 sentences"), visitor.text("pick-said")
    visitor.keys(Keys.ENTER)
    assert len(visitor.browser.find_elements(By.CSS_SELECTOR, "#moment-list > li")) == many + 1
    assert visitor.script("return document.activeElement.id") == "field-title"
    for _ in range(20):
        if visitor.text("unsaved") == "All saved":
            break
        visitor.chord(Keys.CONTROL, "z")
    visitor.keys(Keys.ESCAPE)


def meets(first: Visitor, second: Visitor) -> None:
    """On a telephone, beside somebody at a desk: who saves second is asked, and both changes are kept."""
    second.command("Emulation.setTouchEmulationEnabled", enabled=True)
    second.enter()
    second.open()
    wide = int(second.script("return document.documentElement.scrollWidth"))
    assert wide <= 390, f"{wide} pixels wide"
    small = second.script(
        "return [...document.querySelectorAll('button, input, select, summary')].filter((it) => it.checkVisibility())"
        ".filter((it) => it.getBoundingClientRect().height < 24 && it.type !== 'checkbox').map((it) => it.outerHTML)"
    )
    assert not small, small
    second.expect_accessible("a video on a telephone")
    first.open()
    end = second.ends()[1]
    second.drag("end", -24, interaction.POINTER_TOUCH)
    dragged = second.ends()[1]
    assert dragged < end, (dragged, end)
    second.expect_exact("end")
    first.write("field-title", "By the first")
    first.write("field-hashtags", "sea clock")
    first.save()
    until("the second to be told", lambda: second.is_shown("notice"))
    second.write("field-title", "By the second")
    second.click("save")
    until("the second to be asked", lambda: second.is_shown("conflict"))
    assert "By the first" in second.text("conflict-theirs"), second.text("conflict-theirs")
    assert "By the second" in second.text("conflict-mine"), second.text("conflict-mine")
    second.expect_accessible("the question which changes count")
    second.click("conflict-keep")
    until("the second's changes to be saved", lambda: second.text("unsaved") == "All saved")
    moment = second.saved()["moments"][0]
    assert moment["title"] == "By the second" and moment["end_time"] == dragged, moment
    assert moment["hashtags"] == ["#sea", "#clock"], moment
    until("the first to see it", lambda: first.value("field-title") == "By the second")


def picture(visitor: Visitor, path: str) -> None:
    """A screenshot, for the README."""
    visitor.enter()
    visitor.open()
    until("the picture", lambda: visitor.script("return document.getElementById('player').readyState >= 2"))
    visitor.browser.save_screenshot(path)


def main(address: str, token: str, video: str, path: str | None = None) -> None:
    if path:
        with Visitor(address, token, video, 1280, 1080) as visitor:
            picture(visitor, path)
        return
    with Visitor(address, token, video, 1440, 900) as first:
        acts = {"signed in": signs_in, "parts": holds, "exact": steps, "edited": edits, "typed": types}
        for name, act in acts.items():
            act(first)
            print(name, flush=True)
        with Visitor(address, token, video, 390, 844, dark=True) as second:
            meets(first, second)
            print("met", flush=True)
            second.expect_calm()
        first.expect_calm()
        print("calm", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
