import FolderWatch
import Intake
import Outbox
import StateFiles
import SystemPackage

/// The signs that came since the last time, grouped by what is to be looked at: a thousand signs of a folder cost one look
/// into it.
struct FolderChanges {
    /// Why everything is to be looked at; nil where it is not.
    private(set) var everything: String?
    /// How changes are noticed from now on.
    private(set) var modes: [WatchMode] = []
    /// Folders that cannot be watched.
    private(set) var refused: [(path: FilePath, errno: Errno)] = []
    /// Folders to look into, not below.
    private(set) var folders: Set<FilePath> = []
    /// Folders that are gone.
    private(set) var gone: [FilePath] = []
    /// Videos to look at, by folder.
    private(set) var videos: [FilePath: Set<[UInt8]>] = [:]
    /// Those of them that were renamed into place.
    private(set) var movedIn: Set<FilePath> = []
    /// Captions that changed, by folder.
    private(set) var captions: [FilePath: [FilePath.Component]] = [:]
    /// Settings of single videos that changed, by folder, under the names that their captions would have.
    private(set) var sidecars: [FilePath: [FilePath.Component]] = [:]
    /// Folders whose settings changed, for all below them.
    private(set) var settings: Set<FilePath> = []
    /// Folders of videos in the outbox in which a file that people edit has changed.
    private(set) var results: Set<FilePath> = []
    /// Folders of videos in the outbox whose manifest was written, by whichever process.
    private(set) var manifests: Set<FilePath> = []

    private let outbox: FilePath
    private let inbox: FilePath

    init(_ signs: [FolderSign], inbox: FilePath, outbox: FilePath) {
        self.inbox = inbox
        self.outbox = outbox
        for sign in signs { add(sign) }
    }

    private mutating func add(_ sign: FolderSign) {
        switch sign {
        case .everything(let reason): everything = reason
        case .mode(let mode): modes.append(mode)
        case .refused(let path, let errno): refused.append((path, errno))
        case .folder(let folder): if !isResult(folder) { folders.insert(folder) }
        case .gone(let folder):
            if isResult(folder) {
                results.insert(folder)
            } else {
                gone.append(folder)
                // One that is made again after this is looked into.
                folders.remove(folder)
            }
        case .changed(let folder, let name, let isMovedIn):
            if isResult(folder) {
                if name.string == VideoFolder.moments { results.insert(folder) }
                if name.string == VideoFolder.manifest { manifests.insert(folder) }
            } else {
                add(name, in: folder, isMovedIn: isMovedIn)
            }
        }
    }

    private mutating func add(_ name: FilePath.Component, in folder: FilePath, isMovedIn: Bool) {
        let bytes = name.bytes
        let ending = name.lowercasedExtension
        if let target = bytes.without(FoundVideo.holdEnding) ?? bytes.without(FoundVideo.readyEnding) {
            videos[folder, default: []].insert(target)
        } else if name.string == ".smartclip.yaml" {
            settings.insert(folder)
        } else if let stem = bytes.without(Array(".smartclip.yaml".utf8)) {
            // The video has this stem, whatever its ending is, as its captions have.
            sidecars[folder, default: []].append(FilePath.Component(bytes: stem + Array(".vtt".utf8)) ?? name)
        } else if CaptionFiles.isCaptions(name) {
            captions[folder, default: []].append(name)
        } else if let target = ForeignNames.unfinished(by: name) {
            // The mark of an unfinished download came or went, so the file beside it is on its way or is whole.
            let ending = FilePath.Component(bytes: target)?.lowercasedExtension ?? ""
            if FolderScan.extensions.contains(ending) { videos[folder, default: []].insert(target) }
        } else if FolderScan.extensions.contains(ending), !ForeignNames.contain(name) {
            videos[folder, default: []].insert(bytes)
            if isMovedIn { movedIn.insert(folder.appending(name)) }
        }
    }

    /// Whether a path is the outbox or below it, and not in an inbox that is itself below the outbox.
    private func isResult(_ path: FilePath) -> Bool {
        path.starts(with: outbox) && !(inbox.starts(with: outbox) && path.starts(with: inbox))
    }
}
