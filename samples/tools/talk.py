"""Turns one script into what ffmpeg needs, all in the current folder:

speech.wav, events.wav           the two halves of the sound, of one length
captions.vtt, captions.srt       the captions, from the exact times of the speech
slide-NNN.graph, slides.ffconcat the slides and when each is shown
movie.graph                      the picture that moves over them
talk.env                         FILE, CAPTIONS, BED, TITLE and LENGTH for the shell
"""

import shlex
import sys

import captions
import script
import slides
import sounds

# Speech is deadly when every sentence has one speed and one pitch: these are added in turn (words a minute, pitch).
LILT = [(0, 0), (4, 2), (-3, -1), (6, 3), (-5, -2), (2, 1), (-2, 3)]
MANNER = {"plain": (0, 0, 1.0), "slow": (-16, -3, 0.85), "loud": (10, 5, 1.4)}  # speed, pitch, gain
BREATH = 0.13  # seconds between two pieces of a sentence
FIRST = 0.5  # seconds before the first sound


class Talk:
    """Walks through a script and lays its sounds, captions and slides on one timeline."""

    def __init__(self, path):
        self.script = script.Script(path)
        self.now, self.wait = 0.0, FIRST  # the timeline's end, and the silence due before the next sound
        self.speech, self.events, self.spoken = [], [], []  # (second, samples), the same, captions.Spoken
        self.states, self.slide, self.bullets = [], None, []  # (second, Slide, bullets, speaker)
        self.speaker = next(iter(self.script.speakers))
        self.count = 0
        for line in self.script.lines:
            self.take(line)
        self.seconds = -(-(self.now + self.wait + 0.5) * slides.RATE // 1) / slides.RATE

    def take(self, line):
        match line:
            case script.Pause():
                self.wait = line.seconds
            case script.Sentence():
                self.say(line)
            case script.Event():
                self.hear(line)
            case script.Slide():
                self.turn(line)
            case script.Bullet():
                self.bullets = [*self.bullets, line.words]
                self.show()

    def at(self):
        """Lets the due silence pass and returns the time."""
        self.now, self.wait = self.now + self.wait, 0.0
        return self.now

    def say(self, line):
        if line.speaker != self.speaker:
            self.speaker = line.speaker
            self.show()
        speed, pitch, gain = MANNER[line.manner]
        quicker, higher = LILT[self.count % len(LILT)]
        for index, piece in enumerate(line.pieces):
            self.wait = BREATH if index else self.wait
            start = self.at()
            samples = sounds.speak(
                self.script.speakers[line.speaker], piece.spoken, speed + quicker, pitch + higher)
            self.speech.append((start, [gain * value for value in samples]))
            self.now += len(samples) / sounds.RATE
            self.spoken.append(captions.Spoken(start, self.now, piece.shown, line.speaker))
        self.wait = float(self.script.head["pause"]) + 0.05 * (self.count % 3)
        self.count += 1

    def hear(self, line):
        start = self.at()
        samples = sounds.event(line.name, self.script.speakers.values())
        end = start + len(samples) / sounds.RATE
        self.events.append((start, samples))
        self.spoken.append(captions.Spoken(start, end, f"[{line.name}]", ""))
        self.now = start if line.goes_on else end
        self.wait = 0.35

    def turn(self, line):
        self.slide, self.bullets = line, []
        if self.states:
            self.wait = max(self.wait, float(self.script.head["part"]))
        self.show()

    def show(self):
        """The slide as it now is, from just before the next sound on; a state that no sound would see is replaced."""
        second = max(0.0, self.now + self.wait - 0.3) if self.states else 0.0
        if self.states and abs(self.states[-1][0] - second) < 1e-9:
            self.states.pop()
        self.states.append((second, self.slide, self.bullets, self.speaker))

    def write(self):
        several = len(self.script.speakers) > 1
        for name, placed in (("speech.wav", self.speech), ("events.wav", self.events)):
            track = sounds.silence(self.seconds)
            for start, samples in placed:
                sounds.add(track, samples, start)
            sounds.write(name, track)
        found = captions.cues(self.spoken, several)
        save("captions.vtt", captions.webvtt(found))
        save("captions.srt", captions.subrip(found))
        self.write_slides(several)
        save("movie.graph", slides.movie(self.script.head, self.seconds))
        values = {"FILE": self.script.head["file"], "CAPTIONS": self.script.head["captions"],
                  "BED": self.script.head["bed"], "TITLE": self.script.head["title"], "LENGTH": f"{self.seconds:.2f}"}
        save("talk.env", "".join(f"{key}={shlex.quote(value)}\n" for key, value in values.items()))

    def write_slides(self, several):
        parts = [line for line in self.script.lines if isinstance(line, script.Slide)]
        rows = ["ffconcat version 1.0"]
        frames = [round(state[0] * slides.RATE) for state in self.states] + [round(self.seconds * slides.RATE)]
        for number, (_, slide, bullets, speaker) in enumerate(self.states):
            part = f"{[line is slide for line in parts].index(True) + 1} / {len(parts)}"
            slides.slide(number, self.script.head, slide.sky, slide.heading, bullets, part, speaker if several else "")
            length = (frames[number + 1] - frames[number]) / slides.RATE
            rows += [f"file slide-{number:03}.png", f"duration {length:.2f}"]
        # The concat demuxer does not hold the last picture for its duration unless another follows.
        rows.append(rows[-2])
        save("slides.ffconcat", "\n".join(rows) + "\n")


def save(name, words):
    with open(name, "w", encoding="utf-8") as file:
        file.write(words)


Talk(sys.argv[1]).write()
