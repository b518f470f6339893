import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import Media

/// Clips that a graphics card is asked to encode. There is none here: a script stands for an ffmpeg that has one.
@Suite(.timeLimit(.minutes(2)))
struct EncoderTests {
    private static let source = Fixture(name: "plain", file: "a.mp4", duration: 3, coding: Fixture.h264)

    /// An ffmpeg for which x264 plays the card of that name; `before` runs first in each call that asks for it.
    private static func card(_ name: String, _ before: String = "") -> String {
        """
        case " $* " in *" \(name) "*) echo "$*" >> "$(dirname "$0")/asked"
        \(before)
        esac
        skip=; left=$#
        while [ $left -gt 0 ]; do
            a=$1; shift; left=$((left - 1))
            if [ -n "$skip" ]; then skip=; continue; fi
            case "$a" in
                \(name)) a=libx264 ;;
                -cq|-global_quality|-qp) a=-crf ;;
                -rc|-rc_mode|-b:v|-init_hw_device|-filter_hw_device) skip=1; continue ;;
                p[1-7]) a=veryfast ;;
                *,format=nv12*) a=$(printf %s "$a" | sed 's/,format=nv12\\(,hwupload\\)*/,format=yuv420p/') ;;
            esac
            set -- "$@" "$a"
        done
        exec /usr/bin/ffmpeg "$@"
        """
    }

    private func cut(
        _ bench: Bench,
        _ encoder: EncoderChoice,
        ffmpeg script: String? = nil,
        cut: CutChoice = .exact,
        clips: Int = 1
    ) async throws -> (report: ClipReport, asked: [Substring]) {
        let source = try await bench.make(Self.source)
        let out = try bench.outbox()
        let ffmpeg = try script.map { try bench.script("card", $0) }
        let tools = try await MediaTools.find(
            searchPath: Bench.searchPath,
            ffmpeg: ffmpeg,
            cutter: try SmartCutTests.helper,
            slots: Bench.slots
        )
        let request = ClipRequest(start: 0.5, end: 2.5, preset: "veryfast", cut: cut, encoder: encoder)
        let report = try await bench.open(source) { input in
            let probe = try await tools.probe(input)
            for _ in 1..<clips { _ = try await tools.cut(request, from: input, probe: probe, in: out) }
            return try await tools.cut(request, from: input, probe: probe, in: out)
        }
        let shown = try await bench.frames(in: out.appending("clip.mp4"), upright: "null")
        #expect(shown.map(\.number) == Array(15..<75))
        let log = bench.folder.appending("asked")
        let asked =
            try bench.names(in: bench.folder).contains("asked")
            ? String(decoding: try Data(contentsOf: URL(filePath: log.string)), as: UTF8.self).split(separator: "\n")
            : []
        return (report, asked)
    }

    /// The encoder, and an option that asks it for the quality.
    static let cards: [(EncoderChoice, String, String)] = [
        (.nvenc, "h264_nvenc", "-cq 20"), (.qsv, "h264_qsv", "-global_quality 20"), (.vaapi, "h264_vaapi", "-qp 20"),
    ]

    @Test(arguments: cards.map(\.0)) func aCardThatWorksIsTriedOnceAndTaken(_ choice: EncoderChoice) async throws {
        let (_, name, quality) = try #require(Self.cards.first { $0.0 == choice })
        try await Bench.run { bench in
            let (report, asked) = try await cut(bench, choice, ffmpeg: Self.card(name), clips: 2)
            #expect(report.encoder == EncoderUse(name: name, reason: nil))
            // A second of a test picture, then two clips.
            #expect(asked.count == 3 && asked.first?.contains("testsrc2") == true)
            #expect(asked.allSatisfy { $0.contains(quality) })
        }
    }

    @Test func autoTakesWhatWorks() async throws {
        try await Bench.run { bench in
            let (report, _) = try await cut(bench, .auto, ffmpeg: Self.card("h264_vaapi"))
            #expect(report.encoder == EncoderUse(name: "h264_vaapi", reason: nil))
        }
    }

    /// What a card does in place of its work, and what the reason then has.
    static let faults: [(name: String, before: String, words: String)] = [
        ("is not there", "echo 'No capable devices found' >&2; exit 1", "h264_nvenc: No capable devices found"),
        ("gives no frames", "exit 0", "it gave 0 of 30 frames"),
        (
            "breaks off in the clip",
            "case \"$*\" in *testsrc2*) ;; *) echo 'the card was lost' >&2; exit 1 ;; esac", "the card was lost"
        ),
        (
            "shows another picture",
            "case \"$*\" in *testsrc2*) ;; *) set -- $(printf '%s\\n' \"$@\" | sed '/;/s/\\[picture\\]$/,negate[picture]/') ;; esac",
            "another one of the source's"
        ),
    ]

    @Test(arguments: faults.map(\.name)) func whereItDoesNotWorkX264Does(_ name: String) async throws {
        let fault = try #require(Self.faults.first { $0.name == name })
        try await Bench.run { bench in
            let (report, _) = try await cut(bench, .nvenc, ffmpeg: Self.card("h264_nvenc", fault.before))
            #expect(report.encoder?.name == "libx264")
            #expect(report.encoder?.reason?.contains(fault.words) == true, "\(report.encoder?.reason ?? "")")
        }
    }

    /// Here ffmpeg knows the names of all cards, and the machine has none. On one that has, that one is taken.
    @Test func onThisMachineEachChoiceGivesAClip() async throws {
        for choice in EncoderChoice.allCases {
            try await Bench.run { bench in
                let (report, _) = try await cut(bench, choice)
                guard choice != .x264 else {
                    #expect(report.encoder == nil)
                    return
                }
                let use = try #require(report.encoder)
                #expect((use.name == "libx264") == (use.reason?.isEmpty == false))
                guard use.name == "libx264" else { return }
                for encoder in choice.tried { #expect(use.reason?.contains("\(encoder.rawValue): ") == true) }
            }
        }
    }

    @Test func whatIsCopiedIsNotForACard() async throws {
        try await Bench.run { bench in
            let source = try await bench.make(
                Fixture(name: "keys", file: "b.mp4", coding: Fixture.h264 + ["-g", "30", "-sc_threshold", "0"])
            )
            let out = try bench.outbox()
            let tools = try await MediaTools.find(
                searchPath: Bench.searchPath,
                ffmpeg: try bench.script("card", Self.card("h264_nvenc")),
                cutter: try SmartCutTests.helper,
                slots: Bench.slots
            )
            let request = ClipRequest(start: 1.5, end: 4.2, preset: "veryfast", encoder: .nvenc)
            let report = try await bench.open(source) { input in
                try await tools.cut(request, from: input, probe: try await tools.probe(input), in: out)
            }
            guard case .smart = report.cut else {
                Issue.record("all was encoded: \(String(describing: report.cut))")
                return
            }
            #expect(report.encoder?.name == "libx264" && report.encoder?.reason?.contains("parameter sets") == true)
            #expect(try !bench.names(in: bench.folder).contains("asked"))
        }
    }
}
