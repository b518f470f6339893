import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import Media

/// Clips whose picture is copied between key frames, and those for which it has to be encoded all the same.
@Suite(.timeLimit(.minutes(5)))
struct SmartCutTests {
    /// A source of numbered frames, and its rate.
    struct Trial: Sendable, CustomTestStringConvertible {
        var fixture: Fixture
        var rate: Double
        /// What the reason has, where all has to be encoded.
        var reason = ""
        var choice = CutChoice.auto
        var testDescription: String { fixture.name }

        init(
            _ name: String,
            _ options: String,
            file: String = "a.mp4",
            rate: (String, Double) = ("30", 30),
            reason: String = "",
            choice: CutChoice = .auto,
            filters: String = "null",
            size: String = "320x180",
            coding: [String] = []
        ) {
            let x264 = ["-c:v", "libx264", "-preset", "veryfast", "-x264-params", options, "-c:a", "aac"]
            fixture = Fixture(
                name: name,
                file: file,
                rate: rate.0,
                size: size,
                filters: filters,
                coding: options.isEmpty ? coding : x264 + coding
            )
            self.rate = rate.1
            self.reason = reason
            self.choice = choice
        }
    }

    /// The helper that was built with these tests, or another: one that was built with other versions of ffmpeg's libraries.
    static var helper: FilePath {
        get throws {
            if let other = ProcessInfo.processInfo.environment["SMARTCLIP_CUTTER"] { return FilePath(other) }
            return try Program.builtWithTests("smartclip-cut")
        }
    }

    private func tools(_ helper: FilePath?) async throws -> MediaTools {
        try await MediaTools.find(searchPath: Bench.searchPath, cutter: helper, slots: Bench.slots)
    }

    /// Cuts, and checks that the frames are the ones asked for, evenly spaced from 0 on.
    private func cut(
        _ trial: Trial,
        _ span: Range<Double>,
        _ bench: Bench,
        tools: MediaTools,
        source: FilePath
    ) async throws -> ClipReport {
        let out = try bench.outbox()
        let request = ClipRequest(
            start: span.lowerBound,
            end: span.upperBound,
            preset: "veryfast",
            cut: trial.choice
        )
        let (probe, report) = try await bench.open(source) { input in
            let probe = try await tools.probe(input)
            return (probe, try await tools.cut(request, from: input, probe: probe, in: out))
        }
        let clip = out.appending("clip.mp4")
        let shown = try await bench.frames(in: clip, upright: "null")
        // Containers round times, and begin at others than 0.
        let base = try #require(probe.video?.timeBase)
        let asked = try await bench.frames(in: source, upright: "null").filter {
            let time = base.times($0.stamp) - probe.startTime
            return time >= span.lowerBound - 1e-6 && time < span.upperBound - 1e-6
        }.map(\.number)
        #expect(shown.map(\.number) == asked)
        let steps = Set(zip(shown.dropFirst(), shown).map { $0.stamp - $1.stamp })
        #expect(steps.count == 1 && shown.first?.stamp == 0)
        #expect(try bench.names(in: out) == ["clip.jpg", "clip.mp4"])
        return report
    }

    // MARK: - What is copied

