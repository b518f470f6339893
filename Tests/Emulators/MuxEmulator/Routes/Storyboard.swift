import EmulatorKit
import SystemPackage

/// One picture with many small ones of a video in it, for a player's scrubber; or the list of where each of them is.
struct Storyboard {
    let ext: String
    /// Seconds of the video.
    private let start: Double
    private let end: Double
    private let width: Int
    private let height: Int
    /// Of the picture that a list names.
    private let format: String

    /// Reads what is asked for; nil for what the service does not make.
    init?(ext: String, _ request: Request, video: MediaInfo.Video, duration: Double) throws {
        guard ["jpg", "png", "webp", "vtt", "json"].contains(ext) else { return nil }
        self.ext = ext
        format = request.query["format"] == "webp" ? "webp" : "jpg"
        start = max(0, try request.number("asset_start_time") ?? 0)
        end = min(duration, try request.number("asset_end_time") ?? duration)
        guard start < end else { throw StreamError.invalid("asset_start_time must be before asset_end_time") }
        let longer = 256.0
        let scale = longer / Double(max(video.width, video.height))
        width = max(2, Int(Double(video.width) * scale) & ~1)
        height = max(2, Int(Double(video.height) * scale) & ~1)
    }

    private static var columns: Int { 5 }
    /// Of videos under a quarter of an hour there are fewer.
    private var count: Int { end - start < 900 ? 50 : 100 }
    private var step: Double { (end - start) / Double(count) }

    /// Whether it is a list, and no picture.
    var isList: Bool { ext == "vtt" || ext == "json" }

    /// What makes the picture.
    func arguments(_ file: FilePath, into target: FilePath) -> [String] {
        let tiles = "fps=\(1 / step):start_time=0:round=up,scale=\(width):\(height),tpad=stop_mode=clone:stop=\(count)"
        return [
            "-ss", "\(start)", "-t", "\(end - start)", "-i", file.string, "-an", "-vf",
            tiles + ",tile=\(Self.columns)x\(count / Self.columns)", "-frames:v", "1", target.string,
        ]
    }

    /// The list; `picture` is the address of the picture without its ending.
    func list(picture: String, query: String) throws -> Response {
        let url = "\(picture).\(format)\(query)"
        let tiles = (0..<count).map { number in
            (
                from: Double(number) * step, to: Double(number + 1) * step, x: number % Self.columns * width,
                y: number / Self.columns * height
            )
        }
        if ext == "json" {
            return try .json([
                "url": .string(url), "tile_width": .int(width), "tile_height": .int(height),
                "duration": .number(end - start),
                "tiles": .array(tiles.map { ["start": .number($0.from), "x": .int($0.x), "y": .int($0.y)] }),
            ])
        }
        let cues = tiles.map { tile in
            "\(Captions.time(tile.from)) --> \(Captions.time(tile.to))\n"
                + "\(url)#xywh=\(tile.x),\(tile.y),\(width),\(height)\n"
        }
        return .text("WEBVTT\n\n" + cues.joined(separator: "\n"), type: "text/vtt; charset=utf-8")
    }
}
