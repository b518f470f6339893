import StateFiles

/// The packages of an environment, each pinned to one version and to the digests of its files.
public struct PackageLock: Sendable, Equatable {
    /// In the format of pip's requirements files, with hashes.
    let text: [UInt8]
    /// The minor versions of Python 3 that all packages have wheels for.
    let pythons: ClosedRange<Int>
    /// The machines that they have wheels for, as `uname -m` calls them.
    let machines: [String]

    package init(text: [UInt8], pythons: ClosedRange<Int> = 11...14, machines: [String] = ["x86_64", "aarch64"]) {
        self.text = text
        self.pythons = pythons
        self.machines = machines
    }

    /// SHA-256 of the text: environments that were made from the same text have the same packages.
    var digest: String { Digest.of(text) }

    /// What speech recognition needs.
    public static let speech = PackageLock(text: PackageResources.speech_lock)

    /// What the face finder needs.
    public static let faces = PackageLock(text: PackageResources.faces_lock)
}