    static let copied: [Trial] = [
        Trial("no B-frames", "keyint=45:bframes=0"),
        Trial("one B-frame, 25", "keyint=40:bframes=1", rate: ("25", 25)),
        Trial("two B-frames, no pyramid, 29.97", "keyint=45:bframes=2:b-pyramid=none", rate: ("30000/1001", 29.97003)),
        Trial("pyramid, 23.976 in MKV", "keyint=36:bframes=3", file: "a.mkv", rate: ("24000/1001", 23.976024)),
        Trial("five B-frames, strict pyramid, 50", "keyint=75:bframes=5:b-pyramid=strict:ref=5", rate: ("50", 50)),
        Trial("60", "keyint=90:bframes=3:b-adapt=0", rate: ("60", 60)),
        Trial("MPEG-TS, 25", "keyint=40:bframes=2", file: "a.ts", rate: ("25", 25)),
        Trial("FLV", "keyint=45:bframes=3", file: "a.flv", coding: ["-ar", "44100"]),
        Trial("CAVLC", "keyint=45:cabac=0:8x8dct=0"),
        Trial("several slices", "keyint=45:slices=4"),
        Trial("constrained intra, another chroma offset", "keyint=45:constrained-intra=1:chroma-qp-offset=3:no-psy=1"),
        Trial("Main", "keyint=45:8x8dct=0", coding: ["-profile:v", "main"]),
        Trial(
            "Baseline",
            "",
            coding: ["-c:v", "libx264", "-profile:v", "baseline", "-preset", "veryfast", "-g", "45", "-c:a", "aac"]
        ),
        // Its other key frames are none at which decoding can begin; copied they are all the same.
        Trial(
            "open GOP with one key frame that closes it",
            "keyint=45:open-gop=1:bframes=3",
            coding: ["-forced-idr", "1", "-force_key_frames", "2"]
        ),
        Trial("scaling matrices, with sets of their own", "keyint=45:cqm=jvt", choice: .smart),
        Trial("the same, upright", "keyint=45:cqm=jvt", choice: .smart, size: "320x568"),
        Trial("of a size that fields do not divide", "keyint=45:bframes=2", size: "426x238"),
    ]

    /// What cameras and screens make: colours that are named, and a dark, even picture of many lines, of which another way to make
    /// pictures small would give other ones.
    static let usual = Trial(
        "dark, tall, BT.709",
        "keyint=45:bframes=2",
        filters: "drawbox=y=40:h=1040:color=0x1d1d1d:t=fill",
        size: "320x1080",
        coding: ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    )

    @Test(arguments: [usual] + LongTables.rows(copied, every: 4))
    func copiesBetweenKeyFrames(_ trial: Trial) async throws {
        try await Bench.run { bench in
            let source = try await bench.make(trial.fixture)
            let tools = try await tools(try Self.helper)
            // From a key frame or near one, and from the middle between two; the end lies anywhere.
            for span in [1.5..<4.27, 1.07..<4.9] {
                let report = try await cut(trial, span, bench, tools: tools, source: source)
                guard case .smart(let way) = report.cut else {
                    Issue.record("all was encoded: \(String(describing: report.cut))")
                    continue
                }
                #expect(way.encodedBefore + way.copied + way.encodedAfter == report.frames)
                #expect(way.copied * 2 > report.frames && way.similarity >= 0.97)
                let encodes = way.encodedBefore + way.encodedAfter > 0
                #expect(way.parameterSets == (trial.choice == .smart && encodes ? 2 : 1))
                #expect(report.firstFrameDifference < 1.5 && report.lastFrameDifference < 1.5)
                #expect((report.audioVideoGap ?? 1) <= 0.011)
            }
        }
    }

    // MARK: - What is not

    private static let hevc = [
        "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=45:log-level=error", "-c:a", "aac",
    ]
    static let encoded: [Trial] = [
        Trial("no key frame in the span", "keyint=1000:scenecut=0", reason: "no key frame"),
        Trial("too little between them", "keyint=90:scenecut=0", reason: "too little"),
        Trial("refreshed by columns, never by a picture", "keyint=45:intra-refresh=1", reason: "no key frame"),
        Trial("open GOP", "keyint=45:open-gop=1:bframes=3:scenecut=0", reason: "no key frame"),
        Trial("HEVC", "", reason: "hevc", coding: hevc),
        Trial("10 bits", "keyint=45", reason: "yuv420p10le", coding: ["-pix_fmt", "yuv420p10le"]),
        Trial("4:4:4", "keyint=45", reason: "yuv444p", coding: ["-pix_fmt", "yuv444p"]),
        Trial("interlaced", "keyint=45:tff=1", reason: "interlaced", coding: ["-flags", "+ildct+ilme"]),
        Trial(
            "pixels that are not square",
            "keyint=45",
            reason: "pixel shape",
            filters: "crop=320:178",
            coding: ["-aspect", "17:9"]
        ),
        Trial("full range", "keyint=45", reason: "yuvj420p", coding: ["-pix_fmt", "yuvj420p"]),
        Trial("12 frames a second", "keyint=18", rate: ("12", 12), reason: "frame rate"),
        Trial("scaling matrices", "keyint=45:cqm=jvt", reason: "scaling matrices"),
        Trial("AVI without times", "keyint=45:bframes=2", file: "a.avi", reason: "container", coding: ["-c:a", "mp3"]),
    ]

