import Manifest
import Outbox
import OutboxSupport
import StateFiles
import SystemPackage
import TestSupport

/// An outbox with videos whose moments are chosen and of which clips are there, as files of a few bytes.
struct TrialOutbox {
    let outbox: Outbox
    let videos: [TrialVideo]
    let scratch: FilePath

    var video: TrialVideo { videos[0] }
    var id: String { videos[0].id.short }

    static let clip = Array("not a film, but a hundred bytes long; ".utf8) + [UInt8](repeating: 46, count: 62)

    static func with(_ count: Int = 1, _ body: (TrialOutbox) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let digits = Array("abcdef0123456789")
            let videos = try digits.prefix(count).map { try TrialVideo(outbox: outbox, digit: $0, named: "talk-\($0)") }
            for video in videos {
                try video.analyzed()
                let file = try video.write("clips/01-simple.mp4", String(decoding: clip, as: UTF8.self))
                var made = ClipResult(momentId: "m10000", fingerprint: String(repeating: "f", count: 64))
                made.file = file.path
                made.sha256 = file.sha256
                made.duration = 30
                try video.record(.clip, .done, .clips([made]), outputs: [file])
                _ = try FinalFiles(of: try video.recorded()).write()
            }
            try ContentIndex(outbox: outbox).rebuildIfLost()
            try await IndexFile(outbox: outbox).remake()
            try await body(TrialOutbox(outbox: outbox, videos: videos, scratch: scratch.path))
        }
    }
}
