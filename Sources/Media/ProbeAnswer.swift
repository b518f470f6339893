/// The JSON that `ffprobe -show_format -show_streams` prints, as far as it is of use here.
struct ProbeAnswer: Decodable {
    var format: Format?
    var streams: [Stream]?

    struct Format: Decodable {
        var formatName: String?
        var duration: String?
        var startTime: String?
        var tags: [String: String]?
    }

    struct Stream: Decodable {
        var index: Int
        var codecName: String?
        var codecType: String?
        var codecTagString: String?
        var profile: String?
        var width: Int?
        var height: Int?
        var sampleAspectRatio: String?
        var pixFmt: String?
        var fieldOrder: String?
        var closedCaptions: Int?
        var colorTransfer: String?
        var colorPrimaries: String?
        var colorSpace: String?
        var colorRange: String?
        var rFrameRate: String?
        var avgFrameRate: String?
        var timeBase: String?
        var duration: String?
        var startTime: String?
        var channels: Int?
        var sampleRate: String?
        var disposition: [String: Int]?
        var tags: [String: String]?
        var sideDataList: [SideData]?

        /// A tag whatever its case: Matroska writes `TITLE`, MP4 `title`.
        func tag(_ name: String) -> String? {
            tags?.first { $0.key.lowercased() == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
        }

        /// Whether the container marks the stream so.
        func `is`(_ name: String) -> Bool { (disposition?[name] ?? 0) != 0 }
    }

    struct SideData: Decodable {
        var rotation: Double?
    }
}