    @Test(arguments: LongTables.rows(encoded, every: 4))
    func encodesWithAReason(_ trial: Trial) async throws {
        try await Bench.run { bench in
            let source = try await bench.make(trial.fixture)
            let tools = try await tools(try Self.helper)
            let out = try bench.outbox()
            let request = ClipRequest(start: 1.07, end: 3.4, preset: "veryfast")
            let report = try await bench.open(source) { input in
                try await tools.cut(request, from: input, probe: try await tools.probe(input), in: out)
            }
            guard case .exact(let reason?) = report.cut else {
                Issue.record("some was copied, or no reason is told: \(String(describing: report.cut))")
                return
            }
            #expect(reason.contains(trial.reason), "\(reason)")
            #expect(report.frames == report.framesExpected)
        }
    }

    // MARK: - The helper

    private static let plain = Trial("plain", "keyint=45:bframes=2")

    /// Wherever a span lies, also where it begins before the first frame and ends behind the last.
    @Test(arguments: [
        plain, Trial("listed from MKV", "keyint=36:bframes=3", file: "a.mkv", rate: ("24000/1001", 23.976024)),
        Trial("listed from fragments", "keyint=45", coding: ["-movflags", "+frag_keyframe+empty_moov"]),
        Trial("listed from an edit", "keyint=45:bframes=3", coding: ["-output_ts_offset", "3"]),
        Trial("listed, HEVC", "", coding: hevc),
    ])
    func theHelperListsWhatFFprobeLists(_ trial: Trial) async throws {
        try await Bench.run { bench in
            let source = try await bench.make(trial.fixture)
            let (with, without) = (try await tools(try Self.helper), try await tools(nil))
            try await bench.open(source) { input in
                let probe = try await without.probe(input)
                let track = try #require(probe.video)
                for (start, end) in [(-1.0, 0.5), (0, 1), (0.7, 2.3), (1.5, 1.6), (2.9, 9), (7, 9)] {
                    let (from, to) = (start + probe.startTime, end + probe.startTime)
                    let one = try await with.spanPackets(of: input, probe, track: track, start: from, end: to)
                    let other = try await without.spanPackets(of: input, probe, track: track, start: from, end: to)
                    let (listed, wanted) = (one?.table(start: from, end: to), other?.table(start: from, end: to))
                    #expect(listed == wanted && wanted != nil, "\(start) to \(end)")
                }
            }
        }
    }

    /// What a helper does in the place of listing packets.
    @Test(arguments: ["exit 1", "exit 0", "kill -9 $$", "echo '{\"reason\":\"not today\"}'"])
    func whereTheHelperListsNothingFFprobeDoes(_ script: String) async throws {
        try await Bench.run { bench in
            let source = try await bench.make(Self.plain.fixture)
            let tools = try await tools(try bench.script("lister", script))
            try await bench.open(source) { input in
                let probe = try await tools.probe(input)
                let track = try #require(probe.video)
                let packets = try await tools.spanPackets(of: input, probe, track: track, start: 1, end: 2)
                #expect(packets?.table(start: 1, end: 2).times.count == 30)
            }
        }
    }

