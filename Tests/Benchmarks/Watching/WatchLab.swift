import StateFiles
import SystemPackage

/// What the measures of the watcher work with.
struct WatchLab {
    let folder: FilePath

    /// The contents of tiny videos, each another one, that are soon clipped.
    func tinyVideo() throws -> TinyContents {
        let path = folder.appending("tiny.mp4")
        try Files.makeDirectory(folder)
        let video = TestVideo(
            length: 12,
            part: 12,
            picture: "color=c=teal:s=64x48:r=5",
            encoding: ["-preset", "ultrafast", "-crf", "40"],
            sound: TestVideo.speech
        )
        try video.make(at: path)
        return TinyContents(seed: try Files.read(path))
    }

    /// An inbox of finished videos with its outbox, made once.
    func finished(_ count: Int, folders: Int) throws -> (inbox: FilePath, outbox: FilePath) {
        let place = folder.appending("finished-\(count)-\(folders)")
        let inbox = place.appending("inbox")
        let outbox = place.appending("outbox")
        if try !place.appending("made").isThere {
            try Files.removeTree(place)
            let finished = try FinishedVideo(in: folder.appending("seed"))
            try finished.copy(count, folders: folders, inbox: inbox, outbox: outbox)
            // The manifests, the index and the seals.
            try Command.smartclip(["run", inbox.string, "-o", outbox.string, "--progress", "none"]).measured()
            try place.appending("made").write([])
        }
        return (inbox, outbox)
    }

    /// An inbox and an outbox with nothing in them.
    func empty(_ name: String) throws -> (inbox: FilePath, outbox: FilePath) {
        let place = folder.appending(name)
        try Files.removeTree(place)
        try Files.makeDirectory(place.appending("inbox"))
        try Files.makeDirectory(place.appending("outside"))
        return (place.appending("inbox"), place.appending("outbox"))
    }
}

/// Any number of tiny videos, no two with the same content.
struct TinyContents {
    let seed: [UInt8]

    /// The one of a name.
    func named(_ name: String) -> [UInt8] {
        // An ISO base media file may end in a `free` box, which nobody reads.
        seed + [0, 0, 0, UInt8(8 + name.utf8.count)] + Array("free\(name)".utf8)
    }
}
