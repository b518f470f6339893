/// One run of ffmpeg that decodes a clip once and makes all its renditions, with pictures for their thumbnails.
struct RenditionPlan: Sendable {
    let clip: FinishedClip
    let requests: [RenditionRequest]
    let coding: PictureCoding
    /// The matrix by which the clip's colours are decoded, as ffmpeg names it.
    let matrix: String
    /// Whether there is an image for the corner.
    var hasMark = false

    /// The clip, seen from the scratch folder.
    static let clipFile = "../clip.mp4"

    /// Names in the scratch folder.
    static let mark = "mark"
    static func file(_ name: String) -> String { "\(name).mp4" }
    static func script(_ name: String) -> String { "\(name).ass" }
    static func moves(_ name: String) -> String { "\(name).moves" }
    /// Small grey pictures of the first and the last frame, as they go to the encoder.
    static func ends(_ name: String) -> String { "\(name).ends" }
    /// Grey pictures of the candidates for the thumbnail.
    static func candidates(_ name: String) -> String { "\(name).grey" }
    static func thumbnail(_ name: String, _ index: Int) -> String { "\(name)-\(index + 1).jpg" }

    /// The name in the graph of the few frames of which one becomes the thumbnail: they are shaped apart, before captions are drawn.
    /// So the picture that is coded has no second user, and captions are drawn on it without a copy of each frame.
    static func few(_ name: String) -> String { "\(name)-few" }

    /// The size of a candidate's grey picture.
    static func candidateSize(_ request: RenditionRequest) -> (width: Int, height: Int) {
        let width = min(320, request.width)
        return (width, max(2, request.height * width / request.width & ~1))
    }

    /// Whether one of them shows the sound, for which the image of all of it is needed.
    var drawsSound: Bool { requests.contains { $0.reframing == .drawn } }

    var arguments: [String] {
        var arguments = MediaTools.quiet + ["-progress", "pipe:1", "-i", Self.clipFile]
        if hasMark {
            arguments += ["-protocol_whitelist", "file", "-format_whitelist", "png_pipe,jpeg_pipe"]
            arguments += ["-max_pixels", "\(1 << 26)", "-i", Self.mark]
        }
        if drawsSound { arguments += ["-i", DrawnPicture.wave] }
        arguments += ["-filter_complex_threads", "1", "-filter_complex", graph]
        for request in requests { arguments += output(of: request) }
        return arguments
    }

