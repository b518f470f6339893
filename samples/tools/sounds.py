"""The events' sounds, computed: each returns samples of -1 to 1 at RATE. The same call always gives the same samples."""

import array
import math
import random
import subprocess
import wave

RATE = 22050  # espeak-ng's own rate: speech and events are mixed without resampling


def speak(speaker, text, speed=0, pitch=0, file="spoken.wav"):
    """Speaks `text` with espeak-ng and returns its samples without the silence at either end."""
    subprocess.run(
        ["espeak-ng", "-v", speaker.voice, "-s", str(speaker.speed + speed), "-p", str(speaker.pitch + pitch),
         "-w", file, "--", text], check=True)
    with wave.open(file) as sound:
        if sound.getframerate() != RATE:
            raise SystemExit(f"espeak-ng speaks {speaker.voice} at {sound.getframerate()} Hz, expected {RATE} Hz")
        values = array.array("h", sound.readframes(sound.getnframes()))
    heard = [index for index, value in enumerate(values) if abs(value) > 160]
    if not heard:
        raise SystemExit(f"espeak-ng said nothing for {text!r}")
    margin = RATE // 100
    return [value / 32768 for value in values[max(0, heard[0] - margin):heard[-1] + 2 * margin]]


def silence(seconds):
    return array.array("d", bytes(8 * int(seconds * RATE)))


def add(target, source, at, gain=1.0):
    """Mixes `source` into `target` from second `at` on, as far as it fits."""
    start = int(at * RATE)
    for index, value in enumerate(source[:max(0, len(target) - start)], start):
        target[index] += gain * value


def fade(samples, rise, fall):
    """Lets `samples` swell for `rise` seconds and die away for `fall` seconds."""
    count = len(samples)
    for index in range(count):
        shape = min(1.0, index / (rise * RATE), (count - index) / (fall * RATE))
        samples[index] *= shape * shape * (3 - 2 * shape)
    return samples


def struck(partials, seconds):
    """A struck body: (frequency, loudness, seconds to fade to 1/e) for each of its partials."""
    return [
        sum(loud * math.exp(-i / RATE / life) * math.sin(2 * math.pi * f * i / RATE) for f, loud, life in partials)
        for i in range(int(seconds * RATE))
    ]


def applause():
    """Sixty pairs of hands for 3.6 s: each clap is a short burst of noise of its own colour."""
    chance, sound = random.Random(1), silence(3.6)
    for _ in range(60):
        time, period = chance.uniform(0, 0.5), chance.uniform(0.2, 0.32)
        softness, loud = chance.uniform(0.35, 0.8), chance.uniform(0.02, 0.09)
        while time < 3.5:
            clap, low = [], 0.0
            for index in range(int(0.03 * RATE)):
                low = softness * low + (1 - softness) * chance.uniform(-1, 1)
                clap.append(low * math.exp(-index / RATE / 0.007))
            add(sound, clap, time, 3 * loud)
            time += period * chance.uniform(0.9, 1.1)
    return fade(sound, 0.3, 1.6)


def laughter(speakers):
    """A dozen people of the room laughing for 2 s: the voices of espeak-ng, low and one over the other."""
    chance, sound = random.Random(2), silence(2.2)
    voices = list(speakers)
    for index in range(12):
        words = chance.choice(["ha ha ha ha", "heh heh heh heh", "ha ha ha", "hah ha ha ha ha"])
        laugh = speak(voices[index % len(voices)], words, chance.randint(40, 110), chance.randint(-25, 35))
        add(sound, laugh, chance.uniform(0, 0.6), chance.uniform(0.08, 0.2))
    return fade(sound, 0.15, 0.9)


def bell():
    """A buoy's bell, struck twice; the partials are those of a small bell, hum to nominal."""
    sound = silence(3.2)
    note = struck([(311, .10, 1.4), (622, .14, 1.0), (740, .08, .8), (932, .07, .6), (1244, .09, .4)], 2.4)
    add(sound, note, 0, 0.8)
    add(sound, note, 0.75, 0.5)
    return fade(sound, 0.002, 0.8)


def foghorn():
    """A low reed of 92 Hz for 3.4 s, that sags at its end."""
    sound, phase = silence(3.4), 0.0
    for index in range(len(sound)):
        phase += 2 * math.pi * (92 - 9 * max(0.0, index / RATE - 2.6)) / RATE
        sound[index] = 0.3 * sum(math.sin(k * phase) / k for k in range(1, 9))
    return fade(sound, 0.25, 0.6)


def engine():
    """A one-cylinder boat for 19 s: it comes near until 9 s and goes away, its strokes quicker when it passes."""
    chance, sound, time = random.Random(3), silence(19), 0.0
    while time < 18.8:
        near = math.exp(-((time - 9) / 4.5) ** 2)
        thump, low = [], 0.0
        for index in range(int(0.09 * RATE)):
            low = 0.9 * low + 0.1 * chance.uniform(-1, 1)
            swing = math.sin(2 * math.pi * 68 * index / RATE) + 2.5 * low
            thump.append(swing * math.exp(-index / RATE / 0.03))
        add(sound, thump, time, 0.02 + 0.3 * near)
        time += (0.19 - 0.06 * near) * chance.uniform(0.96, 1.04)
    return fade(sound, 0.5, 3)


def gulls():
    """Three gulls call: falling, hoarse whistles."""
    chance, sound = random.Random(4), silence(3.6)
    for at, top, loud in [(0, 1500, .16), (.55, 1600, .2), (1.1, 1550, .18), (2.0, 1250, .1), (2.5, 1300, .09)]:
        call, phase, length = [], 0.0, int(0.42 * RATE)
        for index in range(length):
            part = index / length
            phase += 2 * math.pi * (top * (0.7 + 0.5 * math.sin(math.pi * part) - 0.25 * part)) / RATE
            call.append((math.sin(phase) + 0.5 * math.sin(2 * phase)) * (0.85 + 0.15 * chance.uniform(-1, 1)))
        add(sound, fade(call, 0.06, 0.2), at, loud)
    return sound


def event(name, speakers):
    """The samples of the event `name`."""
    known = {"Applause": applause, "Laughter": lambda: laughter(speakers), "Bell": bell, "Foghorn": foghorn,
             "Engine": engine, "Gulls": gulls}
    if name not in known:
        raise SystemExit(f"no sound for the event [{name}]; known: {', '.join(known)}")
    return known[name]()


def write(path, samples):
    """Writes `samples` as 16-bit mono WAV; louder ones than full scale are clipped."""
    values = array.array("h", (round(32767 * max(-1.0, min(1.0, value))) for value in samples))
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(values.tobytes())
