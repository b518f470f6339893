/// A model: its files, and where they can be had. Those of whisper's are in the format of CTranslate2; the face finder's is one file.
public struct SpeechModel: Sendable, Equatable {
    /// A wheel of the package index that holds files of the model.
    public struct Wheel: Sendable, Equatable {
        /// The project at the index.
        public let project: String
        /// The one version that is taken.
        public let version: String
        /// The wheel's SHA-256 in hexadecimal.
        public let sha256: String

        /// A wheel by its pins.
        public init(_ project: String, _ version: String, sha256: String) {
            self.project = project
            self.version = version
            self.sha256 = sha256
        }
    }

    /// `tiny.en`, `base`: what the user calls it.
    public let name: String
    /// Its files. `model.bin` is the first.
    public let files: [ModelFile]
    /// At the publisher: `Systran/faster-whisper-base`. Empty where it is had from its wheels only.
    public let repository: String
    /// The commit there that is taken.
    public let revision: String
    /// The wheels that hold all of it together; none where the index has none.
    public let wheels: [Wheel]

    /// A model by its pins.
    public init(_ name: String, files: [ModelFile], repository: String, revision: String, wheels: [Wheel] = []) {
        self.name = name
        self.files = files
        self.repository = repository
        self.revision = revision
        self.wheels = wheels
    }

    /// About how much room it takes, in bytes.
    public var bytes: Int { files.reduce(0) { $0 + ($1.bytes ?? 1 << 20) } }

    /// Whether it knows English only.
    public var isEnglishOnly: Bool { name.hasSuffix(".en") }
}
