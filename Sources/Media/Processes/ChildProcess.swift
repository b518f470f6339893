import Subprocess
import SystemPackage

/// One run of a program: what it is given, and how its end is judged.
struct ChildProcess: Sendable {
    let tool: Tool
    var arguments: [String]
    /// The source of the run; its descriptor becomes the child's standard input.
    var input: MediaInput?
    /// What messages call the thing worked on.
    var about: String
    /// Where relative names of the arguments are looked for.
    var directory: FilePath?
    /// Seconds without a sign of life after which the child is ended.
    var stallLimit: Double
    /// `setpriv`, where it is there: the kernel then ends the child when this process dies, however it dies.
    var guardian: FilePath?

    /// How long a child may take to end after SIGTERM before SIGKILL.
    private static let grace = Duration.seconds(2)

    /// Runs the child to its end and returns what the sink gathered, and the last lines of standard error; `errors` is told
    /// each line as it comes.
    ///
    /// Throws when the child fails, is killed, hangs, or the task is cancelled; the child has ended in every case.
    func run<Sink: OutputSink>(
        into sink: Sink,
        errors: (any LineReader)? = nil
    ) async throws(MediaError) -> (output: Sink, errors: String) {
        let heartbeat = Heartbeat()
        let ending: Ending<Sink>
        do {
            try Task.checkCancellation()
            ending = try await withThrowingTaskGroup(of: Ending<Sink>.self) { group in
                group.addTask { try await execute(into: sink, errors: errors, heartbeat: heartbeat) }
                group.addTask {
                    try await heartbeat.silence(of: .seconds(stallLimit))
                    return .silent
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .silent
            }
            try Task.checkCancellation()
        } catch {
            throw MediaError(error, running: tool.name)
        }
        switch ending {
        case .silent:
            throw .hung(program: tool.name, source: about, seconds: stallLimit)
        case .ended(let status, let sink, let detail):
            try judge(status, detail)
            return (sink, detail)
        }
    }

    private enum Ending<Sink: OutputSink>: Sendable {
        case ended(TerminationStatus, Sink, detail: String)
        case silent
    }

    private func execute<Sink: OutputSink>(
        into sink: Sink,
        errors: (any LineReader)?,
        heartbeat: Heartbeat
    ) async throws -> Ending<Sink> {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: Self.grace)]
        let (executable, all) = command
        if let input {
            return try await Self.collect(
                Configuration(.path(executable), arguments: .init(all), workingDirectory: directory, options),
                input: .fileDescriptor(input.descriptor, closeAfterSpawningProcess: false),
                into: sink,
                errors: errors,
                heartbeat: heartbeat
            )
        }
        return try await Self.collect(
            Configuration(.path(executable), arguments: .init(all), workingDirectory: directory, options),
            input: .none,
            into: sink,
            errors: errors,
            heartbeat: heartbeat
        )
    }

    private static func collect<Input: InputProtocol, Sink: OutputSink>(
        _ configuration: Configuration,
        input: Input,
        into sink: Sink,
        errors: (any LineReader)?,
        heartbeat: Heartbeat
    ) async throws -> Ending<Sink> {
        let result = try await Subprocess.run(
            configuration,
            input: input,
            output: .sequence,
            error: .sequence
        ) { execution -> (Sink, String) in
            heartbeat.watch(execution.processIdentifier.value)
            let standardError = execution.standardError
            async let tail = Self.tail(of: standardError, reader: errors, heartbeat: heartbeat)
            var sink = sink
            for try await buffer in execution.standardOutput {
                heartbeat.beat()
                try buffer.withUnsafeBytes { bytes in try sink.receive(bytes) }
            }
            try sink.finish()
            return (sink, try await tail)
        }
        return .ended(result.terminationStatus, result.closureResult.0, detail: result.closureResult.1)
    }

    static func tail(
        of errors: SubprocessOutputSequence,
        reader: (any LineReader)?,
        heartbeat: Heartbeat
    ) async throws -> String {
        var tail = Tail()
        var lines = reader.map { LineSink(AnyLineReader(reader: $0)) }
        for try await buffer in errors {
            heartbeat.beat()
            buffer.withUnsafeBytes { bytes in
                tail.append(bytes)
                lines?.receive(bytes)
            }
        }
        lines?.finish()
        return tail.text
    }

    var command: (FilePath, [String]) {
        guard let guardian else { return (tool.path, arguments) }
        return (guardian, ["--pdeathsig", "KILL", "--", tool.path.string] + arguments)
    }

    func judge(_ status: TerminationStatus, _ detail: String) throws(MediaError) {
        switch status {
        case .exited(0): return
        case .exited(let code):
            if detail.contains("No space left on device") { throw .diskFull(program: tool.name, source: about) }
            throw .failed(program: tool.name, source: about, status: Int(code), detail: detail)
        case .signaled(let signal):
            throw .killed(program: tool.name, source: about, signal: Int(signal), detail: detail)
        }
    }
}

extension MediaError {
    /// What an error that came of running a program is.
    init(_ error: any Error, running program: String) {
        if let error = error as? MediaError {
            self = error
        } else if error is CancellationError || Task.isCancelled {
            self = .cancelled
        } else {
            self = .unusableProgram(name: program, detail: "\(error)")
        }
    }
}

extension Configuration {
    fileprivate init(
        _ executable: Executable,
        arguments: Arguments,
        workingDirectory: FilePath?,
        _ options: PlatformOptions
    ) {
        self.init(
            executable: executable,
            arguments: arguments,
            workingDirectory: workingDirectory,
            platformOptions: options
        )
    }
}

/// The end of a text that may be endless: what a failed program said last.
struct Tail: Sendable {
    private var bytes: [UInt8] = []
    private let limit: Int

    init(limit: Int = 16384) { self.limit = limit }

    mutating func append(_ new: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: new)
        // Cut at twice the limit, so that each byte is moved once at most.
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }

    /// The last lines, at most 20 of them.
    var text: String {
        String(decoding: bytes.suffix(limit), as: UTF8.self)
            .split(whereSeparator: \.isNewline).suffix(20).joined(separator: "\n")
    }
}
