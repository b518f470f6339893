/// One run of ffmpeg over a clip that the helper made by copying, to tell whether the helper did what it said.
///
/// Hashes and times of its packets say what was copied. What was encoded is decoded, with half a second behind it, and each frame
/// compared with the picture that the helper had of the source's. That it had the right ones is told from the first, which `CopyProof`
/// has too, and from a copied frame that it decoded in the same row: the one behind, or the key frame before, the anchor.
/// The sound, which was measured before, is proven to be what was measured.
struct CopyCheck: Sendable {
    let plan: EncodePlan
    let way: CutWay.Smart
    /// The source is in a container for what is received: any part of it may be damaged, so that all of the clip is decoded.
    let isStream: Bool

    /// Hashes of the clip's packets.
    static let clip = "clip.hash"
    /// Hashes of the packets of the clip's sound, and of those that were to be in it.
    static let clipSound = "clip-sound.hash"
    static let sound = "sound.hash"
    /// What the helper writes: luma of the source's frames at both ends of each encoded part, a byte a pixel.
    static let luma = "source.luma"
    /// What the helper writes: a film of a few of the copied key frames. And hashes of its packets.
    static let keys = "keys.mp4"
    static let keyHashes = "keys.hash"
    /// Small grey pictures of the clip's frames that are compared.
    static let shown = "shown.gray"
    /// How alike the clip's frames are to those of which there is luma.
    static let similarity = "similarity.txt"

    /// Copied pictures may not name their matrix.
    var candidates: ThumbnailCandidates {
        ThumbnailCandidates(size: plan.size, matrix: VideoLook.matrix(of: plan.track))
    }

    /// The numbers of the frames at both ends of each encoded part.
    var ends: [Int] {
        let tail = way.tail
        let (head, behind) = (Set([0, way.encodedBefore - 1]), Set([tail.lowerBound, tail.upperBound - 1]))
        return (way.encodedBefore > 0 ? head.sorted() : []) + (tail.isEmpty ? [] : behind.sorted())
    }

    /// Any error ends the run with an error.
    var arguments: [String] {
        var inputs = Inputs()
        let clip = inputs.add(Self.own(EncodePlan.clip))
        let keys = inputs.add(["-threads", "1"] + Self.own(Self.keys))
        let sound = plan.hasSound ? inputs.add(["-nofind_stream_info", "-i", ClipSound.file]) : nil
        let graph = graph(&inputs, keys: keys)
        // Each thread that filters takes memory of its own.
        var arguments = MediaTools.quiet + ["-filter_complex_threads", "1", "-copyts"] + inputs.arguments
        arguments += ["-filter_complex", graph.filters]
        arguments += ["-map", "[shown]", "-fps_mode:v", "passthrough", "-f", "rawvideo", Self.shown]
        arguments += candidates.outputs + graph.outputs
        arguments += CopyProof.hashing("\(clip):v:0") + [Self.clip]
        arguments += CopyProof.hashing("\(keys):v:0") + [Self.keyHashes]
        if isStream { arguments += ["-map", "\(clip):v:0", "-f", "null", "-"] }
        guard let sound else { return arguments }
        for (input, file) in [(clip, Self.clipSound), (sound, Self.sound)] {
            arguments += ["-map", "\(input):a:0", "-c", "copy", "-f", "framehash", "-hash", "murmur3", file]
        }
        return arguments
    }

    /// Opens what was made here, of which the header says all. Frames of two parameter sets may differ in what they say of colours.
    private static func own(_ file: String) -> [String] {
        MediaTools.strict + ["-nofind_stream_info", "-reinit_filter", "0", "-i", file]
    }

