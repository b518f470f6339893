import FoundationEssentials
import HTTPTypes
import Manifest
import Outbox
import StateFiles
import Testing

@testable import Desk

/// A change by the desk is that of an editor by hand: what is there stays, and nobody's change is written over.
@Suite struct MomentsWriterTests {
    private func with(_ body: (KnownVideo, MomentsWriter) async throws -> Void) async throws {
        try await TrialOutbox.with { trial in
            let known = try #require(try VideoLookup(trial.outbox).all().first)
            try await body(known, MomentsWriter())
        }
    }

    private func file(_ known: KnownVideo) throws -> JSONTree {
        try JSONText.decode(JSONTree.self, from: Data(try known.folder.file(VideoFolder.moments).read()))
    }

    @Test func aTitleIsChangedAndTheRestStays() async throws {
        try await with { known, writer in
            let before = try file(known)
            let page = try MomentsPage(of: known)
            var moments = try page.moments
            moments[1]["title"] = .string("Another")
            moments[1]["my_own"] = .array([.integer(1)])
            let saved = try await writer.replace(moments, rejected: nil, of: known, if: page.validator.text)
            #expect(saved.isChanged && saved.page.validator != page.validator)
            let after = try file(known)
            #expect(after["moments"]?.elements?[1]["title"] == .string("Another"))
            #expect(after["moments"]?.elements?[1]["my_own"] == .array([.integer(1)]))
            #expect(after["schema_version"] == before["schema_version"] && after["video_id"] == before["video_id"])
            #expect(try RecordedVideo(known).isEdited())
        }
    }

    @Test func whoWasSlowerIsToldWhatIsThereNow() async throws {
        try await with { known, writer in
            let page = try MomentsPage(of: known)
            let moments = try page.moments
            _ = try await writer.change(["title": .string("First")], of: "m10000", in: known, if: nil)
            let bytes = try known.folder.file(VideoFolder.moments).read()
            let problem = await #expect(throws: Problem.self) {
                try await writer.replace(moments, rejected: nil, of: known, if: page.validator.text)
            }
            #expect(problem?.status.code == 412)
            #expect(problem?.members["current"]?["moments"]?.elements?[0]["title"] == .string("First"))
            #expect(problem?.fields[.eTag] == MomentsPage.validator(of: bytes).text)
            #expect(try known.folder.file(VideoFolder.moments).read() == bytes)
        }
    }

    @Test func nonsenseIsNamedAndNothingIsWritten() async throws {
        try await with { known, writer in
            let bytes = try known.folder.file(VideoFolder.moments).read()
            let page = try MomentsPage(of: known)
            var moments = try page.moments
            moments[0]["end_time"] = .number(5)
            moments[1]["framing"] = .string("sideways")
            let problem = await #expect(throws: Problem.self) {
                try await writer.replace(moments, rejected: nil, of: known, if: page.validator.text)
            }
            #expect(problem?.status.code == 422)
            let places = problem?.members["errors"]?.elements?.map { $0["where"] }
            #expect(places == [.string("moments[0].end_time"), .string("moments[1].framing")])
            moments[0] = .object(["title": .string("no times")])
            let other = await #expect(throws: Problem.self) {
                try await writer.replace(moments, rejected: nil, of: known, if: page.validator.text)
            }
            #expect(other?.status.code == 422)
            #expect(try known.folder.file(VideoFolder.moments).read() == bytes)
        }
    }

    @Test func savingWhatIsThereChangesNothing() async throws {
        try await with { known, writer in
            let raw = try file(known)["moments"]?.elements ?? []
            let bytes = try known.folder.file(VideoFolder.moments).read()
            let match = MomentsPage.validator(of: bytes).text
            let saved = try await writer.replace(raw, rejected: nil, of: known, if: match)
            #expect(!saved.isChanged)
            #expect(try known.folder.file(VideoFolder.moments).read() == bytes)
        }
    }

    /// What remarks did to a moment is the project's to keep, whoever leaves it out.
    @Test func historyIsKept() async throws {
        try await with { known, writer in
            let note = JSONTree.array([.object(["remark": .string("shorter")])])
            var tree = try file(known)
            var moments = tree["moments"]?.elements ?? []
            let change = MomentChange(
                changedAt: .now,
                startTime: 9,
                endTime: 40,
                remark: "shorter",
                reason: "because",
                engine: Engine(name: "openai", version: "1")
            )
            moments[0]["history"] = .array([try MomentsPage.tree(of: change)])
            tree["moments"] = .array(moments)
            try known.folder.file(VideoFolder.moments).write(JSONText.file(tree))
            moments[0]["history"] = nil
            moments[0]["title"] = .string("Without it")
            let match = try MomentsPage(of: known).validator.text
            _ = try await writer.replace(moments, rejected: nil, of: known, if: match)
            let kept = try file(known)["moments"]?.elements?[0]["history"]?.elements
            #expect(kept?.count == 1 && kept?.first?["remark"] == note.elements?.first?["remark"])
        }
    }

    @Test func aBrokenFileIsLeftToItsEditor() async throws {
        try await with { known, _ in
            try known.folder.file(VideoFolder.moments).write(Array("{\"moments\": [".utf8))
            let problem = #expect(throws: Problem.self) { try MomentsPage(of: known) }
            #expect(problem?.status.code == 409 && problem?.detail.contains("talk-a/moments.json") == true)
        }
    }
}
