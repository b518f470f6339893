import Daemon
import Synchronization

/// What was answered, for whoever watches the desk. No names of videos and no addresses: a label has few values.
final class AnswerCounts: Sendable {
    private let answers = Mutex<[Int: Int]>([:])

    func count(_ status: Int) { answers.withLock { $0[status, default: 0] += 1 } }

    /// The counts so far.
    var family: MetricFamily {
        let samples = answers.withLock { $0 }.sorted { $0.key < $1.key }
            .map { MetricSample(Double($0.value), labels: ["status": "\($0.key)"]) }
        return MetricFamily("smartclip_desk_answers_total", help: "Answers, by their status.", .counter(samples))
    }
}
