/// One run of ffmpeg that reads a source and the clip that was made of it by copying, to tell whether the helper did what it said:
/// hashes and times of all packets of both, and pictures of the frames of the source that are compared with the clip's. Of its sound,
/// which was measured before, that it is what was measured.
struct CopyProof: Sendable {
    let plan: EncodePlan
    let way: CutWay.Smart
    /// The container's first timestamp in seconds.
    let startTime: Double
    /// The container keeps no list of key frames: a place that is sought may be found a little later.
    let isVague: Bool

    /// Hashes of the source's packets, and of the clip's.
    static let source = "source.hash"
    static let clip = "clip.hash"
    /// Hashes of the packets of the clip's sound, and of those that were to be in it.
    static let clipSound = "clip-sound.hash"
    static let sound = "sound.hash"
    /// Small grey pictures of the source's frames of a group.
    static func pictures(_ group: Int) -> String { "source-\(group).gray" }

    /// The frames that are compared, by their numbers, in groups that are decoded together: those up to the first copied one, and those
    /// behind it.
    var groups: [[Int]] {
        let (head, tail) = way.sides(of: plan.compared)
        return [head, tail].filter { !$0.isEmpty }
    }

    var arguments: [String] {
        let groups = groups
        var arguments = MediaTools.quiet + ["-copyts"]
        let inputs = groups.count
        var graph: [String] = []
        var outputs: [String] = []
        for (group, frames) in groups.enumerated() {
            // Each thread of a decoder holds pictures of its own, and two decode here.
            arguments += ["-threads", "1"] + seek(to: plan.timing.taken[frames[0]]) + MediaTools.source
            graph.append("[\(group):\(plan.track.index)]\(pictures(of: frames))[p\(group)]")
            outputs += ["-map", "[p\(group)]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.pictures(group)]
        }
        arguments += seek(to: plan.timing.taken[way.encodedBefore]) + MediaTools.source
        arguments += ["-i", EncodePlan.clip] + (plan.hasSound ? ["-i", ClipSound.file] : [])
        arguments += ["-filter_complex", graph.joined(separator: ";")] + outputs
        // Packets are chosen by their decoding time, which may be far from the time of showing.
        let end = plan.timeBase.times(plan.timing.taken[plan.timing.taken.count - 1]) + 3
        arguments += hashing("\(inputs):\(plan.track.index)") + ["-to", decimal(end), Self.source]
        arguments += hashing("\(inputs + 1):v:0") + [Self.clip]
        guard plan.hasSound else { return arguments }
        for (input, file) in [(inputs + 1, Self.clipSound), (inputs + 2, Self.sound)] {
            arguments += ["-map", "\(input):a:0", "-c", "copy", "-f", "framehash", "-hash", "murmur3", file]
        }
        return arguments
    }

    /// Far enough before it that a key frame lies between, where a place is found only about.
    private func seek(to time: Int) -> [String] {
        let place = plan.timeBase.times(time) - startTime - (isVague ? 12 : 0)
        return place > 1 ? ["-ss", decimal(place), "-noaccurate_seek"] : []
    }

    /// After a seek some decoders show frames whose references they never saw: nothing is taken before the first key frame.
    private func pictures(of frames: [Int]) -> String {
        let times = frames.map { plan.timing.taken[$0] }
        let (width, height) = SmallPicture.comparing
        let wanted = times.map { "eq(pts,\($0))" }.joined(separator: "+")
        return "select='gt(selected_n,0)+key+eq(pict_type,PICT_TYPE_I)',trim=end_pts=\((times.last ?? 0) + 1),"
            + "select='\(wanted)',scale=\(width):\(height):flags=area,format=gray"
    }

    /// Of slices only: parameter sets and what is said beside the picture are the container's affair.
    private func hashing(_ stream: String) -> [String] {
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
