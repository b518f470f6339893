/// One run of ffmpeg over the source of a clip that the helper made by copying, to tell whether the helper did what it said.
///
/// Hashes and times of the source's packets say which of them were copied. The first frame of the clip, where it was encoded, is
/// decoded: the picture that the helper had of it must be the same.
struct CopyProof: Sendable {
    let plan: EncodePlan
    let way: CutWay.Smart
    /// The container's first timestamp in seconds.
    let startTime: Double
    /// The container is one for what is received: a place that is sought may be found a little later.
    let isStream: Bool

    /// Hashes of the source's packets.
    static let packets = "source.hash"
    /// A small grey picture of the source's first frame of the clip.
    static let first = "first.gray"

    /// Errors elsewhere in the source do not end the run.
    var arguments: [String] {
        let taken = plan.timing.taken
        var arguments = MediaTools.quiet + ["-filter_complex_threads", "1", "-copyts"]
        arguments += seek(to: taken[way.encodedBefore]) + MediaTools.source
        if way.encodedBefore > 0 {
            let gate = "\(MediaTools.fromKeyFrame),trim=end_pts=\(taken[0] + 1)"
            arguments += ["-threads", "1"] + seek(to: taken[0]) + MediaTools.source
            arguments += [
                "-filter_complex",
                "[1:\(plan.track.index)]\(gate),select='eq(pts,\(taken[0]))',\(SmallPicture.filters)[first]",
                "-map", "[first]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.first,
            ]
        }
        // Packets are chosen by their decoding time, which may be far from the time of showing.
        let end = plan.timeBase.times(taken[taken.count - 1]) + 3
        return arguments + Self.hashing("0:\(plan.track.index)") + ["-to", decimal(end), Self.packets]
    }

    /// Far enough before it that a key frame lies between, where a place is found only about.
    private func seek(to time: Int) -> [String] {
        let place = plan.timeBase.times(time) - startTime - (isStream ? 12 : 0)
        return place > 1 ? ["-ss", decimal(place), "-noaccurate_seek"] : []
    }

    /// Of slices only: parameter sets and what is said beside the picture are the container's affair.
    static func hashing(_ stream: String) -> [String] {
        [
            "-map", stream, "-c", "copy", "-bsf:v", "h264_mp4toannexb,filter_units=pass_types=1-5", "-f", "framehash",
            "-hash", "murmur3",
        ]
    }

    /// Whether the copied packets of a clip are, in their order, a row of the source's, are shown in the order in which the source shows
    /// them, and are those of the frames that were asked for: `frames` are their times in the source, in units of its track.
    static func holds(source: HashReader, clip: HashReader, _ way: CutWay.Smart, frames: [Int]) -> Bool {
        guard clip.hashes.count == frames.count, way.encodedBefore + way.copied <= frames.count else { return false }
        let part = way.encodedBefore..<way.encodedBefore + way.copied
        let copied = clip.hashes[part]
        guard let first = copied.first else { return false }
        let (shown, wanted) = (order(clip.times[part]), Array(frames[part]))
        // Two packets may be alike: black pictures.
        return source.hashes.indices.contains { start in
            source.hashes[start] == first && source.hashes[start...].count >= copied.count
                && source.hashes[start..<start + copied.count].elementsEqual(copied)
                && order(source.times[start..<start + copied.count]) == shown
                && source.times[start..<start + copied.count].sorted() == wanted
        }
    }

    /// Whether the last packet of the helper's film is the source's one that is shown at that time.
    static func holds(source: HashReader, keys: HashReader, anchor time: Int) -> Bool {
        source.times.indices.contains { source.times[$0] == time && source.hashes[$0] == keys.hashes.last }
    }

    /// The places of times in their order: of the first shown first.
    private static func order(_ times: ArraySlice<Int>) -> [Int] {
        times.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { $0 - times.startIndex }
    }
}

/// Reads what ffmpeg's `framehash` writes, a packet a line: `0, 1024, 2048, 512, 1234, 00112233`.
struct HashReader: LineReader {
    /// The size and the hash of each packet, in their order.
    private(set) var hashes: [String] = []
    /// When each is shown, in units of its track.
    private(set) var times: [Int] = []

    mutating func read(_ line: String) {
        let fields = line.split(separator: ",")
        guard line.first?.isNumber == true, fields.count >= 6 else { return }
        hashes.append("\(fields[4].filter(\.isNumber)) \(fields[5].filter { !$0.isWhitespace })")
        times.append(Int(fields[2].filter { !$0.isWhitespace }) ?? .min)
    }
}
