/// Reads a page the strict way: every `<` begins a tag that this project writes, every element is closed in order.
///
/// It is a check on the pages, not a parser of HTML: what a lenient parser would mend is an error here.
struct MarkupReader {
    /// A start tag.
    struct Element: Equatable {
        var name: String
        var attributes: [String: String]
        var names: [String]
    }

    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    /// The elements in the order of their start tags.
    private(set) var elements: [Element] = []
    /// The text between tags, style and script left out, with its references resolved.
    private(set) var text = ""

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var open: [String] = []

    init(_ page: String) throws {
        scalars = Array(page.unicodeScalars)
        try skip("<!DOCTYPE html>\n")
        while place < scalars.count {
            if scalars[place] == "<" {
                try scalars[place + 1] == "/" ? readEnd() : readStart()
            } else {
                text += try resolved(take { $0 != "<" })
            }
        }
        guard open.isEmpty else { throw Malformed(description: "not closed: \(open)") }
    }

    /// The names of elements and attributes, which no text may change.
    var shape: [String] { elements.map { ([$0.name] + $0.names).joined(separator: " ") } }

    /// How many elements have the name.
    func count(_ name: String) -> Int { elements.count { $0.name == name } }

    /// All values of the attribute.
    func values(_ attribute: String) -> [String] { elements.compactMap { $0.attributes[attribute] } }

    private mutating func readStart() throws {
        place += 1
        let name = take { $0 != " " && $0 != ">" && $0 != "<" && $0 != "\n" }
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            throw Malformed(description: "a tag called \(name)")
        }
        var element = Element(name: name, attributes: [:], names: [])
        while scalars[place] == " " {
            place += 1
            let attribute = take { $0 != "=" && $0 != " " && $0 != ">" }
            guard !element.names.contains(attribute), attribute.allSatisfy({ $0.isLetter || "-12".contains($0) }) else {
                throw Malformed(description: "an attribute called \(attribute)")
            }
            element.names.append(attribute)
            if scalars[place] == "=" {
                try skip("=\"")
                element.attributes[attribute] = try resolved(take { $0 != "\"" })
                try skip("\"")
            }
        }
        try skip(">")
        elements.append(element)
        if name == "style" || name == "script" { try skipRawText(name) }
        if name != "meta" && name != "track" && name != "img" && name != "style" && name != "script" {
            open.append(name)
        }
    }

    private mutating func readEnd() throws {
        try skip("</")
        let name = take { $0 != ">" }
        try skip(">")
        guard open.popLast() == name else { throw Malformed(description: "</\(name)> closes nothing") }
    }

    private mutating func skipRawText(_ name: String) throws {
        while true {
            _ = take { $0 != "<" }
            guard place + 1 < scalars.count else { throw Malformed(description: "<\(name)> has no end") }
            if scalars[place + 1] == "/" { return try skip("</\(name)>") }
            place += 1
        }
    }

    private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let start = place
        while place < scalars.count, condition(scalars[place]) { place += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<place])
        return String(view)
    }

    private mutating func skip(_ literal: String) throws {
        for scalar in literal.unicodeScalars {
            guard place < scalars.count, scalars[place] == scalar else {
                throw Malformed(description: "\(literal) expected at \(place)")
            }
            place += 1
        }
    }
}

/// Replaces the references that the pages use; any other `&` is an error.
func resolved(_ text: String) throws -> String {
    let references: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
        guard scalar == "&" else {
            result.append(scalar)
            continue
        }
        guard let end = rest.firstIndex(of: ";"), let value = references[String(rest[..<end])] else {
            throw MarkupReader.Malformed(description: "an ampersand that begins no reference")
        }
        result.append(value)
        rest = rest[end...].dropFirst()
    }
    return String(result)
}
