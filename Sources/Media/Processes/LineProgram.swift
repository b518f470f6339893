import Subprocess
public import SystemPackage

/// A child process that is asked in lines and answers in lines, for as long as it is needed. One question is asked at a time.
///
/// It ends when its input is closed (`end`), when it is killed, and with this process.
public final class LineProgram: Sendable {
    private let name: String
    private let about: String
    private let stallLimit: Double
    private let questions: AsyncStream<[UInt8]>.Continuation
    private let answers: AsyncThrowingStream<[UInt8], any Error>
    private let heartbeat: Heartbeat
    private let run: Task<Void, Never>

    /// Bytes that a line of an answer may have.
    private static let longestLine = 16 << 20

    /// Starts a program. It inherits no variable but those given here. `name` and `about` are what messages call it and what it
    /// works on; `stallLimit` is how many seconds it may neither speak nor take processor time while it is asked.
    fileprivate init(
        _ child: ChildProcess,
        name: String,
        environment: [String: String]
    ) {
        let (questions, asked) = AsyncStream<[UInt8]>.makeStream()
        let (answers, told) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        let heartbeat = Heartbeat()
        self.name = name
        about = child.about
        stallLimit = child.stallLimit
        self.questions = asked
        self.answers = answers
        self.heartbeat = heartbeat
        run = Task {
            do {
                try await Self.talk(child, name, environment, questions, told, heartbeat)
                told.finish()
            } catch {
                told.finish(throwing: error)
            }
        }
    }

    deinit { run.cancel() }

    /// Asks, and gives each line that comes to a reader until that has the answer; nil of it says that more comes.
    ///
    /// `limit` is how many seconds it may take in all. Throws `hung`, `killed`, `failed` where the program does not answer, and
    /// what the reader throws. After an error, and where the task is cancelled, it is of no more use and must be killed.
    public func ask<Answer: Sendable>(
        _ line: [UInt8],
        limit: Double,
        reader: @escaping @Sendable ([UInt8]) throws(MediaError) -> Answer?
    ) async throws(MediaError) -> Answer {
        heartbeat.beat()
        questions.yield(line + [UInt8(ascii: "\n")])
        do {
            return try await withThrowingTaskGroup(of: Answer.self) { group in
                group.addTask { [answers, heartbeat, name, about] in
                    for try await line in answers {
                        heartbeat.beat()
                        if let answer = try reader(line) { return answer }
                    }
                    try Task.checkCancellation()
                    throw MediaError.failed(
                        program: name,
                        source: about,
                        status: 0,
                        detail: "it ended without an answer"
                    )
                }
                group.addTask { [heartbeat, stallLimit, name, about] in
                    try await heartbeat.silence(of: .seconds(stallLimit))
                    throw MediaError.hung(program: name, source: about, seconds: stallLimit)
                }
                group.addTask { [name, about] in
                    try await Task.sleep(for: .seconds(limit))
                    throw MediaError.hung(program: name, source: about, seconds: limit)
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() else { throw CancellationError() }
                return answer
            }
        } catch {
            throw MediaError(error, running: name)
        }
    }

    /// Closes its input and waits until it has ended. One that does not end by itself is killed.
    public func end() async {
        questions.finish()
        await withTaskGroup { group in
            group.addTask { [run] in await run.value }
            group.addTask { [run] in
                // Called off where the program has ended.
                if (try? await Task.sleep(for: Self.patience)) != nil { run.cancel() }
            }
            await group.next()
            group.cancelAll()
        }
        await run.value
    }

    /// How long a program may take to end by itself.
    private static let patience = Duration.seconds(5)

    /// Ends it at once and waits until it has ended.
    public func kill() async {
        run.cancel()
        await run.value
    }

    private static func talk(
        _ child: ChildProcess,
        _ name: String,
        _ environment: [String: String],
        _ questions: AsyncStream<[UInt8]>,
        _ answers: AsyncThrowingStream<[UInt8], any Error>.Continuation,
        _ heartbeat: Heartbeat
    ) async throws {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .milliseconds(500))]
        let (executable, arguments) = child.command
        let variables = environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try await Subprocess.run(
            Configuration(
                executable: .path(executable),
                arguments: .init(arguments),
                environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
                workingDirectory: child.directory,
                platformOptions: options
            ),
            input: .inputWriter,
            output: .sequence,
            error: .sequence
        ) { execution -> String in
            heartbeat.watch(execution.processIdentifier.value)
            let writer = execution.standardInputWriter
            let errors = execution.standardError
            async let tail = ChildProcess.tail(of: errors, reader: nil, heartbeat: heartbeat)
            let writing = Task {
                for await question in questions {
                    // One who has ended does not read: its output tells so.
                    do { _ = try await writer.write(question) } catch { break }
                }
                // Of one who has ended it is closed already.
                try? await writer.finish()
            }
            defer { writing.cancel() }
            var line: [UInt8] = []
            for try await buffer in execution.standardOutput {
                heartbeat.beat()
                try buffer.withUnsafeBytes { bytes in
                    for byte in bytes {
                        if byte == UInt8(ascii: "\n") {
                            answers.yield(line)
                            line.removeAll(keepingCapacity: true)
                        } else if line.count < longestLine {
                            line.append(byte)
                        } else {
                            throw MediaError.unexpected(program: name, source: child.about, detail: "an endless line")
                        }
                    }
                }
            }
            return try await tail
        }
        try child.judge(result.terminationStatus, result.closureResult)
    }
}

extension MediaTools {
    /// Starts a program that is asked in lines. It takes no slot of its own: who asks it holds as many as it has threads.
    public func start(
        _ program: FilePath,
        _ arguments: [String],
        environment: [String: String],
        name: String,
        about: String,
        stallLimit: Double
    ) -> LineProgram {
        let child = ChildProcess(
            tool: Tool(name: name, path: program),
            arguments: arguments,
            about: about,
            stallLimit: stallLimit,
            guardian: guardian
        )
        return LineProgram(child, name: name, environment: environment)
    }

    /// How many child processes there may be at once.
    public var slotCount: Int { slots.count }

    /// Runs a body while so many slots are held.
    public func holdingSlots<Value>(
        _ count: Int,
        _ body: () async throws(MediaError) -> Value
    ) async throws(MediaError) -> Value {
        try await slots.withSlots(count, body)
    }
}
