/// Pictures for a thumbnail, made by a run of ffmpeg that checks a clip: as JPEG, and small and grey to choose by.
struct ThumbnailCandidates: Sendable {
    /// The clip's size in pixels.
    let size: (width: Int, height: Int)
    /// The matrix of its colours where the file may not name it; players guess it.
    var matrix: String?

    /// Grey pictures of the candidates.
    static let grey = "candidates.gray"

    /// The size of a candidate's grey picture: large enough to tell sharp from blurred.
    var greySize: (width: Int, height: Int) { fit(320) }

    /// The name of a candidate as JPEG.
    func file(_ index: Int) -> String { "candidate-\(index + 1).jpg" }

    /// The filters that make both of frames that were chosen, as `[colour]` and `[grey]`.
    ///
    /// JPEG has one matrix, BT.601's (JFIF, ITU-T T.871), whatever the clip has.
    var filters: String {
        let (grey, colour) = (greySize, fit(1280))
        let named = matrix.map { "setparams=colorspace=\($0)," } ?? ""
        return "scale=\(colour.width):\(colour.height),split=2[c][d];"
            + "[c]\(named)scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p[colour];"
            + "[d]scale=\(grey.width):\(grey.height):flags=area,format=gray[grey]"
    }

    /// The outputs of the run that take them.
    let outputs = [
        "-map", "[grey]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.grey,
        "-map", "[colour]", "-fps_mode:v", "passthrough", "-c:v", "mjpeg", "-q:v", "3", "-f", "image2",
        "candidate-%d.jpg",
    ]

    private func fit(_ most: Int) -> (width: Int, height: Int) {
        let (width, height) = size
        guard width > most else { return (width, height) }
        return (most, max(2, height * most / width & ~1))
    }
}
