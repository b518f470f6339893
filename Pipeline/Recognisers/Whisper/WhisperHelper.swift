import FoundationEssentials
import Installation
import Manifest
import Media
import Roles
import StateFiles
import SystemPackage

/// The helper that hears, as a process: one for all videos of this run, and at most one on this machine.
///
/// It is started for the first who asks and ends with the last. Requests are served in the order in which they come, whichever
/// video they are of. While it works it holds as many slots as it has threads, so that it and ffmpeg share the cores.
actor WhisperHelper {
    /// What it is made of, and what it runs with.
    struct Setup: Sendable {
        let speech: InstalledSpeech
        let tools: MediaTools
        /// What messages call the work.
        let about: String
        /// A folder of this process for the helper's own program; it is needed until that has begun.
        let folder: FilePath
        /// Tells the user what is waited for.
        var tell: @Sendable (String) -> Void = { _ in }
    }

    private var program: LineProgram?
    /// The folder of the model that is loaded.
    private var model: FilePath?
    private var lock: Tenancy?
    private var users = 0
    private var nextID = 0
    /// Seconds of sound that were asked for since it was started.
    private var seconds = 0.0
    /// Requests are served one by one, in their order.
    private let turns = ProcessSlots(1)

    /// After so many seconds of sound it is started anew: against slow growth, and to let others of this machine have their turn.
    private static let tenancy = 1800.0
    /// Seconds that a request may take, and for each second of its sound.
    private static let (patience, patiencePerSecond) = (120.0, 15.0)

    /// Holds the machine's lock for as long as it lives.
    private final class Tenancy: Sendable {
        private let lock: MachineLock
        init(_ lock: consuming MachineLock) { self.lock = lock }
    }

    /// Runs a body that asks; the process ends with the last of these.
    func serving<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        users += 1
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        users -= 1
        if users == 0 { await end() }
        return try result.get()
    }

    /// Asks, and gives what `pick` finds in the last line of the answer. `seconds` is how much sound it is about.
    func ask<Answer: Sendable>(
        _ deed: HelperRequest.Deed,
        seconds: Double,
        _ setup: Setup,
        progress: @escaping @Sendable (Double) -> Void = { _ in },
        pick: @escaping @Sendable (HelperLine) -> Answer?
    ) async throws -> Answer {
        try await inTurn(setup, seconds: seconds) { program in
            try await self.ask(program, deed, seconds: seconds, progress: progress, pick: pick)
        }
    }

    private func inTurn<Value: Sendable>(
        _ setup: Setup,
        seconds: Double,
        _ body: @Sendable (LineProgram) async throws -> Value
    ) async throws -> Value {
        // The process is one, so is its turn; both kinds of slots throw nothing but a cancellation of their own.
        let result: Result<Value, any Error>
        do throws(MediaError) {
            result = try await turns.withSlot { () throws(MediaError) in
                await self.serve(setup, seconds: seconds, body)
            }
        } catch {
            throw CancellationError()
        }
        return try result.get()
    }

    private func serve<Value: Sendable>(
        _ setup: Setup,
        seconds more: Double,
        _ body: @Sendable (LineProgram) async throws -> Value
    ) async -> Result<Value, any Error> {
        do {
            if program == nil || model != setup.speech.folder || seconds > Self.tenancy {
                await end()
                lock = try await tenancy(setup)
                seconds = 0
            }
            seconds += more
            let result: Result<Value, any Error> = try await setup.tools.holdingSlots(Self.threads(setup.tools)) {
                () throws(MediaError) in
                do {
                    let program = try await self.running(setup)
                    return .success(try await body(program))
                } catch {
                    return .failure(error)
                }
            }
            // One that failed in the middle of an answer cannot be asked again.
            if case .failure(let error) = result, !(error is HelperTrouble) { await kill() }
            return result
        } catch {
            return .failure(error)
        }
    }

    /// The machine's lock, or none where whoever holds it does not let go: two helpers are slower, but words come.
    private func tenancy(_ setup: Setup) async throws -> Tenancy? {
        do {
            return try await hold(setup)
        } catch let error as FileError {
            setup.tell("whether another smartclip on this machine is hearing cannot be seen: \(error)")
            return nil
        }
    }

    private func hold(_ setup: Setup) async throws -> Tenancy? {
        if let lock = try MachineLock.ifFree("smartclip-hearing") { return Tenancy(lock) }
        setup.tell("waits for another smartclip on this machine, which is hearing a talk")
        if let lock = try await MachineLock.wait("smartclip-hearing", atMost: Self.longestWait) { return Tenancy(lock) }
        setup.tell("the other has not let go for an hour; goes on beside it")
        return nil
    }

    /// Longer than half an hour of sound takes, with any model that keeps up with speech.
    private static let longestWait = Duration.seconds(3600)

    /// The cores, as far as this run may use them.
    private static func threads(_ tools: MediaTools) -> Int {
        min(tools.slotCount, ProcessInfo.processInfo.activeProcessorCount)
    }

    private func running(_ setup: Setup) async throws -> LineProgram {
        if let program { return program }
        let script = setup.folder.appending("hear.py")
        try AtomicFile.write(PackageResources.hear_py, to: script, isSynced: false)
        do throws(InstallationError) {
            try setup.speech.verify()
        } catch {
            throw Failure(.config, error.description)
        }
        let threads = Self.threads(setup.tools)
        let program = setup.tools.start(
            setup.speech.python,
            ["-I", "-B", "-X", "utf8", script.string],
            environment: [
                "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HF_HUB_OFFLINE": "1",
                "OMP_NUM_THREADS": "\(threads)",
            ],
            name: "the speech helper",
            about: setup.about,
            stallLimit: setup.tools.stallLimit
        )
        do {
            _ = try await ask(
                program,
                .open(model: setup.speech.folder.string, threads: threads),
                seconds: 0,
                progress: { _ in }
            ) { $0.opened }
        } catch let trouble as HelperTrouble {
            await program.kill()
            throw trouble.failure(setup.about)
        } catch let failure as Failure where failure.detail != nil {
            await program.kill()
            // It ended by itself, with words, before it could be asked anything: its environment is not what it was.
            throw Failure(.config, "\(failure.message); run smartclip setup speech")
        } catch {
            await program.kill()
            throw error
        }
        self.program = program
        model = setup.speech.folder
        return program
    }

    private func ask<Answer: Sendable>(
        _ program: LineProgram,
        _ deed: HelperRequest.Deed,
        seconds: Double,
        progress: @escaping @Sendable (Double) -> Void,
        pick: @escaping @Sendable (HelperLine) -> Answer?
    ) async throws -> Answer {
        nextID += 1
        let id = nextID
        let line = try JSONText.line(HelperRequest(id: id, deed: deed))
        let limit = Self.patience + Self.patiencePerSecond * seconds
        let answer: Result<Answer, HelperTrouble>
        do throws(MediaError) {
            answer = try await program.ask(Array(line.dropLast()), limit: limit) { bytes throws(MediaError) in
                let line = try Self.line(bytes, id: id)
                if let part = line.part { progress(part) }
                if let trouble = line.error { return .failure(HelperTrouble(trouble)) }
                return pick(line).map { .success($0) }
            }
        } catch {
            throw Self.failure(error)
        }
        return try answer.get()
    }

    /// What became of a helper that gave no answer. One that ended by itself says nothing of the video, and may do better the next
    /// time.
    private static func failure(_ error: MediaError) -> any Error {
        guard case .failed = error else { return Failure.of(error) }
        return Failure(.transient, error.description, detail: error.detail)
    }

    /// Reads a line of an answer; any other than one to this question is no answer.
    private static func line(_ bytes: [UInt8], id: Int) throws(MediaError) -> HelperLine {
        let line: HelperLine
        do {
            line = try JSONText.decode(HelperLine.self, from: Data(bytes))
        } catch {
            let text = String(decoding: bytes.prefix(200), as: UTF8.self).oneLine
            throw .unexpected(program: "the speech helper", source: "its answer", detail: "\(text): \(error)")
        }
        guard line.id == id else {
            throw .unexpected(program: "the speech helper", source: "its answer", detail: "it answers another question")
        }
        return line
    }

    private func end() async {
        let ending = forget()
        await ending.program?.end()
        withExtendedLifetime(ending.lock) {}
    }

    private func kill() async {
        let ending = forget()
        await ending.program?.kill()
        withExtendedLifetime(ending.lock) {}
    }

    private func forget() -> (program: LineProgram?, lock: Tenancy?) {
        defer { (program, lock, model) = (nil, nil, nil) }
        return (program, lock)
    }
}

/// What the helper said was wrong with one request; it can be asked others.
struct HelperTrouble: Error, Equatable {
    let trouble: HelperLine.Trouble

    init(_ trouble: HelperLine.Trouble) { self.trouble = trouble }

    /// As a failure of what it was asked for.
    func failure(_ about: String) -> Failure {
        let message = "\(about): the speech helper: \(trouble.message.oneLine)"
        switch trouble.kind {
        case .sound: return Failure(.transient, message)
        case .language: return Failure(.config, "\(message); set another language, or auto")
        case .model: return Failure(.config, "\(message); run smartclip setup speech")
        case .memory: return Failure(.transient, "\(message); free memory, or take a smaller model")
        case .bug: return Failure(.bug, message)
        }
    }
}