    /// What is decoded: the clip's beginning, what was encoded behind what is copied, and the film of key frames. Each thread of a
    /// decoder holds pictures of its own, and three decode here.
    private func graph(_ inputs: inout Inputs, keys: Int) -> (filters: String, outputs: [String]) {
        let half = 0.5 / plan.timing.rate.value
        let head = inputs.add(
            ["-threads", "1", "-t", decimal(seconds(way.encodedBefore) + 0.5)] + Self.own(EncodePlan.clip)
        )
        var outputs = plan.hasSound ? ["-map", "\(head):a:0", "-f", "null", "-"] : []
        var rows = [Row(name: "head", stream: "\(head):v:0", frames: 0...way.encodedBefore)]
        if !way.tail.isEmpty {
            // It begins with a key frame: half a frame later than that is shown, no rounding leads to the one before.
            let place = decimal(seconds(way.tail.lowerBound) + half)
            let tail = inputs.add(["-threads", "1", "-ss", place, "-noaccurate_seek"] + Self.own(EncodePlan.clip))
            rows.append(
                Row(name: "tail", stream: "\(tail):v:0", frames: way.tail.lowerBound...way.tail.upperBound - 1)
            )
        }
        var filters: [String] = []
        var (shown, ends, thumbnails) = ([String](), [String](), [String]())
        for row in rows {
            let (first, last) = (seconds(row.frames.lowerBound) - half, seconds(row.frames.upperBound) + half)
            let span = "select='between(t,\(decimal(first)),\(decimal(last)))'"
            // All of them small; where there is luma of the source's, those as they are; and the first for the thumbnail.
            filters.append("[\(row.stream)]\(span),split=3[\(row.name)1][\(row.name)2][\(row.name)3]")
            filters.append("[\(row.name)1]\(SmallPicture.filters)[\(row.name)-small]")
            let places = self.ends.filter(row.frames.contains).map { "eq(n,\($0 - row.frames.lowerBound))" }
            let some = places.isEmpty ? "0" : places.joined(separator: "+")
            filters.append("[\(row.name)2]select='\(some)',extractplanes=y[\(row.name)-ends]")
            filters.append("[\(row.name)3]select='eq(n,0)',setsar=1[\(row.name)-first]")
            shown.append("\(row.name)-small")
            ends.append("\(row.name)-ends")
            thumbnails.append("\(row.name)-first")
        }
        filters.append("[\(keys):v:0]split=2[key1][key2]")
        filters.append("[key1]setsar=1[keys]")
        // The last one is the anchor.
        let isAnchor = way.anchor == nil ? "0" : "eq(n,\(way.keys - 1))"
        filters.append("[key2]select='\(isAnchor)',\(SmallPicture.filters)[anchor]")
        shown.insert("anchor", at: 1)
        filters.append(joined(shown) + "[shown]")
        filters.append(joined(["keys"] + thumbnails) + "," + candidates.filters)
        filters.append(joined(ends) + ",settb=1,setpts=N[own]")
        if self.ends.isEmpty {
            outputs += ["-map", "[own]", "-fps_mode:v", "passthrough", "-f", "null", "-"]
        } else {
            let luma = inputs.add([
                "-f", "rawvideo", "-pixel_format", "gray", "-video_size", "\(plan.size.width)x\(plan.size.height)",
                "-framerate", "\(plan.timing.rate)", "-i", Self.luma,
            ])
            filters.append("[\(luma):v:0]settb=1,setpts=N[wanted]")
            filters.append("[own][wanted]ssim=shortest=1:stats_file=\(Self.similarity)[alike]")
            outputs += ["-map", "[alike]", "-fps_mode:v", "passthrough", "-f", "null", "-"]
        }
        return (filters.joined(separator: ";"), outputs)
    }

    /// Frames of the clip that are decoded in a row.
    private struct Row {
        let name: String
        let stream: String
        let frames: ClosedRange<Int>
    }

    /// Filters that give several rows of frames as one.
    private func joined(_ names: [String]) -> String {
        names.map { "[\($0)]" }.joined() + "concat=n=\(names.count):v=1:a=0"
    }

    private func seconds(_ frame: Int) -> Double { Double(frame) / plan.timing.rate.value }

    /// The inputs of a run, in their order.
    private struct Inputs {
        private(set) var arguments: [String] = []
        private var count = 0

        /// Gives its number.
        mutating func add(_ options: [String]) -> Int {
            arguments += options
            count += 1
            return count - 1
        }
    }
}

/// Reads what ffmpeg's `ssim` writes, a frame a line: `n:1 Y:0.995762 All:0.995762 (23.73)`.
struct SimilarityReader: LineReader {
    /// The structural similarity of luma of each frame, 0 to 1.
    private(set) var values: [Double] = []

    mutating func read(_ line: String) {
        guard let luma = line.split(separator: " ").first(where: { $0.hasPrefix("Y:") }) else { return }
        values.append(Double(luma.dropFirst(2)) ?? 0)
    }
}
