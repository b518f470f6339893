import FoundationEssentials
package import Manifest

/// What sites take, from a dated file: `platform-limits.json`. Limits change often; what exceeds one is told, not refused.
package struct PlatformLimits: Decodable, Sendable {
    /// What one site takes.
    package struct Site: Decodable, Sendable {
        /// As people call it.
        let name: String
        /// The shape that it shows best.
        package let best: String
        /// The shortest and the longest video.
        let seconds: [Double]
        /// The largest file.
        let bytes: Int
        /// The lowest and the highest rate.
        let frameRate: [Double]
        /// Pixels of the shorter side, at least.
        let shortestSide: Int
        /// Pixels of the longer side, at most.
        let longestSide: Int
        /// Whether it takes a wide picture for something else.
        let upright: Bool

        private enum CodingKeys: String, CodingKey {
            case name, best, seconds, bytes, upright
            case frameRate = "frame_rate"
            case shortestSide = "shortest_side"
            case longestSide = "longest_side"
        }
    }

    /// When it was read from the sites' own pages, `2026-11-29`.
    let dated: String
    /// By the names of the setting `platforms`.
    package let platforms: [String: Site]

    /// Those of this version. A test reads the file; without it there would be none.
    package static let known: PlatformLimits = {
        (try? JSONText.decode(PlatformLimits.self, from: Data(PackageResources.platform_limits_json)))
            ?? PlatformLimits(dated: "", platforms: [:])
    }()

    private init(dated: String, platforms: [String: Site]) {
        self.dated = dated
        self.platforms = platforms
    }
}

/// A finished file of a clip, as far as sites care.
private struct PostedFile {
    let path: String
    let format: String
    let seconds: Double
    let width: Int
    let height: Int
    let frameRate: Double
    /// Nil where it is not known.
    let bytes: Int?
}

extension PostEntry {
    /// The post with the file to post on its site, the best shape of those that were made, and what of it exceeds the site's limits.
    /// As it is where the clip is not there. `bytes` tells a file's size by its path.
    package func with(_ clip: ClipResult, bytes: (String) -> Int?) -> PostEntry {
        guard let site = PlatformLimits.known.platforms[platform], let file = clip.posted(on: site, bytes: bytes) else {
            return self
        }
        var post = self
        post.file = file.path
        post.limits = site.exceeded(by: file)
        return post
    }
}

extension ClipResult {
    fileprivate func posted(on site: PlatformLimits.Site, bytes: (String) -> Int?) -> PostedFile? {
        guard let file, let duration, let width, let height, let frameRate else { return nil }
        let shapes = renditions?.map(\.entry)
        let best = shapes?.first { $0.format == site.best && $0.file != nil }
        // Where the site's own shape was not made, what has captions on it is rather posted than what has none.
        let other = shapes?.first { $0.format == "source" && $0.file != nil }
        if let shape = best ?? other, let path = shape.file {
            return PostedFile(
                path: path,
                format: shape.format,
                seconds: duration,
                width: shape.width,
                height: shape.height,
                frameRate: frameRate,
                bytes: shape.bytes
            )
        }
        return PostedFile(
            path: file,
            format: "source",
            seconds: duration,
            width: width,
            height: height,
            frameRate: frameRate,
            bytes: bytes(file)
        )
    }
}

extension PlatformLimits.Site {
    /// What of a file is more or less than the site takes, a sentence each.
    fileprivate func exceeded(by file: PostedFile) -> [String] {
        var told: [String] = []
        func number(_ value: Double) -> String {
            let rounded = (value * 10).rounded() / 10
            return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
        }
        func range(_ value: Double, _ bounds: [Double], _ is: String, _ unit: String) {
            guard let least = bounds.first, let most = bounds.last else { return }
            if value > most + 0.05 {
                told.append("\(`is`) \(number(value)) \(unit); \(name) takes at most \(number(most)).")
            }
            if value < least - 0.05 {
                told.append("\(`is`) \(number(value)) \(unit); \(name) takes no less than \(number(least)).")
            }
        }
        range(file.seconds, seconds, "It is", "s long")
        range(file.frameRate, frameRate, "It has", "frames a second")
        let (short, long) = (min(file.width, file.height), max(file.width, file.height))
        if short < shortestSide {
            told.append("It is \(file.width)x\(file.height); \(name) takes no side of less than \(shortestSide).")
        }
        if long > longestSide {
            told.append("It is \(file.width)x\(file.height); \(name) takes no side of more than \(longestSide).")
        }
        if let size = file.bytes, size > bytes {
            told.append("It has \(size / 1_000_000) MB; \(name) takes at most \(bytes / 1_000_000).")
        }
        if upright, file.width > file.height {
            told.append("It is wide; \(name) takes only what is upright or square: ask for the format \(best).")
        }
        return told
    }
}
