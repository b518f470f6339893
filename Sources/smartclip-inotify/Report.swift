// SPDX-License-Identifier: GPL-2.0-only

/// What is told of the folders.
enum Report {
    /// All roots are watched, so many folders in all.
    case watching(folders: Int)
    /// Something happened to a name in a folder that is not a folder itself.
    case changed(folder: [UInt8], name: [UInt8], how: How)
    /// A folder appeared and is watched.
    case folder([UInt8])
    /// A folder is gone.
    case gone([UInt8])
    /// A folder cannot be watched or listed.
    case refused(folder: [UInt8], errno: Int32)
    /// The last words of ``Ending``.
    case stale(String)
    case limit(sysctl: String, value: Int)
    case failed(String)

    /// What happened to a name.
    enum How: String {
        case movedIn = "moved_in"
        case closed, created, removed, changed
    }

    /// The report as a line of JSON, with its end.
    var line: [UInt8] {
        var json = JSONLine()
        switch self {
        case .watching(let folders):
            json.add("event", "watching")
            json.add("folders", folders)
        case .changed(let folder, let name, let how):
            json.add("event", "changed")
            json.add(folder: folder)
            json.add("name", bytes: name)
            json.add("how", how.rawValue)
        case .folder(let folder):
            json.add("event", "folder")
            json.add(folder: folder)
        case .gone(let folder):
            json.add("event", "gone")
            json.add(folder: folder)
        case .refused(let folder, let errno):
            json.add("event", "refused")
            json.add(folder: folder)
            json.add("errno", Int(errno))
        case .stale(let reason):
            json.add("event", "stale")
            json.add("reason", reason)
        case .limit(let sysctl, let value):
            json.add("event", "limit")
            json.add("sysctl", sysctl)
            json.add("value", value)
        case .failed(let message):
            json.add("event", "failed")
            json.add("message", message)
        }
        return json.end()
    }
}
