"""Writes the ffmpeg filter graphs that draw a talk's slides, and the graph that moves what moves on them."""

WIDTH, HEIGHT, RATE = 854, 480, 25
FONTS = "/usr/share/fonts/truetype/dejavu"
LEFT, DIAL, SEA = 64, 132, 396  # pixels: left margin, size of the moving drawing, top of the sea
WAVES = 6.25  # waveforms a second: fewer than frames, for they are most of what the encoder has to store


def text(name, words, x, y, size, colour, bold=False):
    """One drawtext. The words go through a file, so that no character of them needs escaping."""
    with open(name, "w", encoding="utf-8") as file:
        file.write(words)
    font = f"{FONTS}/DejaVuSans{'-Bold' if bold else ''}.ttf"
    return (f"drawtext=fontfile={font}:textfile={name}:expansion=none:x={x}:y={y}:fontsize={size}:fontcolor=0x{colour}")


def slide(number, head, sky, heading, bullets, part, speaker):
    """Writes the graph of one state of a slide to `slide-NNN.graph`; it gives one frame."""
    stem = f"slide-{number:03}"
    filters = [
        f"color=c=black:s={WIDTH}x{HEIGHT}:r={RATE},format=gbrp,trim=end_frame=1",
        shade(*sky),
        *([f"drawbox=x=0:y={SEA}:w={WIDTH}:h={HEIGHT - SEA}:color=0x0a1828:t=fill"] if head["motif"] == "sun" else []),
        f"drawbox=x={LEFT}:y=120:w=72:h=4:color=0x{head['accent']}:t=fill",
        text(f"{stem}-h.txt", heading, LEFT, 68, 32, "ffffff", bold=True),
        text(f"{stem}-t.txt", head["title"], LEFT, HEIGHT - 34, 14, "c0c8d0"),
        text(f"{stem}-p.txt", part, f"{WIDTH - LEFT}-tw", HEIGHT - 34, 14, "c0c8d0"),
    ]
    for index, bullet in enumerate(bullets):
        newest = index == len(bullets) - 1
        y = 152 + 46 * index
        filters.append(f"drawbox=x={LEFT}:y={y + 8}:w=8:h=8:color=0x{head['accent']}:t=fill")
        filters.append(text(f"{stem}-{index}.txt", bullet, LEFT + 24, y, 24, "ffffff" if newest else "c0c8d0"))
    if speaker:
        filters.append(text(f"{stem}-s.txt", speaker, LEFT, 40, 16, head["accent"], bold=True))
    with open(f"{stem}.graph", "w", encoding="utf-8") as file:
        file.write(",\n".join(filters) + "\n")


def shade(top, bottom):
    """A geq that fills the picture from the colour `top` to the colour `bottom`."""
    channels = [(int(top[i:i + 2], 16), int(bottom[i:i + 2], 16)) for i in (0, 2, 4)]
    return "geq=" + ":".join(f"{name}='{a}+({b - a})*Y/H'" for name, (a, b) in zip("rgb", channels))


def alpha(size, shape, colour):
    """A still drawing of `size` pixels square: `colour`, as opaque (0 to 1) as the expression `shape` says."""
    red, green, blue = (int(colour[i:i + 2], 16) for i in (0, 2, 4))
    return (f"color=c=black:s={size}x{size}:r={RATE},format=rgba,"
            f"geq=r={red}:g={green}:b={blue}:a='255*clip({shape},0,1)',trim=end_frame=1,loop=-1:1:0,"
            f"setpts=N/{RATE}/TB")


def motif(name, accent, seconds):
    """The talk's moving drawing over [slides], as [scene]."""
    middle, x, y = DIAL / 2, WIDTH - DIAL - LEFT, 160
    far, turn = f"hypot(X-{middle},Y-{middle})", f"(atan2(Y-{middle},X-{middle})/2/PI+1)"
    if name == "sun":
        # The sun comes out of the sea in the last half of the talk: the slide's own sea is laid over it again.
        up = f"clip((t/{seconds}-0.5)/0.5,0,1)"
        return (f"[slides]split[sky][water];[water]crop={WIDTH}:{HEIGHT - SEA}:0:{SEA}[sea];"
                f"{alpha(DIAL, f'60-{far}', accent)}[sun];"
                f"[sky][sun]overlay=x=620:y='{SEA}-150*{up}':shortest=1:format=yuv420[risen];"
                f"[risen][sea]overlay=x=0:y={SEA}:format=yuv420[scene]")
    ring = f"clip(2-abs({far}-58),0,1)"
    if name == "clock":
        # Twelve marks, and a hand that moves once a second, a full turn a minute.
        face = f"0.6*{ring}+0.6*between({far},45,52)*lt(mod({turn}*12+0.1,1),0.2)"
        hand = f"(2.2-abs(X-{middle}))*between(Y,20,{middle + 10})"
        angle = "2*PI*floor(t)/60"
    else:
        # A comet's tail that turns once in two seconds.
        face = f"0.25*{ring}"
        hand = f"clip(3-abs({far}-58),0,1)*(mod({turn},1)-0.3)/0.7"
        angle = "PI*floor(t*12.5)/12.5"
    return (f"{alpha(DIAL, face, 'ffffff')}[face];"
            f"{alpha(DIAL, hand, accent)},rotate=a='{angle}':c=none:bilinear=1[hand];"
            f"[slides][face]overlay=x={x}:y={y}:shortest=1:format=yuv420[dial];"
            f"[dial][hand]overlay=x={x}:y={y}:shortest=1:format=yuv420[scene]")


def movie(head, seconds):
    """The graph of the whole picture: input 0 is the slides, input 1 the sound; gives [picture] and [sound]."""
    if head["motif"] == "sun":
        width, height, x, y, colour = WIDTH, 40, 0, SEA - 20, "6fa8c8"
    else:
        width, height, x, y, colour = 180, 44, WIDTH - LEFT - 180, 340, head["accent"]
    return ";\n".join([
        f"[0:v]fps={RATE},format=yuv420p[slides]",
        motif(head["motif"], head["accent"], seconds),
        "[1:a]asplit[sound][wave]",
        f"[wave]showwaves=s={width}x{height}:mode=cline:rate={WAVES}:colors=0x{colour}:scale=sqrt:draw=full,"
        "format=rgba,colorchannelmixer=aa=0.45[waves]",
        f"[scene][waves]overlay=x={x}:y={y}:eof_action=repeat:format=yuv420[sounding]",
        f"color=c=0x{head['accent']}:s={WIDTH}x4:r={RATE}[line]",
        f"[sounding][line]overlay=x='-w+w*t/{seconds}':y={HEIGHT - 4}:shortest=1:format=yuv420,"
        "format=yuv420p[picture]",
    ]) + "\n"
