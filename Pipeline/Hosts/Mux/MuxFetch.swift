import Concurrency
import FoundationEssentials
import Intake
import Manifest
import Media
import MuxVideo
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage

/// Has a copy of an asset lie in the outbox: its largest file at Mux, which is asked for where there is none.
///
/// What is paid for is noted before it is asked for, and looked for before it is asked for again. A copy that was interrupted
/// goes on where it was, and stands under its name only once it is whole. The caller holds the copy's lock, and has seen that it is
/// not there yet.
struct MuxFetch {
    let asset: AdoptedAsset
    let copy: FetchedCopy
    let tools: MediaTools
    let progress: @Sendable (Double) -> Void
    let tell: @Sendable (String) -> Void

    private var name: AssetName { asset.name }
    private var account: MuxAccount { asset.account }

    /// Fetches it; returns what is known of it.
    func fetch() async throws -> FetchNote {
        var note = try copy.remembered()?.note ?? FetchNote(asset: name)
        let found = try await asset.ready { progress(0.1 * $0) }
        let playback = try asset.playback(of: found)
        note.flags = ["host": Settings.Host.mux.rawValue]
        // What not everybody may play is not made into clips that everybody may.
        if playback.policy == .signed { note.flags[SettingKey.muxPolicy.rawValue] = "signed" }
        let file = try await rendition(found, &note)
        guard let fileName = file.fileName else { throw Failure(.bug, "\(name): its file has no name") }
        if note.rendition != fileName || note.bytes != file.filesize.map({ Int($0) }) {
            // A half of another file is of no use.
            try copy.attempt.removeTree()
            note.fetchedAt = nil
        }
        note.rendition = fileName
        note.bytes = file.filesize.map { Int($0) }
        try copy.remember(note)
        if try copy.holds(note.bytes) {
            // Only its note was lost, or is others' to write.
            note.fetchedAt = note.fetchedAt ?? .now
        } else {
            note.bytes = try await download(fileName, playback, found, bytes: file.filesize)
            note.fetchedAt = .now
        }
        try copy.remember(note)
        return note
    }

    // MARK: - The file at Mux

    /// Waits for the file to read, and asks for one where there is none.
    private func rendition(_ first: MuxVideo.Asset, _ note: inout FetchNote) async throws -> StaticRendition {
        let clock = ContinuousClock()
        // Of what an earlier run asked for it is not known whether Mux heard it. It may still come to light.
        var patience = note.askedAt.map { clock.now + MuxMaker.patience(age: Date().timeIntervalSince($0.date)) }
        var unseen: Failure?
        var asked = 0
        var latest: MuxVideo.Asset? = first
        return try await MuxWait.until(
            "the MP4 of \(name)",
            pace: account.looks,
            limit: .seconds(1800 + 2 * min(max(0, first.duration ?? 0), 100_000))
        ) { () async throws -> StaticRendition? in
            let now: MuxVideo.Asset
            if let latest { now = latest } else { now = try await asset.look() }
            latest = nil
            switch RenditionChoice(of: now, before: note.rendition) {
            case .ready(let file): return file
            case .preparing: return nil
            case .failed(let words): throw Failure(.input, "\(name): Mux could not make an MP4 of it: \(words)")
            case .none:
                if let patience, clock.now < patience { return nil }
                if let unseen { throw unseen }
                guard asked < 4 else {
                    throw Failure(.transient, "\(name): Mux did not say whether it makes an MP4 of it")
                }
                asked += 1
                unseen = try await ask(&note)
                patience = clock.now + .seconds(unseen?.class == .transient ? MuxMaker.answering : MuxMaker.settling)
                return nil
            }
        }
    }

    /// Asks for the highest. Returns what is to be said where none is listed then; nil where Mux may not have heard it.
    private func ask(_ note: inout FetchNote) async throws -> Failure? {
        tell("asks Mux for an MP4 of it, as it has none")
        note.askedAt = .now
        try copy.remember(note)
        do throws(MuxError) {
            _ = try await account.client.addStaticRendition(asset: name.id, resolution: .highest)
            return Failure(.transient, "\(name): Mux lists no MP4 of it; it is looked at again later")
        } catch {
            let failure = Failure.of(error)
            if error.isCancelled || error.reach == .unknown {
                if error.isCancelled { throw failure }
                return nil
            }
            // It may be there already, and the asset as it was shown not know it yet.
            if error.kind == .invalid, let failure = failure as? Failure { return failure }
            note.askedAt = nil
            try copy.remember(note)
            throw failure
        }
    }

    // MARK: - The copy

    private func download(
        _ fileName: String,
        _ playback: PlaybackID,
        _ asset: MuxVideo.Asset,
        bytes expected: Int64?
    ) async throws -> Int {
        let held = try HeldFolder(copy.attempt)
        let path = held.path.appending("copy.mp4")
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                path,
                .readWrite,
                options: [.create, .closeOnExec, .noFollow],
                permissions: FilePermissions(rawValue: 0o644)
            )
        } catch {
            throw FileError("write", path, error as? Errno ?? .ioError)
        }
        // All that was written is synced below; a failing close loses nothing.
        defer { try? file.close() }
        let size = Int64(try FileFacts(of: file, name: path).bytes)
        let had = expected.flatMap { total in size <= total ? (bytes: size, total: total) : nil }
        let amount = expected.map { "\($0 / 1_000_000) MB" } ?? "as much as there is"
        tell(
            (had?.bytes ?? 0) > 0
                ? "goes on reading \(fileName) from Mux, \(amount)" : "reads \(fileName) from Mux, \(amount)"
        )
        let received: Int64 = try await MuxWait.until("the MP4 of \(name)", pace: account.looks, limit: .seconds(300)) {
            do throws(MuxError) {
                return try await account.client.download(
                    playback: playback,
                    rendition: fileName,
                    to: file,
                    had: had,
                    progress: { [progress] received, total in
                        guard let total = total ?? expected, total > 0 else { return }
                        progress(0.1 + 0.9 * Double(received) / Double(total))
                    }
                )
            } catch {
                // The host that serves it may be a moment behind the one that calls it ready.
                if error.kind == .notFound { return nil }
                throw Failure.of(error)
            }
        }
        do {
            try await check(file, received, expected, asset)
        } catch {
            // What is wrong does not become right by going on from it; the first error is the one to tell.
            try Fence.check()
            if !(error is CancellationError) { try? copy.attempt.removeTree() }
            throw error
        }
        try Files.sync(path)
        try copy.file.parent.makeDirectory()
        try copy.file.take(path)
        try copy.file.parent.sync()
        withExtendedLifetime(held) {}
        try copy.attempt.removeTree()
        return Int(received)
    }

    private func check(
        _ file: FileDescriptor,
        _ received: Int64,
        _ expected: Int64?,
        _ asset: MuxVideo.Asset
    ) async throws {
        if let expected, received != expected {
            throw Failure(
                .transient,
                "\(name): \(received) bytes came of an MP4 that has \(expected) as Mux says; it is read anew next time"
            )
        }
        let probe: Probe
        do throws(MediaError) {
            probe = try await tools.probe(MediaInput(descriptor: file, name: "\(name)"))
        } catch {
            throw Failure.of(error)
        }
        guard AdoptedAsset.isWhole(probe.duration, of: asset) else {
            let length = (asset.duration ?? 0).roundedToThousandth
            throw Failure(
                .input,
                "\(name): its MP4 is \(probe.duration.roundedToThousandth) s long, the asset \(length) s as Mux says"
            )
        }
    }
}
