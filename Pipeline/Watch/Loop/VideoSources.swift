import SystemPackage

/// Which file of the inbox each folder of the outbox was made from, and the reverse. A file has one folder at most, and a
/// folder one file.
struct VideoSources {
    /// Files by the name of their folder below the outbox.
    private var files: [String: FilePath] = [:]
    private var names: [FilePath: String] = [:]

    func file(of video: String) -> FilePath? { files[video] }

    func video(of file: FilePath) -> String? { names[file] }

    /// The files of all folders below one; of all, where its name is empty.
    func files(below name: String) -> [FilePath] {
        files.filter { name.isEmpty || $0.key.hasPrefix(name + "/") }.map(\.value)
    }

    /// Remembers a pair. What either of them belonged to before no longer counts.
    mutating func set(_ file: FilePath, _ video: String) {
        if let old = files[video] { names[old] = nil }
        if let old = names[file] { files[old] = nil }
        files[video] = file
        names[file] = video
    }
}
