import FoundationEssentials
import Glibc
import Logging
import SystemPackage
import TestSupport
import Testing

@testable import Daemon

@Suite struct TextLogTests {
    private static let talk = LogLine(.warning, "tried again", ["video": "talk", "try": "2"])

    @Test(arguments: [
        (talk, TextLogStyle.plain, "12:03:04 warning talk: tried again try=2"),
        (talk, .journal, "<4>warning talk: tried again try=2"),
        (talk, .coloured, "\u{1B}[2m12:03:04\u{1B}[0m \u{1B}[33mwarning\u{1B}[0m talk: tried again try=2"),
        (LogLine(.info, "watching"), .plain, "12:03:04 info watching"),
        (LogLine(.trace, "x"), .journal, "<7>trace x"), (LogLine(.debug, "x"), .journal, "<7>debug x"),
        (LogLine(.info, "x"), .journal, "<6>info x"), (LogLine(.notice, "x"), .journal, "<5>notice x"),
        (LogLine(.error, "x"), .journal, "<3>error x"), (LogLine(.critical, "x"), .journal, "<2>critical x"),
        (
            LogLine(.info, "m", ["b": "two words", "a": "", "c": "say \"hi\"", "d": "x=y"]), .plain,
            #"12:03:04 info m a="" b="two words" c="say \"hi\"" d="x=y""#
        ),
        (
            LogLine(.info, "m", ["d": ["b": ["c": "1"], "a": "2"], "l": ["x", "y"], "n": .stringConvertible(3)]),
            .plain,
            #"12:03:04 info m d.a=2 d.b.c=1 l="[\"x\", \"y\"]" n=3"#
        ),
        (
            LogLine(.info, "two\nlines\u{1B}[2J", ["k\n": "a\rb\u{2028}c", "video": "ev\nil\u{202E}"]), .plain,
            #"12:03:04 info ev\nil\u{202E}: two\nlines\u{1B}[2J k\n=a\rb\u{2028}c"#
        ),
    ])
    func linesForPeople(_ line: LogLine, _ style: TextLogStyle, _ text: String) {
        #expect(TextLogHandler.format(line, subject: "video", clock: "12:03:04", style: style) == text)
    }

    @Test(arguments: 0..<200)
    func whateverIsSaidStaysOnOneLine(_ seed: UInt64) {
        var random = RandomNumbers(seed: seed)
        let line = LogLine(
            .info,
            HostileText.make(&random),
            [
                "1" + HostileText.make(&random): .string(HostileText.make(&random)),
                "video": .string(HostileText.make(&random)),
            ]
        )
        let text = TextLogHandler.format(line, subject: "video", clock: "", style: .journal)
        #expect(!text.contains { $0.isNewline })
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test func theJournalIsNamedByItsPipe() throws {
        let pipe = try LogPipe()
        var facts = stat()
        fstat(pipe.end.rawValue, &facts)
        func style(_ stream: String?) -> TextLogStyle {
            .suitable(for: pipe.end, environment: stream.map { ["JOURNAL_STREAM": $0] } ?? [:])
        }
        #expect(style("\(facts.st_dev):\(facts.st_ino)") == .journal)
        #expect(style("\(facts.st_dev):\(facts.st_ino + 1)") == .plain)
        #expect(style(nil) == .plain)
    }

    @Test(arguments: [
        (["TERM": "xterm"], TextLogStyle.coloured), (["TERM": "xterm", "NO_COLOR": ""], .coloured),
        (["TERM": "xterm", "NO_COLOR": "1"], .plain), (["TERM": "dumb"], .plain), ([:], .plain),
    ])
    func aTerminalHasColourUnlessItIsUnwanted(_ variables: [String: String], _ style: TextLogStyle) throws {
        // The controlling side of a pseudo-terminal is a terminal as well.
        let terminal = try FileDescriptor.open("/dev/ptmx", .readWrite, options: [.closeOnExec])
        #expect(TextLogStyle.suitable(for: terminal, environment: variables) == style)
        try terminal.close()
    }

    @Test func aLoggerWritesALineADecision() throws {
        let pipe = try LogPipe()
        var logger = Logger(label: "test") { _, _ in
            TextLogHandler(to: pipe.end, style: .journal, level: .notice, subject: "video")
        }
        logger[metadataKey: "video"] = "talk"
        logger[metadataKey: "a"] = "1"
        logger.info("not this")
        logger.notice("this", metadata: ["a": "2"])
        logger.error("and this", error: DaemonError.cancelled)
        #expect(
            try pipe.lines() == ["<5>notice talk: this a=2", "<3>error talk: and this a=1 error=cancelled"]
        )
    }
}

