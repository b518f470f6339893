import BurnedCaptions
import Framing
import Highlights
import Intake
import StateFiles

/// How the values of a setting are read from text, and written as text.
struct SettingType<Value: Sendable>: Sendable {
    let shape: SettingShape
    /// The text for no value; nil where there is none.
    var unset: String?
    /// The value of a text; nil where it is not one.
    let read: @Sendable (String) -> Value?
    /// The text of a value, as the keys of seals have it; nil for no value.
    let written: @Sendable (Value) -> String?
}

extension SettingType {
    /// The same, or nothing. `unset` is the text for nothing; without it only the default is.
    static func optional<Wrapped>(_ type: SettingType<Wrapped>, unset: String? = nil) -> SettingType
    where Value == Wrapped? {
        SettingType(
            shape: type.shape,
            unset: unset,
            read: { text in
                if text == unset { return .some(nil) }
                return type.read(text).map { .some($0) }
            },
            written: { $0.flatMap(type.written) }
        )
    }
}

extension SettingType where Value: RawRepresentable<String> & CaseIterable {
    static var word: SettingType {
        SettingType(
            shape: .words(Value.allCases.map(\.rawValue)),
            read: { Value(rawValue: $0) },
            written: { $0.rawValue }
        )
    }
}

extension SettingType<Int> {
    /// YAML has 3.0 for 3 too.
    static func integer(_ range: ClosedRange<Int>) -> SettingType {
        SettingType(
            shape: .integer(range),
            read: { text in
                let value = Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
                return value.flatMap { range.contains($0) ? $0 : nil }
            },
            written: { "\($0)" }
        )
    }
}

extension SettingType<Double> {
    static func number(_ range: ClosedRange<Int>) -> SettingType {
        let bounds = Double(range.lowerBound)...Double(range.upperBound)
        return SettingType(
            shape: .number(range),
            read: { text in Double(text).flatMap { bounds.contains($0) ? $0 : nil } },
            written: { "\($0)" }
        )
    }
}

extension SettingType<Bool> {
    static var boolean: SettingType {
        SettingType(shape: .boolean, read: { TruthWords.values[$0] }, written: { "\($0)" })
    }
}

/// The words for yes and no, in the three spellings that YAML has.
package enum TruthWords {
    package static let values: [String: Bool] = {
        var values: [String: Bool] = [:]
        for (words, value) in [(["true", "yes", "on", "1"], true), (["false", "no", "off", "0"], false)] {
            for word in words {
                for spelling in [word, word.prefix(1).uppercased() + word.dropFirst(), word.uppercased()] {
                    values[spelling] = value
                }
            }
        }
        return values
    }()
}

extension SettingType<String> {
    static func line(_ longest: Int) -> SettingType {
        SettingType(
            shape: .line(atMost: longest),
            read: { text in
                let isLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
                return isLine && !text.isEmpty && text.count <= longest ? text : nil
            },
            written: { $0 }
        )
    }

    /// A BCP 47 tag, as far as its form goes.
    static var language: SettingType {
        SettingType(
            shape: .language,
            read: { text in
                let parts = text.split(separator: "-", omittingEmptySubsequences: false)
                let wellFormed = parts.allSatisfy { part in
                    (1...8).contains(part.utf8.count) && part.utf8.allSatisfy { $0.isLetterOrDigit }
                }
                guard wellFormed, let first = parts.first, (2...3).contains(first.utf8.count) else { return nil }
                return first.utf8.allSatisfy { $0.isLetter } ? text : nil
            },
            written: { $0 }
        )
    }

    static var fileName: SettingType {
        SettingType(
            shape: .fileName,
            read: { text in
                let isName = !text.contains("/") && !text.contains("\0") && text.utf8.count <= 255
                return isName && text != "." && text != ".." ? text : nil
            },
            written: { $0 }
        )
    }

    static var file: SettingType { SettingType(shape: .file, read: { $0 }, written: { $0 }) }

