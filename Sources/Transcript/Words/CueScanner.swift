/// Splits the text of a cue into words, events and marks of a new speaker. Linear in the length of the text.
struct CueScanner {
    let scalars: [Unicode.Scalar]
    /// The same as bytes where the payload is plain ASCII, of which strings are made much faster; empty elsewhere.
    private var ascii: [UInt8] = []
    /// Where voices change, and where timestamps stand, as places in `scalars`.
    private var voices: [(place: Int, name: String?)] = []
    private var stampPlaces: [Int] = []
    private(set) var stamps: [Double] = []
    var words: [RawWord] = []

    var index = 0
    var spaceBefore = true
    private var startsLine = true
    /// Whether the next word, which may be the next cue's, begins a turn, and the speaker it names.
    var beginsTurn = false
    var name: String?
    /// An opening mark with a space after it (`« Bonjour »`), which goes to the word that follows.
    private var opener = ""
    let dashLines: Int
    /// How many of `voices` stand before the words so far.
    private var voiceCount = 0

    init(_ payload: String) {
        var scalars: [Unicode.Scalar] = []
        if payload.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) {
            var open: [(depth: Int, voice: String?, isReading: Bool)] = []
            for node in CueText(parsing: payload).nodes {
                while let last = open.last, last.depth >= node.depth {
                    open.removeLast()
                    if last.voice != nil { voices.append((scalars.count, open.last?.voice)) }
                }
                switch node.content {
                case .text(let text):
                    // A reading beside the text would say it twice.
                    if open.last?.isReading != true { scalars += CueText.spoken(text) }
                case .timestamp(let time):
                    stamps.append(time)
                    stampPlaces.append(scalars.count)
                case .element(let element):
                    let isVoice = element.tag == .voice && !element.annotation.isEmpty
                    let voice = isVoice ? element.annotation : open.last?.voice
                    if isVoice { voices.append((scalars.count, voice)) }
                    let isReading = element.tag == .rubyText || open.last?.isReading == true
                    open.append((node.depth, voice, isReading))
                }
            }
        } else {
            ascii = Array(payload.utf8)
            if ascii.allSatisfy({ $0 < 0x80 }) {
                scalars = ascii.map { Unicode.Scalar($0) }
            } else {
                ascii = []
                scalars = CueText.spoken(payload)
            }
        }
        self.scalars = scalars
        dashLines = Self.dashLines(scalars)
        scan()
    }

    private mutating func scan() {
        var isLineStart = true
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.isBlank {
                // A space of no width parts words that are written without spaces, as in Khmer.
                spaceBefore = spaceBefore || scalar.value != 0x200B
                startsLine = startsLine || scalar.value == 0x0A
                isLineStart = isLineStart || scalar.value == 0x0A
                index += 1
                continue
            }
            if takeTurn(isLineStart: isLineStart) { continue }
            if takeLabel(isLineStart: isLineStart) || takeEvent(isLineStart: isLineStart) {
                isLineStart = false
                continue
            }
            isLineStart = false
            takeWord()
        }
        if !opener.isEmpty { append(opener) }
    }

    // MARK: Events

    private mutating func takeEvent(isLineStart: Bool) -> Bool {
        let scalar = scalars[index]
        if SoundNames.isNote(scalar) {
            let close = find(where: SoundNames.isNote) ?? scalars.count - 1
            append("music", at: index, kind: .event, weight: close - index + 1)
            index = close + 1
            while let next = peek(0), SoundNames.isNote(next) { index += 1 }
            words[words.count - 1].end = index
            return true
        }
        guard let closing = Self.closing(scalar), let close = find(closing, within: Self.longestEvent) else {
            return false
        }
        let inner = Self.spaced(text(index + 1, close))
        let isSquare = scalar == "[" || scalar == "【" || scalar == "［"
        let isWholeLine = isLineStart && (close + 1 == scalars.count || scalars[close + 1].value == 0x0A)
        if isSquare, !inner.isEmpty, inner.unicodeScalars.allSatisfy({ $0 == "_" || $0 == "*" || $0.isBlank }) {
            // What was bleeped out stays whole.
            let place = index
            index = close + 1
            while let next = peek(0), next.isMark, !next.isOpener, !next.isBlank { index += 1 }
            append("[\(inner)]" + text(close + 1, index), at: place, isWhole: true)
            return true
        }
        guard let label = SoundNames.label(inner, isSquare: isSquare, isWholeLine: isWholeLine) else { return false }
        append(label, at: index, kind: .event, weight: close - index + 1)
        index = close + 1
        words[words.count - 1].end = index
        return true
    }

    /// No more than this many scalars are looked at for the end of an event; six words are about forty.
    private static let longestEvent = 80

    /// What closes an event that a scalar opens.
    private static func closing(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "[": "]"
        case "(": ")"
        case "*": "*"
        case "【": "】"
        case "（": "）"
        case "［": "］"
        default: nil
        }
    }

    // MARK: Words

    private mutating func takeWord() {
        let start = index
        let isUnspaced = scalars[index].isUnspaced
        var hasBody = false
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.isBlank || (index > start && (scalar == "[" || SoundNames.isNote(scalar))) { break }
            if index > start {
                if scalar.isUnspaced != isUnspaced, !scalar.isTrailingMark, hasBody { break }
                if isUnspaced, hasBody, !scalar.isTrailingMark { break }
            }
            hasBody = hasBody || !(scalar.isOpener || scalar.isMark)
            index += 1
        }
        append(text(start, index), at: start)
    }

    /// Adds a word. Marks that stand alone go to the word before or, where they open, to the one after.
    mutating func append(
        _ text: String,
        at place: Int? = nil,
        kind: RawWord.Kind = .word,
        weight: Int? = nil,
        isWhole: Bool = false
    ) {
        let place = place ?? index
        defer {
            spaceBefore = false
            startsLine = false
        }
        if kind == .word, !isWhole, text.utf8.first.map({ !$0.isLetter }) ?? true,
            text.unicodeScalars.allSatisfy(\.isMark)
        {
            if text.unicodeScalars.allSatisfy({ $0.isOpener && !$0.isCloser }), place < scalars.count, opener.isEmpty {
                opener = text
                return
            }
            if let last = words.indices.last, words[last].kind == .word, !beginsTurn {
                words[last].text += (spaceBefore ? " " : "") + text
                words[last].end = index
                return
            }
        }
        while voiceCount < voices.count, voices[voiceCount].place <= place { voiceCount += 1 }
        let isEvent = kind == .event
        words.append(
            RawWord(
                text: opener.isEmpty || kind != .word ? text : opener + " " + text,
                kind: kind,
                spaceBefore: spaceBefore,
                beginsTurn: !isEvent && beginsTurn,
                weight: (weight ?? (ascii.isEmpty ? text.unicodeScalars.count : text.utf8.count)) + 1,
                stamps: stampPlaces.isEmpty ? 0 : stampsBefore(place),
                end: index,
                startsLine: startsLine,
                name: isEvent ? nil : name,
                voice: voiceCount == 0 ? nil : voices[voiceCount - 1].name
            )
        )
        if !isEvent {
            beginsTurn = false
            name = nil
        }
        if kind == .word { opener = "" }
    }

    /// How many timestamps stand at `place` or before: a time after a space counts for the word that follows.
    private func stampsBefore(_ place: Int) -> Int {
        var low = words.last?.stamps ?? 0
        while low < stampPlaces.count, stampPlaces[low] <= place { low += 1 }
        return low
    }

    // MARK: Looking ahead

    func text(_ start: Int, _ end: Int) -> String {
        if !ascii.isEmpty { return ascii[start..<end].text }
        return end == start + 1 ? String(scalars[start]) : String(String.UnicodeScalarView(scalars[start..<end]))
    }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    func find(_ scalar: Unicode.Scalar, within length: Int) -> Int? {
        let stop = min(scalars.count, index + 1 + length)
        return (index + 1..<stop).first { scalars[$0] == scalar }
    }

    private func find(where matches: (Unicode.Scalar) -> Bool) -> Int? {
        // Notes that touch are one sign.
        var place = index + 1
        while place < scalars.count, matches(scalars[place]) { place += 1 }
        return (place..<scalars.count).first { matches(scalars[$0]) }
    }

    static func spaced(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