    /// In fragments ffmpeg does not always find the source's own first frame: then all is encoded. Either way it is right.
    @Test(arguments: [1.07..<3.4, 1.07..<4.9]) func fragmentsAreCutOneWayOrTheOther(_ span: Range<Double>) async throws
    {
        try await Bench.run { bench in
            let trial = Trial("fragments", "keyint=45", coding: ["-movflags", "+frag_keyframe+empty_moov"])
            let source = try await bench.make(trial.fixture)
            let report = try await cut(trial, span, bench, tools: try await tools(try Self.helper), source: source)
            #expect(report.frames == report.framesExpected)
            #expect(report.firstFrameDifference < 1.5 && report.lastFrameDifference < 1.5)
            if case .exact(let reason) = report.cut {
                #expect(reason?.contains("first frame") == true, "\(reason ?? "")")
            }
        }
    }

    @Test func exactIsAsked() async throws {
        try await Bench.run { bench in
            let source = try await bench.make(Self.plain.fixture)
            var trial = Self.plain
            trial.choice = .exact
            let report = try await cut(trial, 1..<4, bench, tools: try await tools(try Self.helper), source: source)
            #expect(report.cut == .exact(reason: nil))
        }
    }

    @Test func withoutTheHelperAllIsEncoded() async throws {
        try await Bench.run { bench in
            let source = try await bench.make(Self.plain.fixture)
            for place in [nil, bench.folder.appending("nowhere")] {
                let report = try await cut(Self.plain, 1..<4, bench, tools: try await tools(place), source: source)
                #expect(report.cut == .exact(reason: "smartclip-cut is not beside smartclip"))
            }
        }
    }

    /// What a helper does in the place of its work, and what the reason then has.
    static let liars: [(name: String, script: String, words: String)] = [
        ("killed", "kill -9 $$", "killed by signal 9"),
        ("fails", "echo bad luck >&2; exit 1", "bad luck"),
        ("says nothing", "exit 0", "something unexpected"),
        ("says nonsense", "echo '{\"copied\":-1}'", "something unexpected"),
        (
            "speaks of a clip that is not there",
            "echo '{\"encoded_before\":0,\"copied\":90,\"encoded_after\":0,\"sets\":\"one\",\"keys\":2}'",
            "clip.mp4"
        ),
        (
            "cuts one frame late",
            "for a in \"$@\"; do case $a in first=*) a=first=$((${a#first=}+512));; last=*) a=last=$((${a#last=}+512));; "
                + "esac; w=\"$w $a\"; done; exec HELPER $w", "not the source's"
        ),
        (
            "encodes what it says it copied",
            "HELPER \"$@\" && ffmpeg -v error -nostdin -i clip.mp4 -c:v libx264 -c:a copy -bf 2 new.mp4 && mv new.mp4 clip.mp4",
            "not the source's"
        ),
        ("leaves out the end", "HELPER \"$@\" && truncate -s -20000 clip.mp4", "does not decode"),
        (
            "has other pictures of the source",
            "HELPER \"$@\" && { head -c -2304 source.gray; head -c 2304 /dev/zero; } > new && mv new source.gray",
            "differs from the source's"
        ),
        (
            "has one picture of the source twice",
            "HELPER \"$@\" && head -c 2304 source.gray > one && tail -c +2305 source.gray >> one && "
                + "{ head -c 2304 one; head -c $(($(stat -c %s one) - 2304)) one; } > source.gray",
            "differs from the source's"
        ),
        (
            "has another first picture",
            "HELPER \"$@\" && { tail -c 2304 source.gray; tail -c +2305 source.gray; } > new && mv new source.gray",
            "first frame is another"
        ),
        (
            "is far from the source",
            "HELPER \"$@\" && head -c $(stat -c %s source.luma) /dev/zero > source.luma", "not like enough"
        ),
        (
            "films key frames of its own",
            "HELPER \"$@\" && ffmpeg -v error -nostdin -i keys.mp4 -c:v libx264 -g 1 new.mp4 && mv new.mp4 keys.mp4",
            "key frames are not the source's"
        ),
        ("names no anchor", "HELPER \"$@\" | sed 's/\"anchor\":[0-9]*,//'", "something unexpected"),
    ]

