import Glibc
import SystemPackage

/// What is sent, from wherever libcurl wants it.
struct BodySource {
    private let body: HTTPRequest.Body
    private var sent: Int64 = 0
    /// Why it could not be read to its end.
    private(set) var failure: String?

    init(_ body: HTTPRequest.Body) { self.body = body }

    /// The next bytes: how many, 0 at the end, nil where they are not to be had.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let wanted = Int(min(Int64(buffer.count), body.length - sent))
        guard wanted > 0 else { return 0 }
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
        switch body {
        case .none: return 0
        case .bytes(let bytes, _):
            bytes.withUnsafeBytes {
                part.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.dropFirst(Int(sent)).prefix(wanted)))
            }
            sent += Int64(wanted)
            return wanted
        case .file(let file, let offset, _, _):
            do {
                let count = try file.read(fromAbsoluteOffset: offset + sent, into: part)
                guard count > 0 else {
                    failure = "the file ended \(body.length - sent) bytes early"
                    return nil
                }
                sent += Int64(count)
                return count
            } catch {
                failure = "the file cannot be read: \(error)"
                return nil
            }
        }
    }

    /// Goes to a place, to send from there again; false where there is no such place.
    mutating func seek(to place: Int64) -> Bool {
        guard 0...body.length ~= place else { return false }
        sent = place
        return true
    }
}
