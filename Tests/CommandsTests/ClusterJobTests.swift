import Manifest
import Testing

@testable import Commands

/// How a video's work is cut into jobs for an engine.
@Suite struct ClusterJobTests {
    private func jobs(_ stages: [StageName], isHeardHere: Bool = false, usesMux: Bool = false) -> [ClusterJob] {
        let video = ClusterJob.Video(
            source: "/in/sub/a b.mp4",
            inbox: "/in",
            name: "a-b",
            stages: stages,
            isHeardHere: isHeardHere,
            usesMux: usesMux,
            asksModel: false
        )
        return ClusterJob.jobs(of: video, number: 12, output: "/out", flags: ["--clips", "3"])
    }

    @Test func aNewVideoHasThreeJobsInARow() {
        let jobs = jobs(StageName.allCases)
        #expect(jobs.map(\.id) == ["000012-words", "000012-moments", "000012-clips"])
        #expect(jobs.map(\.after) == [nil, "000012-words", "000012-moments"])
        #expect(jobs.flatMap(\.stages) == StageName.allCases)
        let first = [
            "stage", "upload,await-asset,fetch-vtt", "/in/sub/a b.mp4", "--inbox", "/in", "--output", "/out",
            "--progress", "plain",
            "--clips", "3",
        ]
        #expect(jobs.first?.commands.first == first)
        #expect(jobs.allSatisfy { $0.commands.count == 1 }, "what one start can do is one start")
    }

    @Test func whatIsDoneIsInNoJob() {
        #expect(jobs([]).isEmpty)
        let rest = jobs([.clip, .caption])
        #expect(rest.map(\.id) == ["000012-clips"] && rest.first?.after == nil)
        #expect(jobs([.fetchVTT, .analyze]).map(\.stages) == [[.fetchVTT], [.analyze]])
    }

    @Test func stagesInARowAreNamedWithCommasAndNoOthers() {
        #expect(StageSpan(argument: "clip")?.stages == StageName.clip ... .clip)
        #expect(StageSpan(argument: "upload,await-asset,fetch-vtt")?.stages == StageName.upload ... .fetchVTT)
        for span in ["", ",", "clip,", "caption,clip", "upload,fetch-vtt", "clip,clip", "clip, caption", "upload-clip"]
        {
            #expect(StageSpan(argument: span) == nil, "\(span)")
        }
        // What is done between two that are not is passed over.
        #expect(jobs([.upload, .fetchVTT]).first?.commands.first?[1] == "upload,await-asset,fetch-vtt")
    }

    @Test func aRecogniserWantsMoreOfAMachineAndMuxIsCounted() {
        let heard = jobs(StageName.allCases, isHeardHere: true, usesMux: true)
        let read = jobs(StageName.allCases)
        #expect(
            heard[0].resources.memoryMb > read[0].resources.memoryMb
                && heard[0].resources.cores > read[0].resources.cores
        )
        #expect(heard.map(\.resources.mux) == [1, 0, 1] && read.map(\.resources.mux) == [0, 0, 0])
    }

    @Test func anArrayHasNoMoreTasksThanSlurmTakes() {
        func array(_ count: Int) -> SlurmArray {
            let videos = (0..<count).map { (source: "/in/\($0).mp4", inbox: "/in") }
            return SlurmArray(program: "smartclip", videos: videos, output: "/out", flags: [])
        }
        #expect(array(3).text.contains("--array=1-3\n") && array(2500).text.contains("--array=1-1000\n"))
        #expect(array(0).text.hasSuffix("exit 0\n") && !array(0).text.contains("--array"))
    }

    @Test(arguments: ["plain", "it's", "$(rm -rf /) `x` \"", "a\nb", "\\'", "-x"])
    func aWordIsThatWordToAShell(_ word: String) async throws {
        let quoted = SlurmArray.quoted(word)
        #expect(quoted.hasPrefix("'") && quoted.hasSuffix("'"))
        // Within single quotes a shell reads nothing but their end.
        let inside = quoted.dropFirst().dropLast().replacing("'\\''", with: "\u{1}")
        #expect(!inside.contains("'") && inside.replacing("\u{1}", with: "'") == word)
    }
}
