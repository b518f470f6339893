/// Finds the JSON objects in what a model wrote: it may stand in a code fence, between sentences or after its thoughts.
///
/// Nothing is mended or evaluated; what is found is a part of the text as it is.
enum ObjectFinder {
    /// More are not looked at: an answer is one object.
    private static let most = 16

    /// Parts of the text that are braces with all their fellows, each outermost, in their order.
    static func candidates(in text: String) -> [ArraySlice<UInt8>] {
        let bytes = Array(afterThoughts(text).utf8)
        var found: [ArraySlice<UInt8>] = []
        var tries = 0
        var place = 0
        while tries < most, let start = bytes[place...].firstIndex(of: UInt8(ascii: "{")) {
            tries += 1
            if let end = end(of: start, in: bytes) {
                found.append(bytes[start..<end])
                place = end
            } else {
                place = start + 1
            }
        }
        return found
    }

    /// What may hold the answer.
    static func answer(in text: String) -> [UInt8] { Array(afterThoughts(text).utf8) }

    /// Whether it tells what the model thought.
    static func hasThoughts(_ text: String) -> Bool { text.drop { $0.isWhitespace }.hasPrefix("<think>") }

    /// What local reasoning models think stands before the answer, and may have braces of its own.
    private static func afterThoughts(_ text: String) -> Substring {
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        guard start.hasPrefix("<think>"), let end = start.firstRange(of: "</think>") else { return text[...] }
        return start[end.upperBound...]
    }

    /// Behind the brace that closes the one at `start`.
    private static func end(of start: Int, in bytes: [UInt8]) -> Int? {
        var depth = 0
        var isString = false
        var place = start
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\\") where isString: place += 1
            case UInt8(ascii: "\""): isString.toggle()
            case UInt8(ascii: "{") where !isString: depth += 1
            case UInt8(ascii: "}") where !isString:
                depth -= 1
                if depth == 0 { return place + 1 }
            default: break
            }
            place += 1
        }
        return nil
    }
}
