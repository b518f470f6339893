import MuxVideo
import Settings

/// What Mux asks for, in US dollars: its list prices as known in 2025, for the first minutes of a month
/// (https://www.mux.com/docs/pricing/video). Everything that is said of them comes from here.
enum MuxPrices {
    /// When they were known.
    static let known = "2025"

    /// To make a minute of an asset.
    static func making(_ quality: Settings.MuxQuality, _ tier: MuxTier) -> Double {
        switch (quality, tier) {
        case (.basic, _): 0
        case (.plus, .p1080): 0.03125
        case (.plus, .p1440): 0.05
        case (.plus, .p2160): 0.1
        case (.premium, .p1080): 0.046875
        case (.premium, .p1440): 0.075
        case (.premium, .p2160): 0.15
        }
    }

    /// To keep a minute of an asset for a month.
    static func keeping(_ quality: Settings.MuxQuality, _ tier: MuxTier) -> Double {
        let usual =
            switch tier {
            case .p1080: 0.003
            case .p1440: 0.0048
            case .p2160: 0.0096
            }
        return quality == .premium ? 1.5 * usual : usual
    }
}
