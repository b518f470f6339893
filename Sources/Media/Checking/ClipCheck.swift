/// One run of ffmpeg over a finished clip that measures all there is to measure, and makes pictures for a thumbnail.
///
/// Of a clip whose packets were proven to be the source's, what was coded anew is decoded, half a second behind the first seam, and key
/// frames; of its sound, which is proven to be what was decoded and measured before, the first second. Of any other clip, all.
struct ClipCheck: Sendable {
    let plan: EncodePlan
    let hasSound: Bool
    /// What of the clip was copied; nil where all of it is decoded.
    var copied: CutWay.Smart?

    /// Timestamps of the clip's frames.
    static let stamps = "frames.txt"
    /// Small grey pictures of the clip's first and last frame; of a host's clip, of all.
    static let ends = "ends.gray"
    /// Grey pictures of the candidates for the thumbnail.
    static let candidates = "candidates.gray"
    /// The decoded sound, a line a frame of samples.
    static let sound = "sound.txt"

    /// The size of a candidate's grey picture: large enough to tell sharp from blurred.
    var candidateSize: (width: Int, height: Int) { fit(320) }

    /// The name of a candidate as JPEG.
    func thumbnail(_ index: Int) -> String { "candidate-\(index + 1).jpg" }

    /// Any error in decoding ends the run with an error.
    var arguments: [String] {
        var arguments = MediaTools.quiet + (copied == nil ? [] : ["-copyts"])
        for options in inputs { arguments += options + MediaTools.strict + ["-i", EncodePlan.clip] }
        arguments += ["-filter_complex", graph]
        arguments += ["-map", "[ends]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.ends]
        arguments += ["-map", "[grey]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.candidates]
        arguments += [
            "-map", "[colour]", "-fps_mode:v", "passthrough", "-c:v", "mjpeg", "-q:v", "3", "-f", "image2",
            "candidate-%d.jpg",
        ]
        if hasSound { arguments += ["-map", "[sound]", "-c:a", "pcm_s16le", "-f", "framecrc", Self.sound] }
        return arguments
    }

    /// The options with which the clip is opened, once for each part of it that is decoded; the last time for its sound.
    private var inputs: [[String]] {
        guard let copied else { return [[]] }
        // Half a second of what was copied, and what was encoded behind it. What is encoded there begins with a key frame: half a frame
        // later than it is shown, no rounding leads to the one before.
        let head = seconds(copied.encodedBefore) + 0.5
        let tail =
            copied.encodedAfter > 0 ? seconds(copied.ending) + 0.5 / plan.timing.rate.value : seconds(copied.ending)
        let options = [
            ["-t", decimal(head)], tail > 0 ? ["-ss", decimal(tail), "-noaccurate_seek"] : [],
            ["-skip_frame", "nokey"], ["-t", "1"],
        ]
        // Each thread of a decoder holds pictures of its own, and three decode here.
        return options.map { ["-threads", "1"] + $0 }
    }

    private func seconds(_ frame: Int) -> Double { Double(frame) / plan.timing.rate.value }

    /// JPEG has one matrix, BT.601's (JFIF, ITU-T T.871), whatever the clip has.
    private var graph: String {
        let (small, grey, colour) = (SmallPicture.comparing, candidateSize, fit(1280))
        let ends = "scale=\(small.width):\(small.height):flags=area,format=gray"
        let candidates =
            "scale=\(colour.width):\(colour.height),split=2[c][d];"
            + "[c]\(named)scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p[colour];"
            + "[d]scale=\(grey.width):\(grey.height):flags=area,format=gray[grey]"
        let picture: String
        if let copied {
            let (head, tail) = copied.sides(of: plan.compared)
            // For the thumbnail the first two key frames, as there may be no more, and then as many as of any other clip.
            picture =
                "[0:v:0]select='\(times(head))',\(ends)[head];[1:v:0]select='\(times(tail))',\(ends)[tail];"
                + "[head][tail]concat=n=2:v=1:a=0[ends];"
                + "[2:v:0]select='lt(selected_n,2)+gte(t-prev_selected_t,\(decimal(plan.duration / 8)))',"
                + candidates
        } else {
            let chosen = SmallPicture.candidates(of: plan.frames).map { "eq(n,\($0))" }.joined(separator: "+")
            picture =
                "[0:v:0]metadata=add:key=n:value=1,metadata=print:file=\(Self.stamps),split=2[a][b];"
                + "[a]select='\(compared)',\(ends)[ends];[b]select='\(chosen)',\(candidates)"
        }
        let meter = copied == nil ? MediaTools.meter(peak: true) : "anull"
        return hasSound ? picture + ";[\(inputs.count - 1):a:0]\(meter)[sound]" : picture
    }

    /// Copied pictures may not name their matrix; players guess it.
    private var named: String {
        copied == nil ? "" : "setparams=colorspace=\(VideoLook.matrix(of: plan.track)),"
    }

    /// Chooses frames by their times, as not all frames come.
    private func times(_ frames: [Int]) -> String {
        let half = 0.5 / plan.timing.rate.value
        let spans = frames.map { "between(t,\(decimal(seconds($0) - half)),\(decimal(seconds($0) + half)))" }
        return spans.isEmpty ? "0" : spans.joined(separator: "+")
    }

    /// Which frames are compared with the source's.
    private var compared: String {
        switch plan.picture {
        case .encode, .draw: plan.compared.map { "eq(n,\($0))" }.joined(separator: "+")
        case .copy: "1"
        }
    }

    private func fit(_ most: Int) -> (width: Int, height: Int) {
        let (width, height) = plan.size
        guard width > most else { return (width, height) }
        return (most, max(2, height * most / width & ~1))
    }
}
