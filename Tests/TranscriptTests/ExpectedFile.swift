/// The expected outcome of a file parsing case.
struct ExpectedFile: Decodable {
    struct ExpectedCue: Decodable, Equatable {
        var id: String
        var startMs: Int
        var endMs: Int
        var text: String
        var vertical: String
        var align: String
        var line: NumberOrAuto
        var snapToLines: Bool
        var lineAlign: String
        var position: NumberOrAuto
        var positionAlign: String
        var size: Double
        var region: Int?
    }

    struct ExpectedRegion: Decodable, Equatable {
        var id: String
        var width: Double
        var lines: Double
        var regionAnchorX: Double
        var regionAnchorY: Double
        var viewportAnchorX: Double
        var viewportAnchorY: Double
        var scroll: String
    }

    /// A number, or nil for the word `auto`.
    struct NumberOrAuto: Decodable, Equatable {
        var number: Double?

        init(_ number: Double?) { self.number = number }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let word = try? container.decode(String.self) {  // A number is no string: it is read below.
                guard word == "auto" else {
                    throw DecodingError.dataCorruptedError(in: container, debugDescription: "neither number nor auto")
                }
                number = nil
            } else {
                number = try container.decode(Double.self)
            }
        }
    }

    var accepts: Bool
    var cues: [ExpectedCue]?
    var regions: [ExpectedRegion]?
    var stylesheets: [String]?
}
