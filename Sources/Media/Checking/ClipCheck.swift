/// One decoding of a finished clip that measures all there is to measure, and makes pictures for a thumbnail.
struct ClipCheck: Sendable {
    let plan: EncodePlan
    let hasSound: Bool

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
        var arguments =
            MediaTools.quiet + ["-xerror", "-err_detect", "crccheck+bitstream+buffer+explode"]
            + ["-i", EncodePlan.clip, "-filter_complex", graph]
        arguments += ["-map", "[ends]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.ends]
        arguments += ["-map", "[grey]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.candidates]
        arguments += [
            "-map", "[colour]", "-fps_mode:v", "passthrough", "-c:v", "mjpeg", "-q:v", "3", "-f", "image2",
            "candidate-%d.jpg",
        ]
        if hasSound { arguments += ["-map", "[sound]", "-c:a", "pcm_s16le", "-f", "framecrc", Self.sound] }
        return arguments
    }

    /// JPEG has one matrix, BT.601's (JFIF, ITU-T T.871), whatever the clip has.
    private var graph: String {
        let (small, grey, colour) = (SmallPicture.comparing, candidateSize, fit(1280))
        let chosen = SmallPicture.candidates(of: plan.frames).map { "eq(n,\($0))" }.joined(separator: "+")
        let picture =
            "[0:v:0]metadata=add:key=n:value=1,metadata=print:file=\(Self.stamps),split=2[a][b];"
            + "[a]select='\(compared)',scale=\(small.width):\(small.height):flags=area,format=gray[ends];"
            + "[b]select='\(chosen)',scale=\(colour.width):\(colour.height),split=2[c][d];"
            + "[c]scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p[colour];"
            + "[d]scale=\(grey.width):\(grey.height):flags=area,format=gray[grey]"
        return hasSound ? picture + ";[0:a:0]\(MediaTools.meter(peak: true))[sound]" : picture
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
