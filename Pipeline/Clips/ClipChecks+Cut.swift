import Manifest
import Media

extension ClipChecks.Cut {
    /// How the picture of a clip was made, rounded for a file; nil where a host made it.
    init?(_ report: ClipReport) {
        guard let way = report.cut else { return nil }
        self.init(way, rate: report.frameRate)
        startMoved = report.startMoved?.roundedToThousandth
        encoder = report.encoder?.name
        encoderReason = report.encoder?.reason
    }

    private init(_ way: CutWay, rate: Double) {
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
