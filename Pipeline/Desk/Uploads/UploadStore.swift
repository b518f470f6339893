import Crypto
import FoundationEssentials
import Glibc
import HTTPTypes
import HummingbirdCore
import Intake
import Manifest
import NIOCore
import Outbox
import StateFiles
import SystemPackage

/// Uploads that are on their way. Each stands in a hidden folder of the inbox, which no watcher looks into, and comes into the inbox
/// itself by a rename when it is whole.
struct UploadStore: Sendable {
    let inbox: FilePath
    let limit: Int
    private let folder: Place
    /// What is not gone on with for a day is given up.
    private static let patience = 86_400.0

    /// Keeps them where a rename leads into the inbox, whatever is mounted where.
    init(inbox: FilePath, limit: Int) {
        self.inbox = inbox
        self.limit = limit
        folder = Place(inbox).appending(Self.folderName)
    }

    static let folderName = ".smartclip-uploads"

    private func data(_ id: String) -> Place { folder.appending("\(id).part") }
    private func note(_ id: String) -> Place { folder.appending("\(id).json") }

    /// Begins one.
    func begin(_ filename: String, bytes: Int?) throws -> String {
        if let problem = Upload.problem(with: filename) { throw Problem.unprocessable([("filename", problem)]) }
        let ending = FilePath.Component(filename)?.lowercasedExtension ?? ""
        guard FolderScan.extensions.contains(ending) else {
            throw Problem.unprocessable([
                ("filename", "does not end like a video: \(FolderScan.extensions.sorted().joined(separator: ", "))")
            ])
        }
        if let bytes, bytes < 1 { throw Problem.unprocessable([("bytes", "is to be 1 or more")]) }
        if let bytes { try checkSize(bytes) }
        try folder.makeDirectory()
        sweep()
        let id = SymmetricKey(size: .bits128).withUnsafeBytes { Digest.hex($0) }
        try data(id).write([], permissions: .ownerReadWrite)
        try note(id).write(
            JSONText.line(Upload(filename: filename, bytes: bytes, createdAt: .now)),
            permissions: .ownerReadWrite
        )
        return id
    }

    private func checkSize(_ bytes: Int) throws(Problem) {
        if bytes > limit {
            throw Problem(.contentTooLarge, "too-large", "an upload may have \(limit) bytes, not \(bytes)")
        }
    }

    /// Removes those that nobody goes on with: of what still grows, the newest file tells.
    private func sweep() {
        // What cannot be looked at now is looked at by the next.
        let names = (try? folder.list()) ?? []
        for (_, files) in Dictionary(grouping: names, by: { $0.string.prefix { $0 != "." } }) {
            let ages = files.map { name in
                let modified = (try? folder.appending(name).facts())?.modified
                return modified.map { Date().timeIntervalSince1970 - Double($0) / 1e9 } ?? 0
            }
            guard ages.allSatisfy({ $0 > Self.patience }) else { continue }
            for name in files { try? folder.appending(name).removeFile() }
        }
    }

    /// What came of a PUT.
    enum Outcome: Sendable {
        /// So many bytes are there, and more are to come.
        case partial(Int)
        /// It is whole, and stands in the inbox.
        case landed(FilePath, sha256: String)
    }

    /// Takes in what a PUT sends.
    func put(_ id: String, _ request: Request) async throws -> Outcome {
        guard id.allSatisfy(\.isHexDigit), id.count == 32, let bytes = try note(id).readIfPresent() else {
            throw Problem.notFound("there is no upload \(id.oneLine); it may have landed already, or was given up")
        }
        let upload = try JSONText.decode(Upload.self, from: Data(bytes))
        let outcome = try await FileLock.ifFree(folder.appending("\(id).lock")) {
            try await receive(id, upload, request)
        }
        guard let outcome else {
            throw Problem.conflict("upload-busy", "another request sends this upload at this moment")
        }
        return outcome
    }

    private func receive(_ id: String, _ upload: Upload, _ request: Request) async throws -> Outcome {
        let file = try data(id).openToAppend()
        defer { try? file.close() }  // Synced before it counts.
        let there = try FileFacts(of: file, name: data(id).path).bytes
        var total = upload.bytes
        var first = 0
        var length = request.headers[.contentLength].flatMap { Int($0) }
        if let field = request.headers[.contentRange] {
            guard let range = ContentRange(field) else {
                throw Problem.invalid("Content-Range makes no sense: \(field.oneLine)")
            }
            switch range {
            case .question(let told):
                if let told, told == there, total == nil || total == told { return try await land(id, upload, file) }
                return .partial(there)
            case .bytes(let bytes, let told):
                if let told, let total, told != total {
                    throw Problem.invalid("the upload was to have \(total) bytes, not \(told)")
                }
                total = told ?? total
                first = bytes.lowerBound
                if let length, length != bytes.count {
                    throw Problem.invalid("Content-Length and Content-Range differ")
                }
                length = bytes.count
            }
        } else if let length {
            if let total, total != length {
                throw Problem.invalid("the upload was to have \(total) bytes, not \(length)")
            }
            total = length
        }
        // A body that breaks off must not look like one that ended.
        guard total != nil || request.headers[.contentRange] != nil else {
            throw Problem(.lengthRequired, "length-required", "say with Content-Length or Content-Range how much comes")
        }
        if let total { try checkSize(total) }
        if let length { try checkSize(first + length) }
        if first != there {
            // A PUT of the whole begins anew.
            guard request.headers[.contentRange] == nil else {
                var problem = Problem.conflict("upload-gap", "\(there) bytes are there; go on from byte \(there)")
                if there > 0 { problem.fields[.range] = "bytes=0-\(there - 1)" }
                throw problem
            }
            guard ftruncate(file.rawValue, 0) == 0 else { throw Errno(rawValue: errno) }
        }
        let end = try await write(request.body, to: file, at: first, length: length)
        guard end == total else { return .partial(end) }
        return try await land(id, upload, file)
    }

    /// Writes a body as it comes. Where it breaks off, what came is kept.
    private func write(_ body: RequestBody, to file: SystemPackage.FileDescriptor, at first: Int, length: Int?)
        async throws -> Int
    {
        var end = first
        for try await part in body {
            end += part.readableBytes
            try checkSize(end)
            if let length, end - first > length { throw Problem.invalid("more bytes came than Content-Range says") }
            try part.readableBytesView.withContiguousStorageIfAvailable { _ = try file.writeAll($0) }
        }
        return end
    }

    /// Puts a whole upload into the inbox, under a name that is free.
    private func land(_ id: String, _ upload: Upload, _ file: SystemPackage.FileDescriptor) async throws -> Outcome {
        // A file of an upload is its owner's alone; one of an inbox is read by others too.
        guard fchmod(file.rawValue, 0o644) == 0, fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        let sha256 = try await Digest.of(file, name: data(id).path)
        let target = Place(inbox)
        let dot = upload.filename.lastIndex(of: ".") ?? upload.filename.endIndex
        for number in 1...10_000 {
            let name = number == 1 ? upload.filename : "\(upload.filename[..<dot])-\(number)\(upload.filename[dot...])"
            if try !data(id).renameIfFree(to: target.appending(name)) { continue }
            try target.sync()
            try note(id).removeFile()
            return .landed(inbox.appending(name), sha256: sha256)
        }
        throw Problem.conflict("name-taken", "the inbox has ten thousand files of the name \(upload.filename)")
    }
}
