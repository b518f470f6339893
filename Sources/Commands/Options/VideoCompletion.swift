import ArgumentParser
import Glibc
import Outbox
import Pipeline
import StateFiles
import SystemPackage

/// What a shell offers where a command takes a video of the outbox.
enum VideoCompletion {
    /// The folders of the videos that the outbox of the command line holds.
    static let kind = CompletionKind.custom { words, _, _ in names(words) }

    private static func names(_ words: [String]) -> [String] {
        let flag = words.firstIndex { $0 == "--output" || $0 == "-o" }
        let given = flag.flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
        let folder = given ?? getenv("SMARTCLIP_OUTPUT").map { String(cString: $0) } ?? "outbox"
        // Where nothing can be looked at, nothing is offered.
        guard let outbox = try? Outbox(reading: FilePath(folder)) else { return [] }
        return (try? VideoLookup(outbox).all().map(\.folder.name)) ?? []
    }
}
