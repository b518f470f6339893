import Intake
import Manifest
import OpenAIAccess
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// `moments.json` as a slip of the hand, or of a program, may leave it.
@Suite(.timeLimit(.minutes(10))) struct BadMomentsTests {
    /// A file that makes no sense, and what is said about it.
    struct Nonsense: Sendable, CustomDebugStringConvertible {
        let debugDescription: String
        let text: String
        let problem: String

        init(_ name: String, _ text: String, _ problem: String) {
            debugDescription = name
            self.text = text
            self.problem = problem
        }
    }

    static let nonsense = [
        Nonsense("half a file", #"{"moments": [{"start_time": 1, "end_ti"#, "JSON"),
        Nonsense("prose", "cut the part about the river, please", "JSON"),
        Nonsense("not a number", #"{"moments": [{"start_time": NaN, "end_time": 12}]}"#, "JSON"),
        Nonsense("too large for a number", #"{"moments": [{"start_time": 1, "end_time": 1e999}]}"#, "JSON"),
        Nonsense("very deep", String(repeating: "[", count: 100_000), "JSON"),
        Nonsense("null", "null", "null"),
        Nonsense("a list", #"[{"start_time": 1, "end_time": 12}]"#, "array"),
        Nonsense("no list", #"{"video_id": "x"}"#, #"lacks "moments""#),
        Nonsense("null for the list", #"{"moments": null}"#, "moments:"),
        Nonsense("null in the list", #"{"moments": [null]}"#, "moments[0]:"),
        Nonsense("no end", #"{"moments": [{"start_time": 1}]}"#, #"moments[0]: lacks "end_time""#),
        Nonsense("text for a time", #"{"moments": [{"start_time": "NaN", "end_time": 9}]}"#, "moments[0].start_time:"),
        Nonsense("a number for a title", Self.moment(#""title": 5"#), "moments[0].title:"),
        Nonsense("text for hashtags", Self.moment(##""hashtags": "#one #two""##), "moments[0].hashtags:"),
        Nonsense("a score of 7", Self.moment(#""score": 7"#), "moments[0].score:"),
        Nonsense("end before start", Self.times(10, 4), "moments[0].end_time: 4.0 is not after"),
        Nonsense("no length", Self.times(10, 10), "moments[0].end_time: 10.0 is not after"),
        Nonsense("before the start", Self.times(-3, 8), "moments[0].start_time:"),
        Nonsense("beyond the end", Self.times(20, 99), "moments[0].end_time: 99.0 is past the video's end"),
        Nonsense("huge", #"{"moments": [{"start_time": 1, "end_time": 1e308}]}"#, "past the video's end"),
        Nonsense(
            "one id twice",
            #"{"moments": [{"id": "a", "start_time": 1, "end_time": 9}, {"id": "a", "start_time": 2, "end_time": 9}]}"#,
            #"moments[1].id: "a" is there twice"#
        ),
    ]

    private static func moment(_ more: String) -> String {
        #"{"moments": [{"start_time": 1, "end_time": 12, \#(more)}]}"#
    }

    private static func times(_ start: Int, _ end: Int) -> String {
        #"{"moments": [{"start_time": \#(start), "end_time": \#(end)}]}"#
    }

    /// One for each video of the finished outbox.
    static let groups = stride(from: 0, to: nonsense.count, by: FinishedOutbox.count).map {
        Array(nonsense[$0..<min($0 + FinishedOutbox.count, nonsense.count)])
    }

    @Test(arguments: LongTables.rows(groups))
    func nonsenseIsNamedByItsPlaceAndCostsNoClip(_ group: [Nonsense]) async throws {
        try await FinishedOutbox.with { bad in
            let clips = try (0..<group.count).map { try OutboxTree(bad.outbox.appending("edited\($0)/clips")) }
            #expect(clips.allSatisfy { $0.files.count == 5 })
            let moments = try (0..<group.count).map { try bad.manifest("edited\($0)").moments }
            var complaints: [Complaint] = []
            for (number, nonsense) in group.enumerated() {
                try bad.add(self.moments(number, bad), nonsense.text.utf8)
                complaints.append(
                    .failed(
                        "edited\(number)",
                        .clip,
                        "edited\(number)/moments.json: ",
                        nonsense.problem,
                        "line 1, column ",
                        "correct it, or delete the file to have moments chosen again"
                    )
                )
            }
            try await bad.expectForGood(complaints, code: 1)
            for (number, nonsense) in group.enumerated() {
                let manifest = try bad.manifest("edited\(number)")
                #expect(manifest.error?.class == .input)
                #expect(manifest.moments == moments[number] && !manifest.moments.isEmpty, "the last good ones stay")
                let file = self.moments(number, bad)
                #expect(try Files.read(file) == Array(nonsense.text.utf8), "a person's file is kept")
            }
            let export = try await Program.smartclip.run(
                ["export", "edited0", "--format", "csv", "--output", "outbox"],
                in: bad.folder
            )
            #expect(export.code == 0 && export.errors.contains("edited0/moments.json: "), "\(export.errors)")
            #expect(!export.output.isEmpty)
            for number in group.indices { try Files.removeFile(self.moments(number, bad)) }
            // As it says, so it is.
            try bad.expect(try await bad.run(), code: 0, [])
            for number in group.indices {
                #expect(try bad.manifest("edited\(number)").status == .ready)
                #expect(try OutboxTree(bad.outbox.appending("edited\(number)/clips")) == clips[number])
            }
        }
    }

    private func moments(_ number: Int, _ bad: BadInbox) -> FilePath {
        bad.outbox.appending("edited\(number)/moments.json")
    }

    @Test func whatIsGoneOrEmptyOrNoFileIsMadeAgain() async throws {
        try await FinishedOutbox.with { bad in
            let chosen = try (0..<4).map { try Files.read(moments($0, bad)) }
            for number in 0..<4 { try Files.removeFile(moments(number, bad)) }
            try bad.add(moments(1, bad), [])
            try Files.makeDirectory(moments(2, bad))
            try Files.makeDirectory(moments(3, bad).appending("full"))
            let plan = try await Program.smartclip.run(["plan", "inbox", "--output", "outbox"], in: bad.folder)
            #expect(plan.code == 0, "\(plan.errors)")
            let ending = try await bad.run()
            try bad.expect(ending, code: 0, [])
            for number in 0..<4 {
                #expect(try Files.read(moments(number, bad)) == chosen[number])
                #expect(try bad.record("edited\(number)", .clip).attempt == 1)
                let aside = try FileFacts.ifPresent(bad.outbox.appending("edited\(number)/moments.1.json"))
                #expect(aside?.kind == (number < 2 ? nil : .directory))
                let note = "edited\(number): moments.json is not a file; moved aside to moments.1.json"
                #expect(ending.errors.contains(note) == (number >= 2))
            }
        }
    }

    /// A video without a clip is never `ready`; the clips of before stay until there is something to put in their place.
    @Test func anEmptyListIsReportedAndCostsNoClip() async throws {
        try await FinishedOutbox.with { bad in
            let clips = try Files.list(bad.outbox.appending("edited0/clips"))
            try bad.add(moments(0, bad), #"{"moments": []}"#.utf8)
            let complaint = Complaint.failed("edited0", .clip, "holds no moments", "add one, or delete the file")
            try await bad.expectForGood([complaint], code: 1)
            #expect(try bad.manifest("edited0").status == .error)
            #expect(try Files.list(bad.outbox.appending("edited0/clips")) == clips)
        }
    }

    /// One clip each, though what is cut is the same.
    @Test func twoMomentsOfTheSameTimesAreTwoClips() async throws {
        try await FinishedOutbox.with { bad in
            let text = #"{"moments": [{"start_time": 6, "end_time": 12}, {"start_time": 6, "end_time": 12.0001}]}"#
            try bad.add(moments(0, bad), text.utf8)
            try await bad.expectForGood([], code: 0)
            let manifest = try bad.manifest("edited0")
            #expect(manifest.clips.map(\.status) == [.ready, .ready])
            #expect(Set(manifest.clips.compactMap(\.file)).count == 2)
        }
    }

    /// As they stand between the quotes of a JSON text: what would leave its folder, break a line or a page, or be
    /// longer than a file's name may be.
    static let titles = [
        #"../../../../etc/passwd"#, #"a\nb\r\n\u0000\u001b[31m\u202e"#, #"</script><img src=x onerror=alert(1)>"#,
        String(repeating: "long ", count: 2000), "", ".", "-rf",
    ]

    @Test func aHostileTitleStaysInItsPlace() async throws {
        try await FinishedOutbox.with { bad in
            let names = try Files.list(bad.folder)
            let videos = try bad.videos()
            for (number, title) in Self.titles.enumerated() {
                // The times stay, so that nothing is cut anew.
                let moment = try #require(try bad.manifest("edited\(number)").moments.first)
                let times = #""start_time": \#(moment.startTime), "end_time": \#(moment.endTime)"#
                let text = #"{"moments": [{"id": "../<b>", \#(times), "title": "\#(title)"}]}"#
                try bad.add(moments(number, bad), text.utf8)
            }
            try await bad.expectForGood([], code: 0)
            #expect(try Files.list(bad.folder) == names && bad.videos() == videos)
            for number in Self.titles.indices {
                let manifest = try bad.manifest("edited\(number)")
                #expect(manifest.status == .ready && manifest.clips.count == 1)
                let file = try #require(manifest.clips.first?.file)
                #expect(file.hasPrefix("clips/01-") && !file.dropFirst(6).contains("/") && !file.contains(".."))
                #expect(file.utf8.count < 120)
                let path = bad.outbox.appending("edited\(number)/index.html")
                let page = String(decoding: try Files.read(path), as: UTF8.self)
                #expect(!page.contains("<img src=x") && !page.contains("\u{1B}") && !page.contains("<b>"))
            }
        }
    }
}
