import Manifest
import Media

extension ClipChecks.Cut {
    /// How a picture was made, rounded for a file; `rate` is its frames a second.
    init(_ way: CutWay, rate: Double) {
        switch way {
        case .exact(let reason): self.init(exact: reason)
        case .smart(let smart):
            self.init(
                copiedFrames: smart.copied,
                encodedFrames: smart.encodedBefore + smart.encodedAfter,
                seams: smart.seams.map { (Double($0) / rate).roundedToThousandth },
                parameterSets: smart.parameterSets,
                similarity: (smart.similarity * 10_000).rounded() / 10_000
            )
        }
    }
}
