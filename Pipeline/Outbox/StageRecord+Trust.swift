package import Manifest

// A record stands in a folder that others may write to.
extension StageRecord {
    /// The most that anything is counted to.
    private static let credible = 0...1_000_000_000_000

    /// Every file that it names, below the video's folder.
    package var paths: [String] {
        var paths = outputs.map(\.path)
        switch result {
        case .transcript(let transcript): paths += [transcript.info.path].compactMap { $0 }
        case .clips(let clips):
            for clip in clips {
                paths += [clip.file, clip.thumbnail, clip.captions?.vtt, clip.captions?.srt].compactMap { $0 }
            }
        case .captions(let captions): paths += captions.map(\.file)
        case .source, .asset, .analysis, nil: break
        }
        return paths
    }

    /// Whether its counts are such that they can be added up.
    package var countsAreCredible: Bool {
        let counts =
            [attempt, failedTries ?? 0, cost.tokensIn, cost.tokensOut, cost.tokensCached, cost.requests]
            + outputs.map(\.bytes)
        return counts.allSatisfy(Self.credible.contains)
    }
}
