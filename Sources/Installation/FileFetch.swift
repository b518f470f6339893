import Glibc
import HTTPTransfer
import Manifest
import StateFiles
import SystemPackage

/// Fetches one file from a server, in as many goes as it takes: what has come is kept beside it, and the next go asks for the rest.
struct FileFetch: Sendable {
    let client: any HTTPClient
    let file: ModelFile
    let address: ModelAddress
    /// What has come so far.
    let part: FilePath
    var policy = RetryPolicy()
    var clock = RetryClock(SuspendingClock())

    /// Fetches the rest, and checks the whole. A file that is not the right one is removed.
    func run(tell: @escaping SetupTeller) async throws {
        while true {
            let came = try size()
            // More than the whole, or of a file of unknown length: it begins anew.
            let began = file.bytes.map { came <= $0 ? came : 0 } ?? 0
            if began < came { try Files.removeFile(part) }
            if file.bytes == nil || began != file.bytes { try await fetch(tell) }
            guard let problem = try await file.problem(with: part) else { return }
            try Files.removeFile(part)
            // A part that another file had left may be at fault; what came in one go is not.
            if began == 0 { throw Failure(.config, "\(address.host): \(problem); it is not used") }
        }
    }

    private func size() throws(FileError) -> Int { try FileFacts.ifPresent(part)?.bytes ?? 0 }

    /// Asks for the rest until there is none, or no more comes.
    private func fetch(_ tell: @escaping SetupTeller) async throws {
        let target = try open()
        defer {
            // What was written and lost is noticed by its digest.
            try? target.close()
        }
        // Of a file of unknown length no rest can be told from the whole.
        var isInParts = file.bytes != nil
        var attempt = 1
        var start = clock.now()
        while true {
            if !isInParts { try target.resize(to: 0) }
            let offset = try Int(target.seek(offset: 0, from: .end))
            let outcome = await ask(target, from: offset, tell)
            if offset > 0, Self.isAnotherPart(outcome, than: offset) {
                isInParts = false
                continue
            }
            if case .success(let answer) = outcome, answer.isSuccess { return }
            if isInParts, try target.seek(offset: 0, from: .end) > offset { (attempt, start) = (1, clock.now()) }
            let decision = policy.decide(
                after: outcome,
                attempt: attempt,
                elapsed: clock.now() - start,
                repeatable: true,
                jitter: Double.random(in: 0...1),
                now: RetryClock.systemSeconds()
            )
            guard case .again(let wait, let reason) = decision else { throw failure(outcome) }
            tell(.step("\(file.name): \(reason); going on"))
            try await clock.sleep(for: wait)
            attempt += 1
        }
    }

    private func open() throws(FileError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                part,
                .readWrite,
                options: [.create, .closeOnExec, .noFollow],
                permissions: AtomicFile.usual
            )
        } catch {
            throw FileError("write", part, error as? Errno ?? .ioError)
        }
    }

    private func ask(
        _ target: FileDescriptor,
        from offset: Int,
        _ tell: @escaping SetupTeller
    ) async -> Result<HTTPResponse, HTTPError> {
        var request = HTTPRequest(.get, .secret(address.url), authorization: address.authorization)
        if offset > 0 { request.headers.add("Range", "bytes=\(offset)-") }
        request.sink = .file(target, offset: Int64(offset), limit: Int64(file.limit - offset))
        let (name, whole) = (file.name, file.limit)
        do throws(HTTPError) {
            let answer = try await client.send(request) { progress in
                tell(.progress(name, bytes: offset + Int(progress.received), of: whole))
            }
            return .success(answer)
        } catch {
            return .failure(error)
        }
    }

    /// Whether the answer is not the rest that was asked for: the server knows no parts, or has another file.
    static func isAnotherPart(_ outcome: Result<HTTPResponse, HTTPError>, than offset: Int) -> Bool {
        switch outcome {
        case .success(let answer) where answer.isSuccess:
            answer.status != 206 || answer.headers["Content-Range"]?.hasPrefix("bytes \(offset)-") != true
        case .success(let answer): answer.status == 416
        case .failure(let error):
            if case .tooLarge = error.kind { true } else { false }
        }
    }

    private func failure(_ outcome: Result<HTTPResponse, HTTPError>) -> any Error {
        let about = "\(file.name) from \(address.host)"
        switch outcome {
        case .success(let answer):
            let isTransient = policy.statuses.contains(answer.status)
            return Failure(
                isTransient ? .transient : .config,
                "\(about): HTTP \(answer.status)\(isTransient ? "; what has come is kept, so try again" : "")"
            )
        case .failure(let error):
            switch error.kind {
            case .cancelled: return CancellationError()
            case .sink(let number): return FileError("write", part, Errno(rawValue: number))
            case .tls:
                return Failure(
                    .config,
                    "\(error); CURL_CA_BUNDLE or SSL_CERT_FILE names other certificates to trust"
                )
            case .tooLarge: return Failure(.config, "\(about): it is larger than \(file.limit) bytes; it is not used")
            default:
                let hint = error.isTransient ? "; what has come is kept, so try again" : ""
                return Failure(error.isTransient ? .transient : .config, "\(about): \(error.message)\(hint)")
            }
        }
    }
}
