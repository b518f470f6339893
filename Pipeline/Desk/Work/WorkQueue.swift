import FoundationEssentials
import Logging
import Manifest
import Outbox
import StateFiles
import Subprocess
import SystemPackage

/// Has `smartclip` work on videos, one at a time. Whatever ends it, the next run goes on from there.
actor WorkQueue {
    private let plan: DeskPlan
    private let progress: WorkProgress
    private let events: EventHub
    private let logger: Logger
    private var list = WorkList()
    private var isAtWork = false
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    init(_ plan: DeskPlan, _ progress: WorkProgress, _ events: EventHub, logger: Logger) {
        self.plan = plan
        self.progress = progress
        self.events = events
        self.logger = logger
        (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes in an order for a video.
    func add(_ kind: WorkOrder.Kind, _ video: String) {
        if list.add(WorkOrder(kind: kind, video: video)) { tellQueued() }
        waker.yield()
    }

    /// How many orders wait or are done now.
    var count: Int { list.waiting.count + (isAtWork ? 1 : 0) }

    private func tellQueued() { progress.setQueued(Set(list.waiting.map(\.video))) }

    /// Works until the process is to end; what runs then is interrupted in order.
    func run() async {
        for await _ in wakes {
            while let order = next() {
                await perform(order)
                isAtWork = false
                if Task.isCancelled { return }
            }
        }
    }

    private func next() -> WorkOrder? {
        defer { tellQueued() }
        let order = list.next()
        isAtWork = order != nil
        progress.setActive(order?.video)
        return order
    }

    /// A line that the program writes about its work.
    private struct Line: Decodable {
        let event: String
        let fraction: Double?
        let message: String?
        let error: Failure?

        struct Failure: Decodable {
            let message: String
        }
    }

    private func perform(_ order: WorkOrder) async {
        let words = order.words + ["--output", plan.outbox.root.string, "--progress", "json"] + plan.programFlags
        var options = PlatformOptions()
        // It ends its children and leaves its records as they are.
        options.teardownSequence = [.send(signal: .interrupt, allowedDurationToNextStep: .seconds(20))]
        var said: String?
        do {
            let video = order.video
            let result = try await Subprocess.run(
                .path(plan.program),
                arguments: Arguments(words),
                platformOptions: options,
                input: .none,
                output: .discarded,
                error: .sequence
            ) { [progress] execution in
                var said: String?
                var plain: String?
                for try await text in execution.standardError.strings() {
                    // What is told before the work begins, and of all of it at the end, is plain text.
                    guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)) else {
                        if !text.isEmpty { plain = text }
                        continue
                    }
                    if line.event == "progress" { progress.set(video, line.fraction) }
                    if line.event == "stage_began" { progress.set(video, 0) }
                    if let error = line.error { said = error.message }
                    if line.event == "refused" { said = line.message }
                }
                return said ?? plain
            }
            said =
                result.terminationStatus.isSuccess
                ? nil : result.closureResult ?? "it ended with \(result.terminationStatus)"
            if Task.isCancelled { said = nil }
        } catch {
            said = "\(plan.program) cannot be run: \(error)".oneLine
        }
        progress.set(order.video, nil)
        progress.setFailure(order.video, said)
        if let said {
            logger.warning("\(said)", metadata: ["video": "\(order.video)"])
            events.post("failed", ["id": order.video, "detail": said])
        }
    }
}
