import Intake
import Media
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage

/// Makes the keys of seals: digests of all that a result depends on and that is not a file of the outbox.
///
/// Most videos of a run have the same settings, which are then digested once.
struct SealKeys: Sendable {
    private let services: Services
    private var last: (settings: Settings, begun: Begun)?

    init(_ services: Services) {
        self.services = services
    }

    /// What the keys of all videos with the same settings begin with.
    struct Begun: Sendable {
        fileprivate let fingerprint: Fingerprint
        fileprivate let captionFile: String?

        /// The key of a video as it stands now.
        func key(_ found: FoundVideo) -> String {
            var fingerprint = fingerprint
            for captions in found.captions {
                fingerprint.add("captions", captions.recorded)
                // Captions that are gone again have no signature, which is a change too.
                fingerprint.add("signature", found.inbox.signature(of: captions))
            }
            if let captionFile {
                // One that is not there has no signature.
                let named = found.path.removingLastComponent().appending(captionFile)
                fingerprint.add("caption_file", found.inbox.signature(of: named) ?? "none")
            }
            return fingerprint.digest()
        }
    }

    /// Begins the keys of videos with these settings.
    mutating func begun(_ settings: Settings) -> Begun {
        if let last, last.settings == settings { return last.begun }
        var fingerprint = Fingerprint(Version.current, version: 1)
        settings.add(to: &fingerprint)
        services.analyst(settings).identifySeal(settings, in: &fingerprint)
        // A model that is named and missing is reported when the video is looked at, which it then is.
        let installed = (try? services.recogniser(settings))?.installed ?? []
        fingerprint.add("recogniser", installed.first?.shown)
        fingerprint.add("model", installed.dropFirst().first?.shown)
        // What files of the operator's hold counts, not only where they are. One that is not there is reported when the video is looked
        // at.
        for file in RenditionWishes(settings).files {
            fingerprint.add("file", (try? FileFacts.ifPresent(file))?.signature ?? "none")
        }
        let begun = Begun(fingerprint: fingerprint, captionFile: settings.captionFile)
        last = (settings, begun)
        return begun
    }
}
