import EmulatorKit
import FoundationEssentials
import NIOPosix
import SystemPackage

/// The bytes of one direct upload, by the rules of Google Cloud Storage's resumable sessions.
///
/// Bytes go to the file as they come. Of a broken request whole multiples of 256 KiB are kept.
actor UploadSession {
    enum State: Sendable { case open, finished, cancelled, ended }
    enum Refusal: Error { case gone(Int), finished, ahead(received: Int), wrongTotal }

    /// What a chunk must be a multiple of, and what of a broken one is kept.
    static let unit = 256 * 1024

    let file: FilePath
    private(set) var state: State = .open
    /// Bytes the session vouches for.
    private(set) var received = 0
    private var total: Int?
    /// Bytes in the file, of which the last may yet be forgotten.
    private var written = 0
    private var generation = 0
    private let descriptor: FileDescriptor

    init(file: FilePath) throws {
        self.file = file
        descriptor = try FileDescriptor.open(
            file,
            .readWrite,
            options: [.create, .exclusiveCreate],
            permissions: .ownerReadWrite
        )
    }

    /// Begins to take in bytes from an offset. The number is to be given with each piece; an earlier request's pieces
    /// are refused from now on.
    func begin(at offset: Int, total: Int?) throws -> Int {
        try check()
        guard offset <= received else { throw Refusal.ahead(received: received) }
        if let total {
            guard self.total == nil || self.total == total, total >= received else { throw Refusal.wrongTotal }
        }
        generation += 1
        written = received
        return generation
    }

    /// Stores a piece at an offset; what is there already is passed over.
    func store(_ bytes: [UInt8], at offset: Int, _ generation: Int) async throws {
        guard generation == self.generation, state == .open else { throw EmulatorError.superseded }
        let known = written - offset
        guard known < bytes.count else { return }
        let (rest, place) = (bytes[max(0, known)...], Int64(written))
        written = offset + bytes.count
        _ = try await NIOThreadPool.singleton.runIfActive { [descriptor] in
            try descriptor.writeAll(toAbsoluteOffset: place, rest)
        }
        guard generation == self.generation else { throw EmulatorError.superseded }
        received = max(received, written / Self.unit * Self.unit)
    }

    /// The request came to its end in good order. Returns whether all bytes of the file are here.
    func settle(total: Int?, _ generation: Int) throws -> Bool {
        guard generation == self.generation else { throw EmulatorError.superseded }
        if let total { self.total = total }
        if let total, written == total { received = total }
        written = received
        return try conclude()
    }

    /// An empty request names the total. Returns whether the file is whole.
    func query(total: Int?) throws -> Bool {
        try check()
        // A total that is not what arrived changes nothing: the answer says how far it got.
        guard let total, total == written, self.total == nil || self.total == total else { return false }
        received = total
        self.total = total
        return try conclude()
    }

    func cancel() throws {
        try check()
        try close(as: .cancelled)
    }

    /// The upload was cancelled or timed out: the session is gone.
    func end() throws {
        guard state == .open else { return }
        try close(as: .ended)
    }

    private func check() throws {
        switch state {
        case .open: break
        case .finished: throw Refusal.finished
        case .cancelled: throw Refusal.gone(404)
        case .ended: throw Refusal.gone(410)
        }
    }

    private func conclude() throws -> Bool {
        guard let total, received == total else { return false }
        try close(as: .finished)
        return true
    }

    private func close(as state: State) throws {
        self.state = state
        generation += 1
        try descriptor.close()
    }
}
