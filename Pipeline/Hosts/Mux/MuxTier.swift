import Intake
import Manifest
import MuxVideo
import Roles
import Settings

/// The most lines of an asset, by which Mux makes and prices it.
typealias MuxTier = AssetSettings.MaxResolution

extension AssetSettings.MaxResolution {
    /// Under which it stands in a record, where it is more than 1080p.
    static let recorded = "max_resolution_tier"

    /// The lowest that keeps all of a picture, whichever side is the longer; the highest where none does.
    init(keeping width: Int, _ height: Int) {
        self = Self.allCases.first { $0.keeps(width, height) } ?? .p2160
    }

    /// Whether a picture of that size comes back as large as it is.
    ///
    /// Mux speaks of lines and prices by pixels (2,073,600 and 4,194,304); a wide picture may be over one limit alone.
    func keeps(_ width: Int, _ height: Int) -> Bool {
        let limit: (lines: Int, pixels: Int) =
            switch self {
            case .p1080: (1080, 2_073_600)
            case .p1440: (1440, 4_194_304)
            case .p2160: (2160, 8_847_360)
            }
        return min(width, height) <= limit.lines && width * height <= limit.pixels
    }

    /// What is sent; nil for what Mux does unasked.
    var asked: Self? { self == .p1080 ? nil : self }
}

extension Settings {
    /// What a picture is asked for at Mux: as many lines as it has, or as the setting allows.
    func muxTier(of width: Int, _ height: Int) -> MuxTier {
        let needed = MuxTier(keeping: width, height)
        guard let most = MuxTier(rawValue: muxMaxResolution.rawValue) else { return needed }
        let all = MuxTier.allCases
        return (all.firstIndex(of: most) ?? 0) < (all.firstIndex(of: needed) ?? 0) ? most : needed
    }

    /// What decides, beside its content, what an asset at Mux is: with another it is another one.
    func muxVariant(_ tier: MuxTier) -> String {
        tier.asked.map { "\(muxVariant) \($0.rawValue)" } ?? muxVariant
    }
}

extension VideoState {
    /// The most lines of the video's asset, and so of its clips: what was uploaded decides, not what would be now.
    var muxTier: MuxTier {
        records[.upload]?.remoteIds[MuxTier.recorded].flatMap { MuxTier(rawValue: $0) } ?? .p1080
    }

    /// The variant of the video's asset and its clips.
    var muxVariant: String { settings.muxVariant(muxTier) }
}
