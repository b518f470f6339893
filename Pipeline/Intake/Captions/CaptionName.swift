import StateFiles
package import SystemPackage
import Transcript

/// What the name of a caption file says of it, beside the name of its video: `talk.pt-BR.sdh.srt` for `talk.mp4`.
///
/// Names as Jellyfin, Plex and Kodi want them, and as yt-dlp, Zoom and mkvextract write them. A name of which a part is
/// neither a language nor a known word is no captions of that video: `talk.chapters.vtt`, `talk.part2.vtt`. Recognisers name
/// what they write after the sound that they heard, which was taken from the video: `talk.wav.srt`.
package struct CaptionName: Sendable, Equatable {
    /// What the file holds, the best first.
    package enum Kind: Int, Sendable, Comparable {
        /// All that is said, or nothing says otherwise.
        case full
        /// All that is said, and sounds (SDH, CC).
        case hearingImpaired
        /// Written or translated by a program.
        case machine
        /// Only what is said in another language, or signs: no transcript.
        case forced

        package static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
    }

    /// What the file holds.
    package private(set) var kind = Kind.full
    /// A BCP 47 tag; nil where the name has none.
    package private(set) var language: String?
    /// It is marked as what was said, not a translation.
    package private(set) var isOriginal = false
    /// It is marked as the one to take.
    package private(set) var isDefault = false
    /// It is named after a sound file of the video's name.
    package private(set) var isOfSound = false
    /// How many tags stand in the name.
    package private(set) var tags = 0
    /// The ending in lower case.
    package let ending: String
    /// How much of the caption file's name is the video's, in characters.
    package private(set) var shared = 0
    private var isHindiOrImpaired = false

    /// What a caption file's name can end in, the formats that say most first. `xml` and `json` may be anything else too, which
    /// their content tells.
    package static let endings = ["vtt", "srt", "ass", "ssa", "ttml", "dfxp", "xml", "sbv", "json3", "json", "lrc"]

    /// What the sound that a recogniser hears ends in.
    private static let sounds = ["wav", "mp3", "m4a", "aac", "flac", "ogg", "opus", "wma", "mka"]

    /// Reads the name of a caption file; nil where it is none of the video's.
    package init?(_ name: FilePath.Component, of video: FilePath.Component) {
        let keys = Set(Self.keys(of: video))
        guard
            let best = Self.readings(of: name).filter({ keys.contains($0.key) }).max(by: {
                $0.name.shared < $1.name.shared
            })
        else { return nil }
        self = best.name
    }

    /// All videos that a caption file could be of, by the keys of their names, and what its name then says.
    package static func readings(of name: FilePath.Component) -> [(key: String, name: CaptionName)] {
        let ending = name.lowercasedExtension
        guard endings.contains(ending), !name.bytes.starts(with: [UInt8(ascii: ".")]) else { return [] }
        let stem = text(Array(name.bytes.prefix(name.stemLength)))
        var readings: [(key: String, name: CaptionName)] = []
        for cut in stem.indices.dropFirst().filter({ separators.contains(stem[$0]) }).suffix(8) + [stem.endIndex] {
            guard let read = CaptionName(tags: stem[cut...], ending: ending, shared: stem[..<cut].count) else {
                continue
            }
            readings.append((key: stem[..<cut].lowercased(), name: read))
            if let video = withoutSound(stem[..<cut]) {
                var heard = read
                heard.isOfSound = true
                heard.shared = video.count
                readings.append((key: video.lowercased(), name: heard))
            }
        }
        return readings
    }

    /// `talk` of `talk.wav`; nil where that is no name of a sound file.
    private static func withoutSound(_ name: Substring) -> Substring? {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex,
            sounds.contains(name[name.index(after: dot)...].lowercased())
        else { return nil }
        return name[..<dot]
    }

    /// The names under which captions of a video are looked for: without its ending, with it (`talk.mp4.srt`), and Zoom's
    /// without view and size (`GMT20240101-100000_Recording`).
    package static func keys(of video: FilePath.Component) -> [String] {
        let stem = text(Array(video.bytes.prefix(video.stemLength))).lowercased()
        let whole = text(video.bytes).lowercased()
        var keys = whole == stem ? [stem] : [stem, whole]
        if let recording = recording(stem) { keys.append(recording) }
        return keys
    }

    /// `gmt20240101-100000_recording` of `gmt20240101-100000_recording_gallery_1920x1080`. By hand, since it is asked of every
    /// video of every look: a regular expression takes a hundred times as long.
    private static func recording(_ stem: String) -> String? {
        guard stem.utf8.last?.isDigit == true else { return nil }
        let parts = stem.split(separator: "_", omittingEmptySubsequences: false)
        let size = parts[parts.count - 1].utf8.split(separator: UInt8(ascii: "x"), omittingEmptySubsequences: false)
        guard size.count == 2, size.allSatisfy({ (3...4).contains($0.count) && $0.allSatisfy(\.isDigit) }) else {
            return nil
        }
        for part in parts.dropFirst().dropLast().reversed() {
            if part == "recording" { return String(stem[..<part.endIndex]) }
            // Words between may say which view it is.
            guard !part.isEmpty, part.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) else {
                return nil
            }
        }
        return nil
    }

    /// A name as text: composed and decomposed letters are equal in it. What is not UTF-8 is equal to itself alone.
    private static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? "\0" + String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    // MARK: - Tags

    private static let separators: Set<Character> = [".", "_", "-", " ", "(", "["]

    private init?(tags text: Substring, ending: String, shared: Int) {
        self.ending = ending
        self.shared = shared
        let parts = text.split { ".()[] ".contains($0) }
        // A language of two letters behind a mere blank is a word of a title: "talk no.srt".
        if text.hasPrefix(" "), parts.contains(where: { $0.utf8.count == 2 }),
            !text.contains(where: { "([.".contains($0) })
        {
            return nil
        }
        for part in parts where part.contains(where: { $0.isLetter || $0.isNumber }) {
            guard read(part) else { return nil }
        }
        if parts.isEmpty, !text.isEmpty { return nil }
        if isHindiOrImpaired {
            if language == nil { language = "hi" } else { impair() }
        }
    }

    private mutating func impair() { kind = max(kind, .hearingImpaired) }

    /// Takes one part between dots; false where it is not known.
    private mutating func read(_ part: Substring) -> Bool {
        let pieces = part.split { $0 == "-" || $0 == "_" }
        var index = 0
        while index < pieces.count {
            let piece = pieces[index].lowercased()
            index += 1
            if take(word: piece) { continue }
            guard let code = Self.language(piece) else { return false }
            var subtags = [code]
            while index < pieces.count, Self.isScriptOrRegion(pieces[index]) {
                subtags.append(String(pieces[index]))
                index += 1
            }
            tags += 1
            // yt-dlp adds a track's own name of eleven letters: `en-nP7-2PuUl7o`.
            let rest = pieces[index...]
            if let first = rest.first, first.startIndex > part.startIndex, part[first.startIndex...].utf8.count == 11,
                !rest.allSatisfy({ Self.isWord($0.lowercased()) })
            {
                index = pieces.count
            }
            if language == nil { language = LanguageTag.normalized(subtags.joined(separator: "-")) ?? code }
        }
        return true
    }

    /// Takes a word that says something other than a language; false where it is none.
    private mutating func take(word: String) -> Bool {
        switch word {
        case "hi": isHindiOrImpaired = true
        case "sdh", "cc", "hoh", "captioned": impair()
        case "forced", "force", "foreign", "signs", "songs": kind = .forced
        case "auto", "asr", "automatic", "generated", "autogenerated", "translated", "ai": kind = max(kind, .machine)
        case "orig", "original": isOriginal = true
        case "default": isDefault = true
        default:
            // A number says which of several, behind something that says more.
            let isNumber = tags > 0 && word.allSatisfy(\.isNumber)
            guard isNumber || Self.isWord(word) else { return false }
        }
        tags += 1
        return true
    }

    /// Words that may stand in a caption file's name and say nothing that matters here.
    private static func isWord(_ word: String) -> Bool {
        if plain.contains(word) { return true }
        guard let counted = ["v", "track", "stream"].first(where: { word.hasPrefix($0) }) else { return false }
        let number = word.utf8.dropFirst(counted.utf8.count)
        return !number.isEmpty && number.allSatisfy(\.isDigit)
    }

    private static let plain: Set<String> = [
        "full", "sub", "subs", "subtitle", "subtitles", "caption", "captions", "transcript", "transcription", "whisper",
        "final", "edited", "corrected", "fixed", "reviewed", "clean", "synced", "sync", "utf8", "und", "mul",
    ]

    /// The code for a language's code or name, in lower case.
    private static func language(_ word: String) -> String? {
        LanguageTag.heard(word) ?? names[word]
    }

    /// What languages call themselves, and what files of Chinese captions are called.
    private static let names: [String: String] = [
        "deutsch": "de", "français": "fr", "francais": "fr", "español": "es", "espanol": "es", "castellano": "es",
        "italiano": "it", "português": "pt", "portugues": "pt", "nederlands": "nl", "polski": "pl", "svenska": "sv",
        "norsk": "no", "dansk": "da", "suomi": "fi", "türkçe": "tr", "русский": "ru", "українська": "uk", "中文": "zh",
        "日本語": "ja", "한국어": "ko", "chs": "zh-Hans", "cht": "zh-Hant", "zhs": "zh-Hans", "zht": "zh-Hant",
    ]

    private static func isScriptOrRegion(_ subtag: Substring) -> Bool {
        switch subtag.utf8.count {
        case 2: subtag.allSatisfy { $0.isASCII && $0.isLetter } && !["hi", "cc", "ai"].contains(subtag.lowercased())
        case 3: subtag.allSatisfy { $0.isASCII && $0.isNumber }
        case 4: ["hans", "hant", "latn", "cyrl", "arab", "deva", "jpan", "kore"].contains(subtag.lowercased())
        default: false
        }
    }
}

extension UInt8 {
    /// An ASCII digit.
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
