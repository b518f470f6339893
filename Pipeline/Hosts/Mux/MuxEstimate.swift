import Manifest
import MuxVideo
import Roles
import Settings

/// What a video would be at Mux, and what that costs there. Its clips cost the same by the minute.
struct MuxEstimate: HostEstimate, Equatable {
    /// The most lines of its asset, `1080p` and up.
    let resolution: String
    /// Minutes of video.
    let minutes: Double
    /// US dollars to make it; nil where the quality is the account's own, which is not known here.
    @OrNull var makingUSD: Double?
    /// US dollars to keep it for a month; nil as above.
    @OrNull var keepingUSD: Double?
    /// Whether it will have fewer lines than the video.
    let isSmaller: Bool
    private var prices = ""

    private enum CodingKeys: String, CodingKey {
        case minutes
        case resolution = "max_resolution_tier"
        case makingUSD = "making_usd"
        case keepingUSD = "keeping_usd_a_month"
        case isSmaller = "is_smaller"
    }

    init(seconds: Double, width: Int, height: Int, _ settings: Settings) {
        let tier = settings.muxTier(of: width, height)
        let minutes = seconds / 60
        resolution = tier.rawValue
        self.minutes = minutes.rounded(to: 100)
        isSmaller = !tier.keeps(width, height)
        makingUSD = settings.muxQuality.map { (minutes * MuxPrices.making($0, tier)).rounded(to: 10_000) }
        keepingUSD = settings.muxQuality.map { (minutes * MuxPrices.keeping($0, tier)).rounded(to: 10_000) }
        let qualities = settings.muxQuality.map { [$0] } ?? [.basic, .plus]
        prices = qualities.map { quality in
            let making = (minutes * MuxPrices.making(quality, tier)).dollars
            let keeping = (minutes * MuxPrices.keeping(quality, tier)).dollars
            return "\(quality.rawValue): \(making) to make, \(keeping) a month to keep"
        }.joined(separator: "; ")
    }

    /// The size, the length and the price, in a line.
    var description: String {
        let size = isSmaller ? "\(resolution), smaller than the video" : resolution
        return "at Mux \(size), \(minutes) min; \(prices), at list prices of \(MuxPrices.known)"
    }
}

extension Double {
    /// Rounded to a part of one.
    fileprivate func rounded(to part: Double) -> Double { (self * part).rounded() / part }
}
