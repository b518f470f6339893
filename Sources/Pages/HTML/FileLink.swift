/// A relative URL of a file beside or below the page, made from a path with `/` between its parts.
///
/// All bytes but the unreserved ones of RFC 3986, section 2.3, are percent-encoded, the colon too, so that no name can
/// be taken for a scheme, a query or a fragment. Parts that are empty, `.` or `..` are left out: a path can not lead
/// out of its folder, nor to another host.
struct FileLink: Sendable, Equatable {
    /// The URL, in ASCII.
    let url: String

    /// The link to a path below the page's folder.
    init(_ path: String) {
        url = Self.parts(of: path).map(Self.encode).joined(separator: "/")
    }

    /// The link from a page in a folder below the outbox to the outbox's own page.
    static func outbox(from folder: String) -> FileLink {
        FileLink(url: String(repeating: "../", count: parts(of: folder).count) + "index.html")
    }

    /// The link to a place on the same page; the id is one of ours.
    static func place(_ id: String) -> FileLink { FileLink(url: "#" + encode(id[...])) }

    /// The parts of a path that name something.
    static func parts(of path: String) -> [Substring] {
        path.unicodeScalars.split(separator: "/").map { Substring($0) }.filter { $0 != "." && $0 != ".." }
    }

    private init(url: String) { self.url = url }

    private static func encode(_ part: Substring) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in part.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
