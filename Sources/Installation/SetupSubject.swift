/// What is set up: its own folder has an environment and models of its own.
package struct SetupSubject: Sendable {
    /// `speech`: what the command calls it.
    let name: String
    /// What it is for people.
    let title: String
    /// Loads a model, which lies in a folder that it is given, as it will be used.
    let selftest: [UInt8]
    /// What the environment takes, about, in bytes (measured on x86_64 with CPython 3.11).
    let environmentBytes: Int
    /// What its packages take while they come.
    let packageBytes: Int

    /// faster-whisper.
    package static let speech = SetupSubject(
        name: "speech",
        title: "speech recognition",
        selftest: PackageResources.selftest_py,
        environmentBytes: 460_000_000,
        packageBytes: 130_000_000
    )

    /// OpenCV.
    package static let faces = SetupSubject(
        name: "faces",
        title: "the face finder",
        selftest: PackageResources.selftest_faces_py,
        environmentBytes: 260_000_000,
        packageBytes: 80_000_000
    )
}
