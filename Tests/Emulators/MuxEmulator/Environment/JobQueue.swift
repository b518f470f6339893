/// Work that goes on after its request was answered.
struct JobQueue: Sendable {
    private let stream: AsyncStream<@Sendable () async throws -> Void>
    private let continuation: AsyncStream<@Sendable () async throws -> Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func add(_ job: @escaping @Sendable () async throws -> Void) {
        continuation.yield(job)
    }

    /// Runs the jobs, each as soon as it comes, until the task is cancelled. A job that throws ends the emulator: what
    /// can go wrong with a video is told by its asset.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for await job in stream {
                group.addTask {
                    do { try await job() } catch is CancellationError {
                        // The emulator ends.
                    }
                }
            }
        }
    }
}