    static var folder: SettingType { SettingType(shape: .folder, read: { $0 }, written: { $0 }) }
}

extension SettingType<[Platform]> {
    /// Names with commas between them, or `none`.
    static var platforms: SettingType {
        SettingType(
            shape: .someOf(Platform.allCases.map(\.rawValue)),
            read: { text in
                if text == "none" { return [] }
                var platforms: [Platform] = []
                for name in text.split(separator: ",", omittingEmptySubsequences: false) {
                    guard let platform = Platform(rawValue: String(name.trimmed)) else { return nil }
                    if !platforms.contains(platform) { platforms.append(platform) }
                }
                return platforms
            },
            written: { $0.map(\.rawValue).joined(separator: " ") }
        )
    }
}

extension SettingType<[Settings.Format]> {
    /// Names with commas between them; `none` is the source's alone.
    static var formats: SettingType {
        SettingType(
            shape: .someOf(Settings.Format.allCases.map(\.rawValue)),
            read: { text in
                if text == "none" { return [.source] }
                var formats: [Settings.Format] = []
                for name in text.split(separator: ",", omittingEmptySubsequences: false) {
                    guard let format = Settings.Format(rawValue: String(name.trimmed)) else { return nil }
                    if !formats.contains(format) { formats.append(format) }
                }
                return formats
            },
            written: { $0.map(\.rawValue).joined(separator: " ") }
        )
    }
}

extension SettingType<FramingWish> {
    /// A number from 0 to 1.
    private static var fraction: String { "(0+(\\.[0-9]*)?|\\.[0-9]+|0*1(\\.0*)?)" }

    static var framing: SettingType {
        SettingType(
            shape: .wordOr(
                ["auto", "follow", "centre", "fit"],
                "X,Y in fractions of the picture such as 0.3,0.5",
                pattern: " *\(fraction), *\(fraction)"
            ),
            read: { FramingWish($0) },
            written: { $0.description }
        )
    }
}

extension SettingType<String> {
    /// The name of a style of captions, or a file's.
    static var captionStyle: SettingType {
        SettingType(
            shape: .wordOrFile(CaptionStyle.names, ending: ".ass"),
            read: { CaptionStyle.names.contains($0) || $0.lowercased().hasSuffix(".ass") ? $0 : nil },
            written: { $0 }
        )
    }
}

extension SettingType<[NamePattern]> {
    /// Patterns of names with commas between them, or `none`.
    static var patterns: SettingType {
        SettingType(
            shape: .patterns,
            read: { text in
                if text == "none" { return [] }
                var patterns: [NamePattern] = []
                for name in text.split(separator: ",", omittingEmptySubsequences: false) {
                    let pattern = String(name.trimmed)
                    guard !pattern.isEmpty, !pattern.contains("/"), pattern.utf8.count <= 255 else { return nil }
                    patterns.append(NamePattern(text: pattern))
                }
                return patterns
            },
            written: { $0.map(\.text).joined(separator: ",") }
        )
    }
}

extension SettingType<[String]> {
    /// Names and terms with commas between them, or `none`.
    static var names: SettingType {
        SettingType(
            shape: .names,
            read: { text in
                if text == "none" { return [] }
                var names: [String] = []
                for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                    let name = String(part.trimmed)
                    let isLine = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
                    // Brackets and bars are marks of the recogniser's own.
                    let isName = !name.isEmpty && !name.contains { "<>|{}[]".contains($0) }
                    guard isLine, isName, name.count <= 100 else { return nil }
                    if !names.contains(name) { names.append(name) }
                }
                return names.count <= 200 ? names : nil
            },
            written: { $0.isEmpty ? nil : $0.joined(separator: ",") }
        )
    }
}

extension UInt8 {
    /// An ASCII letter.
    var isLetter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: false
        }
    }

    /// An ASCII letter or digit.
    package var isLetterOrDigit: Bool { isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
