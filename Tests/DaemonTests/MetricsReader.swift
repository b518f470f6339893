/// Reads the text exposition format, as strictly as it is specified.
struct MetricsReader {
    struct Series: Hashable {
        let name: String
        let labels: [String: String]
    }

    struct Malformed: Error {
        let line: String
    }

    private(set) var helps: [String: String] = [:]
    private(set) var values: [Series: Double] = [:]

    static func read(_ text: String) throws -> MetricsReader {
        var reader = MetricsReader()
        // Only a line feed ends a line: a carriage return before it must not be taken for a part of it.
        let lines = Array(text.unicodeScalars).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.last?.isEmpty == true else { throw Malformed(line: text) }
        for line in lines.dropLast() { try reader.read(line: line) }
        return reader
    }

    private mutating func read(line: ArraySlice<Unicode.Scalar>) throws {
        let whole = Self.text(line)
        var rest = line
        if rest.starts(with: "# HELP ".unicodeScalars) {
            rest = rest.dropFirst(7)
            let name = Self.text(rest.prefix { $0 != " " })
            var help = rest.drop { $0 != " " }.dropFirst()
            guard helps[name] == nil else { throw Malformed(line: whole) }
            helps[name] = try Self.unescape(&help, until: nil)
            return
        }
        if rest.starts(with: "# TYPE ".unicodeScalars) {
            let kinds = ["counter", "gauge", "histogram"]
            guard kinds.contains(where: { whole.hasSuffix(" \($0)") }) else { throw Malformed(line: whole) }
            return
        }
        let name = Self.text(rest.prefix { $0 != "{" && $0 != " " })
        rest = rest.drop { $0 != "{" && $0 != " " }
        var labels: [String: String] = [:]
        if rest.first == "{" {
            repeat {
                rest = rest.dropFirst()
                let label = Self.text(rest.prefix { $0 != "=" })
                rest = rest.drop { $0 != "=" }.dropFirst(2)
                guard labels[label] == nil else { throw Malformed(line: whole) }
                labels[label] = try Self.unescape(&rest, until: "\"")
            } while rest.first == ","
            guard rest.first == "}" else { throw Malformed(line: whole) }
            rest = rest.dropFirst()
        }
        guard rest.first == " ", let value = Double(Self.text(rest.dropFirst())) else { throw Malformed(line: whole) }
        guard values.updateValue(value, forKey: Series(name: name, labels: labels)) == nil else {
            throw Malformed(line: whole)
        }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// Reads to the end, or over an end mark.
    private static func unescape(
        _ rest: inout ArraySlice<Unicode.Scalar>,
        until end: Unicode.Scalar?
    ) throws -> String {
        var result = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == end { return String(result) }
            guard scalar == "\\" else {
                result.append(scalar)
                continue
            }
            switch rest.popFirst() {
            case "\\": result.append("\\")
            case "n": result.append("\n")
            case "\"" where end != nil: result.append("\"")
            default: throw Malformed(line: "an unknown escape")
            }
        }
        guard end == nil else { throw Malformed(line: "no closing quote") }
        return String(result)
    }
}