@Suite struct JSONLogTests {
    private static let time = "2026-11-22T12:03:04.005Z"
    private static let start = #"{"time":"2026-11-22T12:03:04.005Z","level":"info","message":"#

    @Test(arguments: [
        (LogLine(.info, "m"), #""m"}"#),
        (LogLine(.info, "say \"hi\"\\\n\u{1}\u{2028}ä"), #""say \"hi\"\\\n\u0001\u2028ä"}"#),
        (
            LogLine(.info, "m", ["retryAt": "x", "job.id": "y", "videoID": "z", "HTTPStatus2Code": "w"]),
            #""m","httpstatus2_code":"w","job_id":"y","retry_at":"x","video_id":"z"}"#
        ),
        (
            LogLine(.info, "m", ["a": ["bC": ["d": "1"]], "l": ["x", ["y": "z"], .stringConvertible(4)]]),
            #""m","a_b_c_d":"1","l":["x",{"y":"z"},4]}"#
        ),
        (
            LogLine(.info, "m", ["n": .stringConvertible(-3), "b": .stringConvertible(true)]),
            #""m","b":true,"n":-3}"#
        ),
        (
            LogLine(.info, "m", ["d": .stringConvertible(0.5), "i": .stringConvertible(Double.infinity)]),
            #""m","d":0.5,"i":"inf"}"#
        ),
        (LogLine(.info, "m", ["time": "x", "level": "y", "": "z"]), #""m","_":"z","level_2":"y","time_2":"x"}"#),
        (LogLine(.info, "m", ["aB": "1", "a.b": "2", "a_b": "3"]), #""m","a_b":"2","a_b_2":"1","a_b_3":"3"}"#),
    ])
    func linesForPrograms(_ line: LogLine, _ rest: String) {
        #expect(JSONLogHandler.format(line, time: Self.time) == Self.start + rest)
    }

    @Test(arguments: 0..<300)
    func whateverIsSaidIsOneLineOfJSON(_ seed: UInt64) throws {
        var random = RandomNumbers(seed: seed)
        let message = HostileText.make(&random)
        let value = HostileText.make(&random)
        let line = LogLine(
            .info,
            message,
            [
                "1" + HostileText.make(&random): .array([
                    .string(value), .dictionary([value: .stringConvertible(1e300)]),
                ]),
                "value": .string(value), "2" + HostileText.make(&random): .dictionary(["x": .string(value)]),
            ]
        )
        let text = JSONLogHandler.format(line, time: Self.time)
        #expect(!text.contains { $0.isNewline })
        let object = try JSONDecoder().decode(Members.self, from: Data(text.utf8))
        #expect(object.message == message)
        #expect(object.value == value)
    }

    private struct Members: Decodable {
        let message: String
        let value: String
    }

    @Test func aLoggerWritesALineADecision() throws {
        let pipe = try LogPipe()
        let provider = Logger.MetadataProvider { ["a": "0", "p": "1"] }
        var handler = JSONLogHandler(to: pipe.end, level: .warning)
        handler.metadataProvider = provider
        handler[metadataKey: "a"] = "1"
        let logger = Logger(label: "test") { [handler] _, _ in handler }
        logger.info("not this")
        logger.warning("this", metadata: ["b": "2"])
        let lines = try pipe.lines()
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        let time = line.dropFirst(#"{"time":""#.count).prefix(Self.time.count)
        #expect((try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(String(time))) != nil)
        #expect(line.hasSuffix(#"","level":"warning","message":"this","a":"1","b":"2","p":"1"}"#))
    }
}
