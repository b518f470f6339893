/// Walks the outermost boxes of an MP4 or QuickTime file (ISO/IEC 14496-12, part 4.2): a row, each with its length.
///
/// One of them is the index (`moov`). Fragments (`moof`) follow for as long as a recording goes on, and any could be the
/// last, unless an index of them (`mfra`) is.
struct BoxWalk {
    private var hasIndex = false
    private var hasMedia = false
    private var isFragmented = false
    private var isClosed = false

    /// How the file ends. Reads 16 bytes a box, whatever their size.
    static func ending(_ size: Int, _ read: ContainerEnding.Read) throws -> ContainerEnding {
        var walk = BoxWalk()
        var offset = 0
        for _ in 0..<most {
            if offset == size { return walk.ended(trailing: 0) }
            let head = try read(offset, 16)
            guard head.count >= 8 else { return walk.stray(size - offset, missing: 8 - head.count) }
            let kind = String(decoding: head[4..<8], as: UTF8.self)
            var length = Int(bigEndian: head[0..<4])
            if length == 1 {
                guard head.count == 16 else { return walk.stray(size - offset, missing: 16 - head.count) }
                length = Int(bigEndian: head[8..<16])
            }
            // What is no box, behind those that are: nobody's bytes.
            guard boxes.contains(kind) || length >= 8 && length <= size - offset else {
                return walk.stray(size - offset, missing: nil)
            }
            // 0 says: to the end of the file.
            if length == 0 { length = size - offset }
            guard length >= 8 else { return walk.stray(size - offset, missing: nil) }
            walk.pass(kind)
            if length > size - offset { return walk.broken(missing: length - (size - offset)) }
            offset += length
        }
        return .untold
    }

    private mutating func pass(_ kind: String) {
        isClosed = kind == "mfra"
        switch kind {
        case "moov": hasIndex = true
        case "mdat": hasMedia = true
        case "moof": isFragmented = true
        default: break
        }
    }

    private func ended(trailing: Int) -> ContainerEnding {
        guard hasIndex else { return .missing(8) }
        return isFragmented && !isClosed ? .open(missing: 0) : .reached(trailing: trailing)
    }

    /// A box that is known lacks bytes.
    private func broken(missing: Int) -> ContainerEnding {
        isFragmented ? .open(missing: missing) : .missing(missing)
    }

    /// Bytes at the end that are no box: of one that was cut off, unless all that is needed came before.
    private func stray(_ count: Int, missing: Int?) -> ContainerEnding {
        if isFragmented { return isClosed ? .reached(trailing: count) : .open(missing: missing ?? 0) }
        if hasIndex, hasMedia { return .reached(trailing: count) }
        return missing.map { .missing($0) } ?? .untold
    }

    /// The kinds that stand outermost.
    private static let boxes: Set<String> = [
        "ftyp", "styp", "moov", "mdat", "moof", "mfra", "free", "skip", "wide", "pnot", "uuid", "meta", "sidx", "ssix",
        "emsg", "prft", "pdin", "udta",
    ]

    /// More than these nobody makes.
    private static let most = 4_000_000
}
