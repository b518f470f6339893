import Manifest
import StateFiles
package import SystemPackage
import Transcript

/// Tries whether a file beside a video holds words of it.
package struct CaptionTrial {
    /// Where the files stand.
    package let inbox: InboxFiles
    /// The length of the video in seconds; nil where it is not known yet.
    package let duration: Double?
    /// The name of the text's encoding, where the user gives it.
    package let encoding: String?

    package init(inbox: InboxFiles, duration: Double?, encoding: String?) {
        self.inbox = inbox
        self.duration = duration
        self.encoding = encoding
    }

    /// More bytes than captions of any video have: those of twelve hours with a time for each word are smaller. What is
    /// larger is something else, and is not read into memory.
    private static let largest = 16 << 20

    /// The bytes of a file that captions may be in.
    package func bytes(of file: FilePath) throws -> [UInt8] {
        guard let descriptor = try inbox.open(file) else {
            throw CaptionTrouble(kind: .broken, problem: InboxFiles.refusal)
        }
        // Only read from; a failing close loses nothing.
        defer { try? descriptor.close() }
        let facts = try FileFacts(of: descriptor, name: file)
        guard facts.kind == .regular else {
            throw CaptionTrouble(kind: .broken, problem: "is named like captions, but is not a file")
        }
        if facts.bytes > Self.largest {
            throw CaptionTrouble(
                kind: .broken,
                problem: "has \(facts.bytes >> 20) MiB, more than captions have"
            )
        }
        return try Files.read(descriptor, name: file, atMost: Self.largest)
    }

    /// Reads captions and lays them on the video. Throws trouble where they are of no use to it.
    package func captions(in bytes: [UInt8], ending: String, language: String?) throws(CaptionTrouble) -> CaptionFit {
        let captions: Captions
        do {
            captions = try Captions(
                parsing: bytes,
                hint: Captions.Format(ending: ending),
                encoding: encoding,
                language: language
            )
        } catch {
            if case .noSuchEncoding = error { throw CaptionTrouble(kind: .setting, problem: "\(error)") }
            if error == .empty { throw CaptionTrouble(kind: .silent, problem: "\(error)") }
            // Many programs leave such files beside a video that are no captions at all.
            let isOther = ["xml", "json"].contains(ending) && !Self.hasSignOfWords(bytes)
            throw CaptionTrouble(kind: isOther ? .other : .broken, problem: "\(error)")
        }
        if let other = Self.otherUse(of: captions) { throw CaptionTrouble(kind: .other, problem: other) }
        return try CaptionFit(captions, duration: duration ?? .infinity)
    }

    private static func hasSignOfWords(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
        return ["<tt", ":tt ", "<transcript", "<timedtext", "\"segments\"", "\"transcription\""].contains {
            text.contains($0)
        }
    }

    /// What captions are for that no viewer reads; nil for those that one does. Most of their cues show it.
    private static func otherUse(of captions: Captions) -> String? {
        let texts = captions.cues.prefix(100).map { $0.text.drop(while: \.isWhitespace) }
        func most(_ holds: (Substring) -> Bool) -> Bool {
            !texts.isEmpty && 2 * texts.count(where: holds) > texts.count
        }
        if most({ $0.contains("#xywh=") }) { return "holds places in pictures, not words" }
        if most({ $0.hasPrefix("{\"") || $0.hasPrefix("{ \"") || $0.hasPrefix("[{") }) {
            return "holds data, not words"
        }
        if most(isPicture) { return "holds names of pictures, not words" }
        return nil
    }

    private static func isPicture(_ text: Substring) -> Bool {
        let text = text.lowercased()
        return !text.contains(" ") && [".jpg", ".jpeg", ".png", ".webp"].contains { text.hasSuffix($0) }
    }
}
