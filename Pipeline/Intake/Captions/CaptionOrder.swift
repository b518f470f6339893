package import SystemPackage

/// The caption files beside a video in the order in which they are tried: those in the language asked for, then those in the
/// language of the sound, then the rest; among them all that is said before parts of it. Those named after the video's sound come
/// behind all of its own name, whatever their language.
package struct CaptionOrder {
    /// A caption file, and why it has its place.
    package struct Entry {
        package let file: FilePath
        package let name: CaptionName
        /// For people.
        package let reason: String
    }

    /// Those that hold all that is said.
    package let full: [Entry]
    /// Those that hold parts of it.
    package let forced: [Entry]

    /// `asked` and `spoken` are language tags: what the user wants, and what the sound track says it is in. The files are in
    /// the order of `CaptionFiles`, which decides where no language does.
    package init(_ files: [FilePath], of video: FilePath, asked: String?, spoken: String?) {
        let own = video.lastComponent
        let named: [(file: FilePath, name: CaptionName)] = files.compactMap { file in
            guard let last = file.lastComponent, let own, let name = CaptionName(last, of: own) else { return nil }
            return (file, name)
        }
        func place(_ name: CaptionName) -> [Int] {
            [
                name.isOfSound ? 1 : 0, Self.distance(name.language, asked),
                asked == nil ? Self.distance(name.language, spoken) : 0,
                name.kind.rawValue, name.isOriginal ? 0 : 1, name.isDefault ? 0 : 1,
            ]
        }
        func sorted(_ isForced: Bool) -> [Entry] {
            let chosen = named.enumerated().filter { ($0.element.name.kind == .forced) == isForced }.sorted {
                one,
                other in
                let (first, second) = (place(one.element.name), place(other.element.name))
                return first == second ? one.offset < other.offset : first.lexicographicallyPrecedes(second)
            }
            return chosen.map { entry in
                let name = entry.element.name
                let reason = Self.reason(name, of: chosen.count, asked, spoken)
                return Entry(file: entry.element.file, name: name, reason: reason)
            }
        }
        full = sorted(false)
        forced = sorted(true)
    }

    /// How far a language is from the one that is wanted: 0 the same, 1 of another region, 2 not known, 3 another.
    package static func distance(_ language: String?, _ wanted: String?) -> Int {
        guard let wanted else { return 0 }
        guard let language else { return 2 }
        if language.lowercased() == wanted.lowercased() { return 0 }
        return language.primaryLanguage == wanted.primaryLanguage ? 1 : 3
    }

    private static func reason(_ name: CaptionName, of count: Int, _ asked: String?, _ spoken: String?) -> String {
        if let reason = reason(language: name.language, asked, spoken) { return reason }
        return count == 1 ? "the only captions beside it" : "the first of \(count) beside it"
    }

    /// What a language says for a choice, in words; nil where it says nothing.
    package static func reason(language: String?, _ asked: String?, _ spoken: String?) -> String? {
        if let asked {
            return distance(language, asked) <= 1 ? "in the language asked for (\(asked))" : nil
        }
        if let spoken, distance(language, spoken) <= 1 { return "in the language of the sound (\(spoken))" }
        return nil
    }
}
