/// Chooses fonts for the letters of a clip among those that are installed: the style's own where it has them, else one
/// of Debian's for their script. Never leaves the choice to the renderer, whose own may mix fonts inside a word.
struct FontChoice {
    /// The family that the style names.
    let styleFamily: String
    let fonts: FontList
    /// A BCP 47 tag.
    let language: String?

    /// A stretch of text and its font.
    struct Run: Equatable {
        var text: String
        var family: String
    }

    /// The signs that no font has, which are left out.
    private(set) var missing: Set<Character> = []
    private var chosen: [String: [Run]] = [:]
    private var preferences: [WritingSystem: [String]] = [:]

    init(styleFamily: String, fonts: FontList, language: String?) {
        self.styleFamily = styleFamily
        self.fonts = fonts
        self.language = language
    }

    /// The runs of a word that stands among text of a script. Letters keep one font through the word where one has them
    /// all; signs that this font lacks are taken from another.
    mutating func runs(
        of word: String,
        among system: WritingSystem
    ) throws(BurnedCaptionsError) -> [Run] {
        let key = system.rawValue + "|" + word
        if let runs = chosen[key] { return runs }
        let own = word.map { self.system(of: $0) }.first { $0 != .common } ?? system
        let families = families(for: own)
        let characters = Array(word)
        var runs: [Run] = []
        let letters = characters.filter { self.system(of: $0) == own }
        let main = families.first { family in
            (letters.isEmpty ? characters : letters).allSatisfy { has(family, $0) }
        }
        if let main, characters.allSatisfy({ has(main, $0) }) {
            runs = [Run(text: word, family: main)]
        } else {
            for character in characters {
                let family = try family(for: character, of: own, main: main)
                guard let family else {
                    missing.insert(character)
                    continue
                }
                if runs.last?.family == family {
                    runs[runs.count - 1].text.append(character)
                } else {
                    runs.append(Run(text: String(character), family: family))
                }
            }
        }
        chosen[key] = runs
        return runs
    }

    private mutating func family(
        for character: Character,
        of own: WritingSystem,
        main: String?
    ) throws(BurnedCaptionsError) -> String? {
        if let main, has(main, character) { return main }
        let system = system(of: character)
        let isPictograph = DrawnText.isPictograph(character)
        var families = isPictograph ? FontCandidates.pictographs : families(for: system)
        if !isPictograph, system == .common { families = self.families(for: own) + families }
        if let family = families.first(where: { has($0, character) }) { return family }
        // Any other font is better than none; those for text are named so.
        let others = fonts.families.filter { has($0, character) && !$0.contains("Mono") }
        if let family = others.first(where: { $0.contains("Sans") }) ?? others.first { return family }
        guard system != .common else { return nil }
        throw .noFont(
            letters: String(character),
            script: system.rawValue,
            package: FontCandidates(system, language: language).package
        )
    }

    private mutating func families(for system: WritingSystem) -> [String] {
        if let known = preferences[system] { return known }
        var families = [styleFamily]
        if system == .common { families += FontCandidates(.latin, language: language).families }
        families += FontCandidates(system, language: language).families
        let installed = families.filter { fonts.has($0) }
        preferences[system] = installed
        return installed
    }

    private func system(of character: Character) -> WritingSystem {
        character.unicodeScalars.lazy.map { WritingSystem($0) }.first { $0 != .common } ?? .common
    }

    /// Whether a family has all of a grapheme cluster. Marks that are joined to Latin, Greek and Cyrillic letters are
    /// composed by the shaper, and joiners have no shape.
    private func has(_ family: String, _ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy {
            $0.isJoiner || $0 == " " || (0x0300...0x036F).contains($0.value) || fonts.has(family, $0)
        }
    }
}
