import FoundationEssentials
import SystemPackage
import Testing

@testable import Media

/// Captions in the picture itself, as television has them: found in the first pictures, and read.
@Suite(.timeLimit(.minutes(2))) struct ClosedCaptionsTests {
    /// A picture without B-frames whose every frame has a pair of bytes of line 21 (CEA-608, channel 1) beside it.
    private func picture(_ bench: Bench, pairs: [(UInt8, UInt8)]?) async throws {
        try await bench.ffmpeg(
            ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=30:d=8", "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0"]
                + ["-x264-params", "slices=1:annexb=1", "-f", "h264", "plain.264"]
        )
        var bytes = Array(try Data(contentsOf: URL(filePath: bench.folder.appending("plain.264").string)))
        if let pairs { bytes = Self.captioned(bytes, pairs) }
        try Data(bytes).write(to: URL(filePath: bench.folder.appending("captioned.264").string))
        for file in ["a.mp4", "a.ts", "a.mkv"] {
            try await bench.ffmpeg(["-r", "30", "-i", "captioned.264", "-c", "copy", file])
        }
    }

    /// Puts a message before each slice: SEI of ITU-T T.35, ATSC A/53 part 4.
    private static func captioned(_ stream: [UInt8], _ pairs: [(UInt8, UInt8)]) -> [UInt8] {
        var out: [UInt8] = []
        var next = 0
        var at = 0
        while at < stream.count {
            let isStart = at + 3 < stream.count && stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1
            if isStart, [1, 5].contains(stream[at + 3] & 31) {
                let (first, second) = next < pairs.count ? pairs[next] : (0, 0)
                next += 1
                let body: [UInt8] =
                    [0xB5, 0, 0x31] + Array("GA94".utf8) + [3, 0xC1, 0xFF, 0xFC, parity(first), parity(second), 0xFF]
                out += [0, 0, 1, 6, 4, UInt8(body.count)] + body + [0x80]
            }
            out.append(stream[at])
            at += 1
        }
        return out
    }

    private static func parity(_ byte: UInt8) -> UInt8 { byte.nonzeroBitCount % 2 == 0 ? byte | 0x80 : byte }

    /// The pairs that show a line and, two seconds later, take it away: pop-on captions.
    private static func shown(_ text: String) -> [(UInt8, UInt8)] {
        let bytes = Array(text.utf8) + (text.utf8.count % 2 == 1 ? [0x20] : [])
        let letters = stride(from: 0, to: bytes.count, by: 2).map { (bytes[$0], bytes[$0 + 1]) }
        return [(0x14, 0x20), (0x14, 0x2E), (0x14, 0x70)] + letters + [(0x14, 0x2F)]
            + [(UInt8, UInt8)](repeating: (0, 0), count: 60) + [(0x14, 0x2C)]
    }

    @Test(arguments: ["a.mp4", "a.ts", "a.mkv"])
    func theyAreFoundAndRead(_ file: String) async throws {
        try await Bench.run { bench in
            try await picture(bench, pairs: Self.shown("WHO COUNTS") + Self.shown("THE NAILS"))
            let path = bench.folder.appending(file)
            try await MediaInput.withFile(path) { input throws(MediaError) in
                let probe = try await bench.tools.read(input, wholeOnly: true).probe
                #expect(probe.video?.hasClosedCaptions == true)
                let words = String(
                    decoding: try await bench.tools.closedCaptions(in: input, probe: probe),
                    as: UTF8.self
                )
                #expect(
                    words.hasPrefix("WEBVTT") && words.contains("WHO COUNTS") && words.contains("THE NAILS"),
                    "\(words)"
                )
            }
        }
    }

    @Test func aPictureWithoutHasNone() async throws {
        try await Bench.run { bench in
            try await picture(bench, pairs: nil)
            try await MediaInput.withFile(bench.folder.appending("a.mp4")) { input throws(MediaError) in
                #expect(try await bench.tools.read(input, wholeOnly: true).probe.video?.hasClosedCaptions == false)
            }
        }
    }
}
