import Daemon
import FolderWatch
import FoundationEssentials
import Intake
import Logging
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing
import Watching

@testable import Commands
@testable import Pipeline

/// One line a decision, whatever stands in it.
@Suite struct WatchLogTests {
    private static let path = FilePath("/in").appending(
        bytes: Array("a\n\"b\u{2028}".utf8) + [0xFF] + Array(".mp4".utf8)
    )

    private static func outcome(_ failure: Failure?, worked: Bool = true) -> VideoOutcome {
        VideoOutcome(
            video: "sub/talk",
            source: path,
            status: failure == nil ? .ready : .error,
            clips: 3,
            failure: failure.map { StageFailure(stage: .clip, failure: $0) },
            worked: worked
        )
    }

    /// Events, the level of each, and a part of what is said.
    static let events: [(WatchEvent, Logger.Level, String)] = [
        (.mode(.events(folders: 3)), .notice, "watching"),
        (.mode(.polling(every: .seconds(10), because: "so it\nis set")), .notice, "looking every 10.0 s: so it"),
        (.mode(.missing(path)), .warning, "is not there; waited for"),
        (.looked(reason: "start", videos: 4, seconds: 0.5), .debug, "looked at everything"),
        (.unwatched(path, "no right"), .warning, "cannot be watched: no right"),
        (.seen(path), .debug, "seen"),
        (.notWhole(path, problem: "is still open for writing"), .info, "waits: is still open for writing"),
        (.taken(path), .info, "is whole; taken"),
        (.paused(free: 3, floor: 4), .warning, "no new work"),
        (.resumed(free: 5), .notice, "there is room again"),
        (.reloaded, .notice, "settings read again"),
        (.stopping(active: 2), .notice, "stopping"),
        (.trouble("two\nlines"), .error, "two"),
        (.work(.refused(Refused(path, "is not a file"))), .warning, "is not a file"),
        (.work(.began(video: "sub/talk")), .debug, "work begins"),
        (.work(.stageBegan(video: "sub/talk", stage: .clip, reason: .new)), .debug, "clip begins"),
        (.work(.stageBegan(video: "sub/talk", stage: .clip, reason: .changed)), .info, "clip begins"),
        (.work(.stageDone(video: "sub/talk", stage: .clip, seconds: 1.5)), .info, "clip done"),
        (.work(.note(video: "sub/talk", text: "a note")), .notice, "a note"),
        (.work(.duplicate(path: path, of: "sub/talk")), .info, "same content as sub/talk"),
        (.work(.waiting(video: "sub/talk")), .info, "another process works on it"),
        (.work(.ended(outcome(nil))), .notice, "ready"),
        (.work(.ended(outcome(nil, worked: false))), .debug, "ready"),
        (.work(.ended(outcome(Failure(.input, "no\nsound")))), .error, "no"),
        (.work(.ended(outcome(Failure(.transient, "no room", retryAt: .now)))), .warning, "no room"),
    ]

    private func lines(
        _ handler: @escaping @Sendable (FileDescriptor) -> any LogHandler,
        _ event: WatchEvent
    ) async throws -> [String] {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("log")
            let file = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create],
                permissions: .ownerReadWrite
            )
            try file.closeAfter { WatchLog(to: Logger(label: "t") { _ in handler(file) }).write(event) }
            let text = String(decoding: try Files.read(path), as: UTF8.self)
            #expect(text.isEmpty || text.hasSuffix("\n"))
            return text.unicodeScalars.split(separator: "\n").map { String($0) }
        }
    }

    private enum Value: Decodable {
        case text(String)
        case number(Double)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            // What is no number is text, or an error.
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        var text: String? {
            if case .text(let text) = self { return text }
            return nil
        }
    }

    @Test(arguments: events.indices)
    func eachIsOneObjectOfJSON(_ index: Int) async throws {
        let (event, level, words) = Self.events[index]
        let lines = try await lines({ JSONLogHandler(to: $0, level: .trace) }, event)
        #expect(lines.count == 1)
        let object = try JSONDecoder().decode([String: Value].self, from: Data(try #require(lines.first).utf8))
        #expect(object["level"]?.text == "\(level)")
        #expect(object["message"]?.text?.contains(words) ?? false, "\(lines)")
        #expect(object["time"]?.text?.hasSuffix("Z") ?? false)
        if case .work(.ended(let outcome)) = event, let failure = outcome.failure {
            #expect(object["video"]?.text == "sub/talk" && object["stage"]?.text == "clip")
            #expect(object["class"]?.text == failure.class.rawValue)
            #expect(object["retry_at"]?.text == failure.retryAt.map { "\($0)" })
        }
    }

    @Test(arguments: events.indices)
    func eachIsOneLineOfText(_ index: Int) async throws {
        let (event, _, words) = Self.events[index]
        let lines = try await lines({ TextLogHandler(to: $0, style: .plain, level: .trace, subject: "video") }, event)
        #expect(lines.count == 1)
        #expect(lines.first?.contains(words) ?? false, "\(lines)")
    }

    @Test func whatIsNoDecisionIsNotLogged() async throws {
        for event in [.alive, .work(.progress(video: "a", stage: .clip, fraction: 0.5))] as [WatchEvent] {
            #expect(try await lines({ JSONLogHandler(to: $0, level: .trace) }, event) == [])
        }
    }
}
