import Glibc
import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage

/// What speaks against a video: that the program ended by a fault of its own while it worked on it.
///
/// Several videos may be at work at that moment, and all of them are suspected. Those are then worked on alone, so that
/// what ends the program again is found out, and the others are cleared. A kill, a power cut or a lack of memory casts no
/// suspicion: nothing is written by them.
struct Suspicion: Sendable {
    /// After so many crashes a video is set aside, until a person asks for another try.
    static let limit = 2

    private let place: Place

    init(_ id: VideoID, in outbox: Outbox) {
        // Another version may not have the fault.
        place = outbox.ownFolder.appending("crashes").appending("\(id.short)-\(SafeName.folder(Version.current))")
    }

    /// Whether it is to be worked on alone.
    func isCast() throws(FileError) -> Bool { try !CrashMark.crashes(at: place).isEmpty }

    /// What a video is set aside for, and the stage that it ended the program in.
    struct Verdict {
        let stage: StageName
        let failure: Failure
    }

    /// What the video is set aside for; nil where it is not.
    func verdict(on name: String, named video: String) throws(FileError) -> Verdict? {
        let crashes = try CrashMark.crashes(at: place)
        guard crashes.count >= Self.limit, let last = crashes.last else { return nil }
        let stage = StageName.allCases.first { $0.number == last.number } ?? .upload
        let failure = Failure(
            .bug,
            "\(name): SmartClip itself broke off at it \(crashes.count) times (\(Self.name(of: last.signal)) in stage "
                + "\(stage.rawValue)), so it is set aside and the others go on; report it, and smartclip retry \(video) "
                + "tries it again"
        )
        return Verdict(stage: stage, failure: failure)
    }

    /// Runs a body; a crash during it speaks against the video, and its end clears it, unless it was called off.
    func watch<Value>(_ body: (CrashMark) async throws -> Value) async throws -> Value {
        try place.parent.makeDirectory()
        let mark = try CrashMark(at: place)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(mark))
        } catch {
            result = .failure(error)
        }
        // The mark lives until here, whatever the optimiser makes of it.
        withExtendedLifetime(mark) {}
        if case .failure(is CancellationError) = result { return try result.get() }
        try clear()
        return try result.get()
    }

    /// Forgets what speaks against it.
    func clear() throws(FileError) { try place.removeFile() }

    private static func name(of signal: Int) -> String {
        let names: [Int32: String] = [
            SIGILL: "SIGILL", SIGTRAP: "SIGTRAP", SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE",
            SIGSEGV: "SIGSEGV",
        ]
        return names[Int32(truncatingIfNeeded: signal)] ?? "signal \(signal)"
    }
}
