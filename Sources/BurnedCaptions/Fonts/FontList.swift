/// The fonts of a system, and the letters each has.
public struct FontList: Sendable, Equatable {
    /// The program to run and its arguments; ``init(listing:)`` reads what it prints.
    public static let command = ["fc-list", "--format", "%{family}|%{slant}|%{charset}\\n"]

    /// The letters of a family's upright fonts, by its name in small letters.
    private var ranges: [String: [ClosedRange<UInt32>]] = [:]
    /// The names as they are written, in order of the alphabet.
    public private(set) var families: [String] = []

    /// Reads what ``command`` prints: a line a font, its names parted by commas. Lines that are none are passed over.
    public init(listing: String) {
        var names: [String: String] = [:]
        for line in listing.split(separator: "\n") {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1] == "0" || parts[1].isEmpty else { continue }
            let letters = Self.ranges(parts[2])
            guard !letters.isEmpty else { continue }
            for name in parts[0].split(separator: ",") {
                let key = name.lowercased()
                names[key] = String(name)
                // Weights of one family seldom differ; where they do, the one with fewer letters is the rare one.
                if letters.count > ranges[key]?.count ?? 0 { ranges[key] = letters }
            }
        }
        families = names.values.sorted()
    }

    /// Reads hexadecimal numbers and ranges of them, parted by blanks: `20-7e a0`. By bytes, as a listing is half a
    /// megabyte.
    private static func ranges(_ text: Substring) -> [ClosedRange<UInt32>] {
        var ranges: [ClosedRange<UInt32>] = []
        var low: UInt32?
        var value: UInt32?
        func finish() {
            if let value, low ?? value <= value { ranges.append((low ?? value)...value) }
            (low, value) = (nil, nil)
        }
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: value = (value ?? 0) << 4 | UInt32(byte - 0x30)
            case 0x61...0x66: value = (value ?? 0) << 4 | UInt32(byte - 0x57)
            case 0x2D: (low, value) = (value, nil)
            case 0x20: finish()
            default: return []
            }
        }
        finish()
        return ranges
    }

    /// Whether a family is installed.
    public func has(_ family: String) -> Bool { ranges[family.lowercased()] != nil }

    /// Whether a family is installed and has a letter.
    func has(_ family: String, _ scalar: Unicode.Scalar) -> Bool {
        guard let ranges = ranges[family.lowercased()] else { return false }
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(scalar.value)
    }
}
