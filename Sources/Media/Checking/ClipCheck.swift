/// One run of ffmpeg over a finished clip that decodes all of it, measures all there is to measure, and makes pictures for a thumbnail.
struct ClipCheck: Sendable {
    let plan: EncodePlan
    let hasSound: Bool

    /// Timestamps of the clip's frames.
    static let stamps = "frames.txt"
    /// Small grey pictures of the clip's first and last frame; of a host's clip, of all.
    static let ends = "ends.gray"
    /// The decoded sound, a line a frame of samples.
    static let sound = "sound.txt"

    var candidates: ThumbnailCandidates { ThumbnailCandidates(size: plan.size) }

    /// Any error in decoding ends the run with an error.
    var arguments: [String] {
        var arguments = MediaTools.quiet + MediaTools.strict + ["-i", EncodePlan.clip, "-filter_complex", graph]
        arguments += ["-map", "[ends]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.ends]
        arguments += candidates.outputs
        if hasSound { arguments += ["-map", "[sound]", "-c:a", "pcm_s16le", "-f", "framecrc", Self.sound] }
        return arguments
    }

    private var graph: String {
        let small = SmallPicture.comparing
        let chosen = SmallPicture.candidates(of: plan.frames).map { "eq(n,\($0))" }.joined(separator: "+")
        let picture =
            "[0:v:0]metadata=add:key=n:value=1,metadata=print:file=\(Self.stamps),split=2[a][b];"
            + "[a]select='\(compared)',scale=\(small.width):\(small.height):flags=area,format=gray[ends];"
            + "[b]select='\(chosen)',\(candidates.filters)"
        return hasSound ? picture + ";[0:a:0]\(MediaTools.meter(peak: true))[sound]" : picture
    }

    /// Which frames are compared with the source's: the first and the last, or all of a host's.
    private var compared: String {
        switch plan.picture {
        case .encode, .draw: "eq(n,0)+eq(n,\(plan.frames - 1))"
        case .copy: "1"
        }
    }
}
