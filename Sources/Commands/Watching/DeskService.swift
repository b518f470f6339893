import Concurrency
import Logging
import ServiceLifecycle
import Subprocess
import SystemPackage

/// The desk beside a watcher: started again where it ends by itself, and ended before the watcher is.
struct DeskService: Service {
    let program: FilePath
    let arguments: [String]
    /// What it has for its end, in seconds.
    let grace: Int
    let logger: Logger

    /// The longest pause before it is started again, in seconds.
    private static let longest = 60

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var pause = 1
            while !Task.isCancelled {
                let began = ContinuousClock.now
                let ending = await once()
                if Task.isCancelled { return }
                // One that served for a while had another trouble than one that cannot begin.
                if ContinuousClock.now - began > .seconds(Self.longest) { pause = 1 }
                logger.error("the desk \(ending); started again in \(pause) s")
                // Cancelled where the watcher ends meanwhile.
                try? await Task.sleep(for: .seconds(pause))
                pause = min(pause * 2, Self.longest)
            }
        }
    }

    /// Runs it once, and says how it ended.
    private func once() async -> String {
        var options = PlatformOptions()
        options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(grace + 20))]
        do {
            let result = try await Subprocess.run(
                .path(program),
                arguments: Arguments(arguments),
                platformOptions: options,
                input: .none,
                output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
            )
            return switch result.terminationStatus {
            case .exited(let code): "ended with code \(code)"
            case .signaled(let signal): "was ended by signal \(signal)"
            }
        } catch {
            return "cannot be started: \(error)"
        }
    }
}
