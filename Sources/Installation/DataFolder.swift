import CLinux
import Glibc
import StateFiles
public import SystemPackage

/// Where `smartclip setup` puts what it fetches: a folder of the user's, or one that serves many.
///
/// `python/` is a virtual environment, `models/NAME/` the files of a model, `speech.json` says what is whole, and is written last.
/// `downloads/` holds what has come so far, and is gone at the end. `faces/` is such a folder again, with a `faces.json`: what is for
/// faces and what is for speech come and go each without the other.
public struct DataFolder: Sendable, Equatable {
    /// The folder, from the root of the file system.
    public private(set) var path: FilePath
    /// The name of what says what is whole.
    private var markerName = "speech.json"

    /// The folder that was given, else `$SMARTCLIP_DATA`, else `$XDG_DATA_HOME/smartclip`, else `~/.local/share/smartclip`. What is
    /// given relative is below the folder that the process was started in.
    public init(environment variables: [String: String], given: FilePath?) {
        func variable(_ name: String) -> FilePath? {
            variables[name].flatMap { $0.isEmpty ? nil : FilePath($0) }
        }
        if let given = given ?? variable("SMARTCLIP_DATA") {
            path = Self.whole(given)
        } else if let data = variable("XDG_DATA_HOME"), data.isAbsolute {
            // The specification has relative ones ignored.
            path = data.appending("smartclip")
        } else {
            path = (variable("HOME") ?? Self.home).appending(".local/share/smartclip")
        }
    }

    private static func whole(_ path: FilePath) -> FilePath {
        (path.isAbsolute ? path : Files.currentFolder.appending(path.components)).lexicallyNormalized()
    }

    /// The user's home as the system knows it, for services that are started without variables.
    private static var home: FilePath {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        guard getpwuid_r(geteuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil, let home = entry.pw_dir
        else { return "/" }
        return FilePath(platformString: home)
    }

    /// The folder in it that is the face finder's.
    var faces: DataFolder {
        var folder = self
        folder.path = path.appending("faces")
        folder.markerName = "faces.json"
        return folder
    }

    /// The virtual environment.
    public var environment: FilePath { path.appending("python") }

    /// Its interpreter.
    public var python: FilePath { environment.appending("bin/python3") }

    /// The folder of a model of whisper's, by the model's name.
    public func model(_ name: String) -> FilePath { models.appending(name) }

    /// All models.
    var models: FilePath { path.appending("models") }

    /// The environment while it is made: it becomes the other by a rename, so that none is ever used that is half made.
    var newEnvironment: FilePath { path.appending("python.new") }

    /// The environment that was there before, until it is removed.
    var oldEnvironment: FilePath { path.appending("python.old") }

    /// What comes is gathered here.
    var downloads: FilePath { path.appending("downloads") }

    /// Says what is whole.
    var marker: FilePath { path.appending(markerName) }

    /// Held by whoever changes anything here, and by the programs that it started.
    var lock: FilePath { path.appending(".setup-lock") }

    /// A name in the folder that setup would use, but that is another's: nothing of setup's is beside it.
    func stranger() throws(FileError) -> String? {
        for own in [lock, marker] where try FileFacts.ifPresent(own) != nil { return nil }
        for used in [environment, newEnvironment, oldEnvironment, models, downloads] {
            if try FileFacts.ifPresent(used) != nil { return used.lastComponent?.string }
        }
        return nil
    }

    /// Makes all that was written on its file system stand through a power cut.
    func sync() throws(FileError) {
        let file = try Files.open(path, .readOnly)
        defer {
            // It was only looked at.
            try? file.close()
        }
        if syncfs(file.rawValue) != 0 { throw FileError("sync", path, Errno(rawValue: errno)) }
    }
}