    @Test(arguments: LongTables.rows(liars.map(\.name), every: 4))
    func aHelperIsNotBelieved(_ name: String) async throws {
        let liar = try #require(Self.liars.first { $0.name == name })
        try await Bench.run { bench in
            let source = try await bench.make(Self.plain.fixture)
            // It lies only where it cuts: there it has a folder of its own.
            let honest = "[ \"$1\" = cut ] || exec HELPER \"$@\"\n"
            let text = try (honest + liar.script).replacing("HELPER", with: Self.helper.string)
            let report = try await cut(
                Self.plain,
                1..<4,
                bench,
                tools: try await tools(try bench.script("liar", text)),
                source: source
            )
            guard case .exact(let reason?) = report.cut else {
                Issue.record("it was believed: \(String(describing: report.cut))")
                return
            }
            #expect(reason.contains(liar.words), "\(reason)")
        }
    }

    @Test func aRowOfPacketsIsFoundWhereItBegins() throws {
        #expect(Self.holds("abcde", "xbcd") && Self.holds("bbbcd", "xbcd", of: [-1, 0, 1, 2, 3]))
        #expect(!Self.holds("abce", "xbcd") && !Self.holds("abc", "xbcd") && !Self.holds("abcd", "xbc"))
        // The row is there, but of other frames than were asked for.
        #expect(!Self.holds("abcde", "xbcd", of: [1, 2, 3, 4, 5]))
        // Each in its place, but shown in another order than the source's.
        #expect(Self.holds("abcde", "xbcd", times: [0, 1, 3, 2], of: [0, 1, 3, 2, 4]))
        #expect(
            !Self.holds("abcde", "xbcd", times: [0, 1, 3, 2]) && !Self.holds("abcde", "xbcd", of: [0, 1, 3, 2, 4])
        )
    }

    @Test func theAnchorIsTheSourcesFrame() throws {
        let source = Self.packets("abcd", [0, 2, 1, 3])
        #expect(CopyProof.holds(source: source, keys: Self.packets("xb", nil), anchor: 2))
        #expect(!CopyProof.holds(source: source, keys: Self.packets("xb", nil), anchor: 1))
        #expect(!CopyProof.holds(source: source, keys: Self.packets("bx", nil), anchor: 2))
        #expect(!CopyProof.holds(source: source, keys: HashReader(), anchor: 2))
    }

    @Test func similarityIsReadFrameByFrame() {
        var reader = SimilarityReader()
        for line in ["n:1 Y:0.995762 All:0.993 (23.7)", "", "n:2 Y:1.000000 All:1.0 (inf)", "n:3 Y:x All:1"] {
            reader.read(line)
        }
        #expect(reader.values == [0.995762, 1, 0])
    }

    private static func packets(_ packets: String, _ times: [Int]?) -> HashReader {
        var reader = HashReader()
        for (number, packet) in packets.enumerated() {
            reader.read("0, \(number), \(times?[number] ?? number), 1, 100, \(packet)")
        }
        return reader
    }

    /// Whether a clip of four packets, of which the first is encoded, is of that source.
    private static func holds(_ source: String, _ clip: String, times: [Int]? = nil, of sourceTimes: [Int]? = nil)
        -> Bool
    {
        let way = CutWay.Smart(encodedBefore: 1, copied: 3, encodedAfter: 0, parameterSets: 1, similarity: 1)
        return CopyProof.holds(
            source: packets(source, sourceTimes),
            clip: packets(clip, times),
            way,
            frames: [0, 1, 2, 3]
        )
    }
}