    /// H.264 High, a closed GOP of a second, two B-frames; no edit list, which some sites refuse.
    private func output(of request: RenditionRequest) -> [String] {
        let name = request.name
        let interval = max(1, Int(clip.frameRate.rounded()))
        var arguments = ["-map", "[\(name)]"]
        if clip.hasSound {
            arguments += ["-map", "0:a:0", "-c:a", "copy", "-bsf:a", "noise=drop=\(Self.droppedSound(clip))"]
        }
        arguments += [
            "-c:v", "libx264", "-profile:v", "high", "-preset", coding.preset, "-crf", "\(coding.crf)",
            "-maxrate", "12M", "-bufsize", "24M",
            // Without it the quickest preset gives Constrained Baseline.
            "-8x8dct", "1",
            // All shapes are coded at once. Each looks ahead less than the preset has it, which costs nothing that is seen, as a group
            // of pictures lasts a second, and keeps hundreds of megabytes of pictures out of memory; two threads each fill a machine.
            "-rc-lookahead", "10", "-x264-params", "sync-lookahead=0", "-threads", "2",
            "-g", "\(interval)", "-bf", "2", "-flags", "+cgop", "-fps_mode:v", "passthrough",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-movie_timescale", "48000",
            "-max_interleave_delta", "0", "-use_editlist", "0", "-movflags", "+faststart+negative_cts_offsets",
            "-f", "mp4", Self.file(name),
        ]
        arguments += ["-map", "[\(name)-ends]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.ends(name)]
        arguments += [
            "-map", "[\(name)-grey]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.candidates(name),
        ]
        arguments += [
            "-map", "[\(name)-cover]", "-fps_mode:v", "passthrough", "-c:v", "mjpeg", "-q:v", "3", "-threads", "1",
            "-f", "image2",
            "\(name)-%d.jpg",
        ]
        return arguments
    }

    /// Which packets of the clip's sound are left out, counted from 0. The first holds what the coder needs to begin: an edit list
    /// hides it, and without one it would be heard, and all else 21 ms late. As many are kept as come nearest to the picture's end.
    private static func droppedSound(_ clip: FinishedClip) -> String {
        let kept = max(1, Int((clip.duration * 48000 / 1024).rounded()))
        return "eq(n\\,0)+gt(n\\,\(kept))"
    }

    // MARK: - Filters

    private var graph: String {
        func split(_ stream: String, _ ends: [String]) -> String? {
            ends.isEmpty ? nil : "\(stream)split=\(ends.count)" + ends.map { "[\($0)]" }.joined()
        }
        // What is drawn needs nothing of the clip's picture.
        let (drawn, framed) = (requests.filter { $0.reframing == .drawn }, requests.filter { $0.reframing != .drawn })
        let splits = [
            split("[0:v:0]\(coloured),", framed.flatMap { ["\($0.name)-in", "\($0.name)-all"] }),
            hasMark ? split("[1:v:0]format=gbrap,", requests.map { "\($0.name)-mark" }) : nil,
            split("[\(hasMark ? 2 : 1):v:0]", drawn.map { "\($0.name)-wave" }),
        ]
        return (splits.compactMap { $0 } + requests.map(filters)).joined(separator: ";")
    }

    /// The clip's picture in the colours of high definition, which are told, as a picture without a name for its matrix would be read
    /// as one of BT.601 by all that follows, however large it is. Of BT.601 the matrix is brought to BT.709's; the primaries, which
    /// hardly differ, and of which most files say what the camera's software guessed, are taken for BT.709's.
    private var coloured: String {
        let others = "color_primaries=bt709:color_trc=bt709:range=tv"
        guard ["smpte170m", "bt470bg"].contains(matrix) else { return "setparams=colorspace=bt709:\(others)" }
        // swscale rounds so roughly here that greys get a tint.
        return "setparams=colorspace=\(matrix):\(others),"
            + "colorspace=space=bt709:primaries=bt709:trc=bt709:range=tv:fast=1"
    }

    private func filters(_ request: RenditionRequest) -> String {
        let name = request.name
        let (small, grey) = (SmallPicture.comparing, Self.candidateSize(request))
        let cover = fit(request, 1280)
        let script = request.captions == nil ? "" : "," + MediaTools.drawing(Self.script(name))
        return shapedTwice(request) + ";"
            + marked(request) + "\(script),split=2[\(name)][\(name)-c];"
            + "[\(name)-c]select='eq(n,0)+eq(n,\(clip.frames - 1))',"
            + "scale=\(small.width):\(small.height):flags=area,format=gray[\(name)-ends];"
            + "[\(name)-b]scale=\(cover.width):\(cover.height),split=2[\(name)-d][\(name)-e];"
            + "[\(name)-d]scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p[\(name)-cover];"
            + "[\(name)-e]scale=\(grey.width):\(grey.height):flags=area,format=gray[\(name)-grey]"
    }

    /// All frames in the new shape, as `NAME-a`, and of them the candidates for the thumbnail, as `NAME-b`.
    private func shapedTwice(_ request: RenditionRequest) -> String {
        let name = request.name
        let chosen = SmallPicture.candidates(of: clip.frames).map { "eq(n,\($0))" }.joined(separator: "+")
        let select = "select='\(chosen)'"
        if request.reframing == .drawn {
            return shaped(request, name) + ",split=2[\(name)-a][\(name)-all];[\(name)-all]\(select)[\(name)-b]"
        }
        let few = Self.few(name)
        return shaped(request, name) + "[\(name)-a];[\(name)-all]\(select)[\(few)-in];"
            + shaped(request, few) + "[\(name)-b]"
    }

    /// The picture with the image in its corner: an eighth as wide as the shorter side, where no site has buttons.
    private func marked(_ request: RenditionRequest) -> String {
        let name = request.name
        guard hasMark else { return "[\(name)-a]null" }
        let side = min(request.width, request.height) / 8 & ~1
        let isUpright = request.height > request.width * 3 / 2
        // 288 of 1920 and 192 of 1080 are what the sites cover above and beside an upright picture.
        let top = isUpright ? request.height * 300 / 1920 : request.height / 24
        let right = isUpright ? request.width * 60 / 1080 : request.width / 32
        // A line of an image has no height left when it is made small: each side keeps two pixels.
        let size = "w='if(gt(a,1),\(side),max(2,\(side)*a))':h='if(gt(a,1),max(2,\(side)/a),\(side))'"
        return "[\(name)-mark]scale=\(size),colorchannelmixer=aa=0.85,"
            + "scale=out_color_matrix=bt709:out_range=tv,format=yuva444p"
            + "[\(name)-logo];[\(name)-a][\(name)-logo]overlay=W-w-\(right):\(top):format=auto,format=yuv420p"
    }

    /// The picture in its new shape, in the colours of high definition: of the stream `NAME-in`. Names in the graph begin with `name`.
    private func shaped(_ request: RenditionRequest, _ name: String) -> String {
        let described = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv,setsar=1"
        switch request.reframing {
        case .whole:
            return "[\(name)-in]\(scaled(request.width, request.height)),\(described)"
        case .crop(let path, let fitted) where fitted.isEmpty:
            return "[\(name)-in]\(window(path, request, name)),\(described)"
        case .crop(let path, let fitted):
            // By time, half a frame before each, as of the candidates not all frames come.
            let shown = fitted.map { "between(t,\(half($0.lowerBound)),\(half($0.upperBound)))" }.joined(separator: "+")
            return
                "[\(name)-in]split=2[\(name)-w][\(name)-f];[\(name)-w]\(window(path, request, name))[\(name)-window];"
                + "[\(name)-f]\(onBlurred(request, name))[\(name)-fit];"
                + "[\(name)-window][\(name)-fit]overlay=enable='\(shown)',\(described)"
        case .fit:
            return "[\(name)-in]\(onBlurred(request, name)),\(described)"
        case .drawn:
            let drawn = DrawnPicture(width: request.width, height: request.height, frames: clip.frames)
            let rate = Rational.usualRate(near: clip.frameRate) ?? Rational(whole: ClipDrawing.rate)
            return drawn.filters(wave: "[\(name)-wave]", rate: rate, named: name) + ",\(described)"
        }
    }

    private func scaled(_ width: Int, _ height: Int) -> String {
        "scale=\(width):\(height):flags=bicubic,format=yuv420p"
    }

    private func window(_ path: CropPath, _ request: RenditionRequest, _ name: String) -> String {
        let first = path.places[0]
        let moving = path.places.count > 1 ? "sendcmd=f=\(Self.moves(name))," : ""
        // Exact: also at odd columns, where the colours are half a pixel off, which nobody sees; a camera that moves in steps of
        // two columns trembles.
        let crop = "crop@\(name)=\(path.width):\(path.height):\(first.left):\(first.top):exact=1"
        return "\(moving)\(crop),\(scaled(request.width, request.height))"
    }

    /// The whole picture over a copy that fills the shape, blurred and darkened. The copy is made small: as blurred, and cheap.
    private func onBlurred(_ request: RenditionRequest, _ name: String) -> String {
        let near = request.fitted(clip)
        let back = (max(2, request.width / 8 & ~1), max(2, request.height / 8 & ~1))
        return "split=2[\(name)-far][\(name)-near];"
            + "[\(name)-far]scale=\(back.0):\(back.1):force_original_aspect_ratio=increase:flags=area,"
            + "format=yuv420p,crop=\(back.0):\(back.1),"
            + "gblur=sigma=8,lutyuv=y=16+(val-16)*0.6,scale=\(request.width):\(request.height):flags=bilinear[\(name)-back];"
            + "[\(name)-near]\(scaled(near.width, near.height))[\(name)-front];"
            + "[\(name)-back][\(name)-front]overlay=\(near.left):\(near.top)"
    }

    private func fit(_ request: RenditionRequest, _ most: Int) -> (width: Int, height: Int) {
        let longest = max(request.width, request.height)
        guard longest > most else { return (request.width, request.height) }
        return (max(2, request.width * most / longest & ~1), max(2, request.height * most / longest & ~1))
    }

    /// Seconds, half a frame before one.
    private func half(_ frame: Int) -> String { decimal((Double(frame) - 0.5) / clip.frameRate) }

    /// The commands that move a window: each half a frame before the frame from which it counts.
    func moves(_ path: CropPath, of name: String) -> String {
        path.places.dropFirst().map { place in
            "\(half(place.frame)) crop@\(name) x \(place.left), crop@\(name) y \(place.top);\n"
        }.joined()
    }

    /// One decoding of a finished rendition that measures it; any error in it ends the run with an error.
    func checking(_ request: RenditionRequest) -> [String] {
        let small = SmallPicture.comparing
        let picture =
            "[0:v:0]metadata=add:key=n:value=1,metadata=print:file=\(ClipCheck.stamps),"
            + "select='eq(n,0)+eq(n,\(clip.frames - 1))',"
            + "scale=\(small.width):\(small.height):flags=area,format=gray[ends]"
        let sound = clip.hasSound ? ";[0:a:0]\(MediaTools.meter(peak: true))[sound]" : ""
        var arguments =
            MediaTools.quiet + MediaTools.strict
            + ["-i", Self.file(request.name), "-filter_complex", picture + sound]
        arguments += ["-map", "[ends]", "-fps_mode:v", "passthrough", "-f", "rawvideo", ClipCheck.ends]
        if clip.hasSound { arguments += ["-map", "[sound]", "-c:a", "pcm_s16le", "-f", "framecrc", ClipCheck.sound] }
        return arguments
    }
}
