import FoundationEssentials
import Manifest
import Media
import OpenAIChat
import Roles
import StateFiles
import SystemPackage

/// The helper on this machine, as a listener. What it heard is on disk before it hears more.
struct WhisperListener: SoundListener {
    let helper: WhisperHelper
    let setup: WhisperHelper.Setup
    /// Raw samples, as `MediaTools.decodeSpeech` writes them.
    let sound: FilePath
    let manner: HelperRequest.Manner
    let kept: KeptHearing

    let name = "whisper"
    let width = 1
    let givesTimes: Bool? = true
    // It costs nothing but time, and of a short talk half may be lost.
    let repeatable = 1.0

    /// Windows of 30 s that are heard at once: as many as the model works on at once, and short enough for others to have their turn
    /// between.
    static let batch = 4
    /// Seconds of sound in a window.
    private static let window = 30.0

    func hear(
        _ piece: SoundPiece,
        again: Bool,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> ListenerAnswer {
        var manner = manner
        manner.isCareful = again
        do {
            let path = sound.string
            let speech = try await kept.answer("speech", piece) {
                try await helper.ask(.speech(sound: path, piece: piece), seconds: piece.seconds, setup) { $0.speech }
            }
            var parts: [HeardWindows] = []
            for first in stride(from: 0, to: speech.windows, by: Self.batch) {
                let windows = first..<min(speech.windows, first + Self.batch)
                let (done, share) = (Double(first), Double(windows.count))
                let heard = try await kept.answer("windows-\(first)\(again ? "-again" : "")", piece) { [manner] in
                    try await helper.ask(
                        .hear(sound: path, piece: piece, windows: windows, manner),
                        seconds: share * Self.window,
                        setup
                    ) { part in
                        progress((done + part * share) / Double(speech.windows))
                    } pick: {
                        $0.heard
                    }
                }
                parts.append(heard)
                progress((done + share) / Double(speech.windows))
            }
            return ListenerAnswer(
                transcription: HeardWindows.transcription(parts),
                voices: speech.stretches.compactMap { $0.count == 2 && $0[0] < $0[1] ? $0[0]..<$0[1] : nil }
            )
        } catch let trouble as HelperTrouble {
            throw trouble.failure(setup.about)
        }
    }
}

/// What the helper answered about one sound, on disk for as long as the stage is not done: what a kill interrupted goes on with
/// the first question that is not answered.
struct KeptHearing: Sendable {
    /// A folder for this sound, this model and these settings.
    let folder: FilePath

    /// The answer to a question about a piece: the one on disk, else what is asked, once it is on disk.
    func answer<Answer: Codable & Sendable>(
        _ question: String,
        _ piece: SoundPiece,
        ask: () async throws -> Answer
    ) async throws -> Answer {
        let name = "\(Self.padded(piece.firstSample))-\(piece.samples)-\(question)"
        return try await answer(name, ask: ask)
    }

    /// The same for a question about all of the sound.
    func answer<Answer: Codable & Sendable>(_ name: String, ask: () async throws -> Answer) async throws -> Answer {
        let file = folder.appending("\(name).json")
        // One that cannot be read is asked again, as one that is not there.
        if let bytes = try Files.readIfPresent(file), let known = try? JSONText.decode(Answer.self, from: Data(bytes)) {
            return known
        }
        let answer = try await ask()
        try AtomicFile.write(try JSONText.file(answer), to: file)
        return answer
    }

    private static func padded(_ number: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, 10 - text.count)) + text
    }
}
