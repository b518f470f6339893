import StateFiles
import Synchronization
package import SystemPackage

/// Remembers which caption files of one video hold its words, by their content: the files are asked about before, during and
/// after the work.
package final class CaptionTrials: Sendable {
    private struct Key: Hashable {
        let digest: String
        let ending: String
        let language: String?
        let duration: Double?
    }

    private let known = Mutex<[Key: CaptionTrouble?]>([:])

    package init() {}

    /// The digest of a file that holds words of the video. Throws a `CaptionTrouble` where it holds none.
    package func digest(of file: FilePath, language: String?, _ trial: CaptionTrial) throws -> String {
        let bytes = try trial.bytes(of: file)
        let digest = Digest.of(bytes)
        let ending = file.lastComponent?.lowercasedExtension ?? ""
        let key = Key(digest: digest, ending: ending, language: language, duration: trial.duration)
        let trouble: CaptionTrouble?
        if let seen = known.withLock({ $0[key] }) {
            trouble = seen
        } else {
            trouble = Self.trouble(bytes, ending, language, trial)
            known.withLock { $0[key] = .some(trouble) }
        }
        if let trouble { throw trouble }
        return digest
    }

    private static func trouble(
        _ bytes: [UInt8],
        _ ending: String,
        _ language: String?,
        _ trial: CaptionTrial
    ) -> CaptionTrouble? {
        do throws(CaptionTrouble) {
            _ = try trial.captions(in: bytes, ending: ending, language: language)
            return nil
        } catch {
            return error
        }
    }
}
