import SystemPackage

/// Where what is received goes.
struct BodySink {
    /// Of an answer that is no file's: enough for any text that says what is wrong.
    static let excerpt = 64 << 10

    private let sink: HTTPRequest.Sink
    /// What memory took.
    private(set) var bytes: [UInt8] = []
    private(set) var received: Int64 = 0
    private(set) var failure: Failure?

    enum Failure: Equatable {
        case tooLarge(limit: Int64)
        case file(Errno)
        /// No failure: more than the excerpt is not wanted.
        case enough
    }

    init(_ sink: HTTPRequest.Sink) { self.sink = sink }

    /// Takes bytes of an answer of a status, of which `expected` will come in all where that is known. False where no more are
    /// wanted, with the reason in `failure`.
    mutating func take(_ new: UnsafeRawBufferPointer, status: Int, expected: Int64?) -> Bool {
        switch sink {
        case .memory(let limit):
            return keep(new, limit: limit, expected: expected)
        case .pieces(let limit, let take):
            guard 200..<300 ~= status else { return keepExcerpt(new) }
            guard max(received + Int64(new.count), expected ?? 0) <= Int64(limit) else {
                return fail(.tooLarge(limit: Int64(limit)))
            }
            received += Int64(new.count)
            return take(new) ? true : fail(.enough)
        case .file(let file, let offset, let limit):
            guard 200..<300 ~= status else { return keepExcerpt(new) }
            guard max(received + Int64(new.count), expected ?? 0) <= limit else { return fail(.tooLarge(limit: limit)) }
            do {
                try file.writeAll(toAbsoluteOffset: offset + received, new)
            } catch {
                return fail(.file(error as? Errno ?? .ioError))
            }
            received += Int64(new.count)
            return true
        }
    }

    private mutating func keepExcerpt(_ new: UnsafeRawBufferPointer) -> Bool {
        let room = Self.excerpt - bytes.count
        bytes.append(contentsOf: new.prefix(room))
        received += Int64(min(room, new.count))
        return new.count <= room ? true : fail(.enough)
    }

    private mutating func keep(_ new: UnsafeRawBufferPointer, limit: Int, expected: Int64?) -> Bool {
        guard max(bytes.count + new.count, Int(expected ?? 0)) <= limit else {
            return fail(.tooLarge(limit: Int64(limit)))
        }
        if bytes.isEmpty, let expected { bytes.reserveCapacity(Int(expected)) }
        bytes.append(contentsOf: new)
        received += Int64(new.count)
        return true
    }

    private mutating func fail(_ reason: Failure) -> Bool {
        failure = reason
        return false
    }
}
