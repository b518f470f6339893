import FoundationEssentials
import Manifest
import Outbox
import OutboxSupport
import StateFiles
import Testing

/// `moments.json` as people leave it: what they wrote counts, what they left out is filled in, nonsense is named.
@Suite struct MomentsEditTests {
    private func read(_ moments: String, _ check: (MomentsEdit) throws -> Void) async throws {
        try await TrialVideo.with { video in
            try video.analyzed(moments)
            try check(try MomentsEdit(of: video.recorded()))
        }
    }

    @Test func whatNobodyTouchedIsTakenAsItIs() async throws {
        try await read(TrialVideo.moments) { edit in
            #expect(edit.moments.map(\.id) == ["m10000", "m50000"])
            #expect(edit.moments.map(\.title) == ["Simple", "Nobody"])
            #expect(edit.moments.map(\.boundary) == [.sentence, .sentence])
            #expect(edit.moments.map(\.videoId) == ["aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa"])
        }
    }

    @Test func timesAloneAreEnough() async throws {
        try await read(#"{"moments": [{"start_time": 10.0004, "end_time": 25}]}"#) { edit in
            let moment = try #require(edit.moments.first)
            #expect(moment.id == "m10000" && moment.startTime == 10 && moment.endTime == 25)
            #expect(moment.reason == "Set by hand." && moment.boundary == .edited)
            #expect(moment.quote == "The first thing is simple." && !moment.title.isEmpty)
        }
    }

    /// A quote that was true of the old times need not be true of the new ones.
    @Test func movedTimesHaveTheWordsThatAreThere() async throws {
        try await read(
            #"{"moments": [{"id": "m10000", "start_time": 50, "end_time": 80, "title": "Mine", "quote": "It takes three days."}]}"#
        ) { edit in
            let moment = try #require(edit.moments.first)
            #expect(moment.title == "Mine" && moment.boundary == .edited)
            #expect(moment.quote == "The second thing is that nobody reads it.")
        }
    }

    /// An entry of `rejected` that is moved to the moments as it is.
    @Test func whatWasPassedOverIsTakenInWithItsWords() async throws {
        let entry = RejectedEntry(
            startTime: 50,
            endTime: 80,
            title: "Nobody reads it",
            description: "A second thing.",
            reason: "States a finding.",
            score: 0.75,
            scoreParts: ["finding": 0.4],
            quote: "The second thing is that nobody reads it.",
            boundary: .thought,
            passedOver: "Weaker than those chosen."
        )
        let text = String(decoding: try JSONText.line(entry), as: UTF8.self)
        try await read(#"{"moments": [\#(text)], "rejected": []}"#) { edit in
            let moment = try #require(edit.moments.first)
            #expect(moment.title == entry.title && moment.description == entry.description)
            #expect(moment.reason == entry.reason && moment.quote == entry.quote)
            #expect(moment.score == 0.75 && moment.scoreParts == entry.scoreParts)
        }
    }

    @Test func theOrderIsThePersonsAndIdsAreUnique() async throws {
        try await read(
            #"{"moments": [{"start_time": 50, "end_time": 80}, {"start_time": 10, "end_time": 40}, {"start_time": 50, "end_time": 70}]}"#
        ) { edit in
            #expect(edit.moments.map(\.id) == ["m50000", "m10000", "m50000-2"])
        }
    }

    @Test func anEndPastTheVideoByLessThanASecondIsItsEnd() async throws {
        try await read(#"{"moments": [{"start_time": 80, "end_time": 100.9}]}"#) { edit in
            #expect(edit.moments.map(\.endTime) == [100])
        }
    }

    @Test(arguments: [
        (#"{"moments": [{"start_time": -1, "end_time": 5}]}"#, "moments[0].start_time", "is not a time in the video"),
        (#"{"moments": [{"start_time": 5, "end_time": 5}]}"#, "moments[0].end_time", "is not after start_time"),
        (
            #"{"moments": [{"start_time": 5, "end_time": 102}]}"#, "moments[0].end_time",
            "is past the video's end at 100"
        ),
        (#"{"moments": [{"start_time": 5, "end_time": 9, "score": 2}]}"#, "moments[0].score", "is not between 0 and 1"),
        (
            #"{"moments": [{"id": "a", "start_time": 1, "end_time": 9}, {"id": "a", "start_time": 11, "end_time": 19}]}"#,
            "moments[1].id", "is there twice"
        ),
        (
            #"{"moments": [{"start_time": 5, "end_time": 9, "formats": ["9x16", "3x2"]}]}"#, "moments[0].formats",
            "\"3x2\" is not one of source, 9x16"
        ),
        (#"{"moments": [{"start_time": 5, "end_time": 9, "formats": []}]}"#, "moments[0].formats", "is empty"),
        (#"{"moments": [{"start_time": 5}]}"#, "talk/moments.json", "end_time"),
        (#"{"moments": ["#, "talk/moments.json", "correct it, or delete the file"),
    ])
    func nonsenseIsNamed(_ moments: String, _ place: String, _ problem: String) async throws {
        try await TrialVideo.with { video in
            try video.analyzed(moments)
            let failure = #expect(throws: Failure.self) { try MomentsEdit(of: video.recorded()) }
            #expect(failure?.class == .input)
            #expect(failure?.message.contains(place) == true && failure?.message.contains(problem) == true)
        }
    }

    @Test func anEditIsWhatTheStageDidNotWrite() async throws {
        try await TrialVideo.with { video in
            try video.analyzed()
            #expect(try !video.recorded().isEdited() && video.folder.holdsOwnMoments)
            _ = try video.write(VideoFolder.moments, TrialVideo.moments + " ")
            #expect(try video.recorded().isEdited() && !video.folder.holdsOwnMoments)
            #expect(try video.recorded().damaged(.analyze) == [])
            // Nothing in it is no edit: the moments are chosen again.
            _ = try video.write(VideoFolder.moments, "")
            #expect(try !video.recorded().isEdited())
            #expect(try video.recorded().damaged(.analyze) == [VideoFolder.moments])
        }
    }
}
