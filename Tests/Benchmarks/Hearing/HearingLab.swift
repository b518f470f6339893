import FoundationEssentials
import Installation
import StateFiles
import SystemPackage

/// One model, heard with by smartclip and by ten lines of Python.
struct HearingLab {
    /// Where sounds are kept, and what is made.
    let folder: FilePath
    let data: FilePath
    let model: String

    /// What was heard, and what it took.
    struct Hearing {
        var words: [HeardWord]
        var figures: Figures
    }

    /// How the plain program listens: by the package's filter for speech, by it and without the text before each window, or to all
    /// of the sound.
    enum Filtering: String { case vad, alone, whole }

    init(_ folder: FilePath, data: String?, model: String) throws {
        self.folder = folder
        let variables = ProcessInfo.processInfo.environment
        self.data = DataFolder(environment: variables, given: data.map { FilePath($0) }).path
        self.model = model
        for path in [python, weights] where try !path.isThere {
            throw BenchError("\(path) is not there; run smartclip setup speech --model \(model)")
        }
        try folder.appending("plain_whisper.py").write(PackageResources.plain_whisper_py)
    }

    private var python: FilePath { data.appending("python/bin/python3") }
    private var weights: FilePath { data.appending("models").appending(model) }
    /// Whether it knows only English.
    var isEnglishOnly: Bool { model.hasSuffix(".en") }
    var outbox: FilePath { folder.appending("hearing-outbox") }

    /// The command of one stage, which does what `run` does in it.
    func stage(_ name: String, _ talk: FilePath) throws -> Command {
        var command = try Command.smartclip(
            ["stage", name, talk.string, "-o", outbox.string, "--progress", "none"]
                + ["--recogniser", "whisper", "--speech-model", model]
        )
        command.variables = ["SMARTCLIP_DATA": data.string]
        command.helper = "python3"
        return command
    }

    /// Makes a new outbox in which the talk is known and not yet heard.
    func prepare(_ talk: FilePath) throws {
        try Files.removeTree(outbox)
        for name in ["upload", "await-asset"] { try stage(name, talk).measured() }
    }

    /// What smartclip hears; figures are those of the stage in which it hears.
    func smartclip(_ talk: FilePath) throws -> Hearing {
        try prepare(talk)
        let figures = try stage("fetch-vtt", talk).measured()
        return Hearing(words: try HeardWord.all(inCaptions: transcript(talk)), figures: figures)
    }

    /// The captions that it made.
    func transcript(_ talk: FilePath) -> FilePath {
        outbox.appending(talk.stem ?? "").appending("transcript.vtt")
    }

    /// What the plain program hears.
    func plain(_ talk: FilePath, _ filtering: Filtering = .vad) throws -> Hearing {
        let answer = folder.appending("plain.json")
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let command = Command(
            program: python,
            arguments: ["-I", "-B", folder.appending("plain_whisper.py").string, weights.string, talk.string]
                + ["\(threads)", filtering.rawValue],
            output: answer,
            variables: ["HF_HUB_OFFLINE": "1"]
        )
        let figures = try command.measured()
        return Hearing(words: try HeardWord.all(inAnswer: answer), figures: figures)
    }
}
