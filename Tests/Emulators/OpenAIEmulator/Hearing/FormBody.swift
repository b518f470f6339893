/// A multipart/form-data body (RFC 7578), as a server reads it.
struct FormBody {
    struct Part {
        var name: String
        /// Nil for a plain field.
        var fileName: String?
        var bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    var parts: [Part] = []

    /// Nil where the type is another, or the body is not whole.
    init?(_ bytes: [UInt8], type: String) {
        guard type.lowercased().hasPrefix("multipart/form-data"), let boundary = Self.value(of: "boundary", in: type)
        else { return nil }
        let line = Array("--\(boundary)".utf8)
        let separator = Array("\r\n--\(boundary)".utf8)
        guard bytes.starts(with: line) else { return nil }
        var position = line.count
        while true {
            let rest = bytes[position...]
            if rest.starts(with: Array("--".utf8)) { return }
            guard rest.starts(with: Array("\r\n".utf8)),
                let end = Self.find(separator, in: bytes, from: position + 2),
                let head = Self.find(Array("\r\n\r\n".utf8), in: bytes, from: position), head + 4 <= end
            else { return nil }
            let lines = String(decoding: bytes[position..<head], as: UTF8.self).split(separator: "\r\n")
            let disposition = lines.first { $0.lowercased().hasPrefix("content-disposition:") }.map { String($0) } ?? ""
            guard let name = Self.value(of: "name", in: disposition) else { return nil }
            let content = Array(bytes[(head + 4)..<end])
            parts.append(Part(name: name, fileName: Self.value(of: "filename", in: disposition), bytes: content))
            position = end + separator.count
        }
    }

    func field(_ name: String) -> String? { parts.first { $0.name == name && $0.fileName == nil }?.text }

    func fields(_ name: String) -> [String] { parts.filter { $0.name == name && $0.fileName == nil }.map(\.text) }

    var file: Part? { parts.first { $0.name == "file" && $0.fileName != nil } }

    /// The same for the same fields and file, whatever the boundary.
    var digest: String {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += Array("\(part.name.utf8.count) \(part.name) \(part.fileName ?? "") \(part.bytes.count)\n".utf8)
            bytes += part.bytes
        }
        return Digest.of(bytes)
    }

    /// `name="value"` or `name=value` of a header.
    private static func value(of name: String, in header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let sides = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].lowercased() == name else { continue }
            return String(sides[1].drop { $0 == "\"" }.prefix { $0 != "\"" })
        }
        return nil
    }

    /// Where a pattern begins. By its first byte, since recordings have millions of them.
    private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var position = start
            while position + pattern.count <= bytes.count {
                if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) { return position }
                position += 1
            }
            return nil
        }
    }
}
