import EmulatorKit
import SystemPackage

/// A picture of a video that a viewer asks for.
struct Picture {
    let ext: String
    private let isAnimated: Bool
    private let time: Double?
    private let start: Double
    private let span: Double
    private let rate: Double
    private let filters: [String]

    /// What a token must be meant for.
    var audience: String { isAnimated ? "g" : "t" }

    /// Reads the name and the query; nil for what the service does not make.
    init?(name: String, ext: String, _ request: Request) throws {
        switch (name, ext) {
        case ("thumbnail", "jpg"), ("thumbnail", "png"), ("thumbnail", "webp"): isAnimated = false
        case ("animated", "gif"), ("animated", "webp"): isAnimated = true
        default: return nil
        }
        self.ext = ext
        time = try request.number("time")
        start = try request.number("start") ?? 0
        span = min(10, max(0.25, (try request.number("end") ?? start + 5) - start))
        rate = min(30, max(1, try request.number("fps") ?? 15))
        var filters: [String] = []
        if request.query["flip_v"] == "true" { filters.append("vflip") }
        if request.query["flip_h"] == "true" { filters.append("hflip") }
        switch request.query["rotate"] {
        case nil, "0": break
        case "90": filters.append("transpose=1")
        case "180": filters.append("transpose=1,transpose=1")
        case "270": filters.append("transpose=2")
        default: throw StreamError.invalid("rotate must be 90, 180 or 270")
        }
        let (width, height) = (try request.number("width"), try request.number("height"))
        for side in [width, height].compactMap({ $0 }) where side < 1 || side > 4096 || side != side.rounded() {
            throw StreamError.invalid("width and height must be whole numbers from 1 to 4096")
        }
        let wide = isAnimated ? min(640, width ?? (height == nil ? 320 : 0)) : width ?? 0
        filters += Self.scaling(Int(wide), Int(height ?? 0), request.query["fit_mode"] ?? "preserve")
        self.filters = filters
    }

    private static func scaling(_ width: Int, _ height: Int, _ mode: String) -> [String] {
        guard width > 0 || height > 0 else { return [] }
        guard width > 0, height > 0 else { return ["scale=\(width > 0 ? width : -1):\(height > 0 ? height : -1)"] }
        switch mode {
        case "stretch": return ["scale=\(width):\(height)"]
        case "crop", "smartcrop":
            return ["scale=\(width):\(height):force_original_aspect_ratio=increase", "crop=\(width):\(height)"]
        case "pad":
            return [
                "scale=\(width):\(height):force_original_aspect_ratio=decrease",
                "pad=\(width):\(height):(ow-iw)/2:(oh-ih)/2",
            ]
        default: return ["scale=\(width):\(height):force_original_aspect_ratio=decrease"]
        }
    }

    /// What makes the picture. Without a time it is of the middle.
    func arguments(_ file: FilePath, video: MediaInfo.Video, duration: Double, into target: FilePath) -> [String] {
        let moment = isAnimated ? start : time ?? duration / 2
        var arguments = ["-ss", "\(moment)"] + (isAnimated ? ["-t", "\(span)"] : []) + ["-i", file.string, "-an"]
        let all = (isAnimated ? ["fps=\(rate)"] : []) + filters
        if !all.isEmpty { arguments += ["-vf", all.joined(separator: ",")] }
        if !isAnimated { arguments += ["-frames:v", "1"] }
        return arguments + (isAnimated ? ["-loop", "0"] : ext == "jpg" ? ["-q:v", "3"] : []) + [target.string]
    }
}
