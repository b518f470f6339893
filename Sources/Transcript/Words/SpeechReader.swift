/// Turns cues into words and events with times, in order of time.
struct SpeechReader {
    private(set) var tokens: [SpeechToken] = []
    private(set) var events: [SoundEvent] = []
    private var speaker: String?
    private var turn = 0
    /// Whether an event came after the last word of an earlier cue.
    private var pendingEvent = false

    /// Reads all cues. Linear but for sorting those that are out of order.
    init(_ cues: [Cue]) {
        var raw = Self.rawCues(cues)
        RollingCaptions.markRepeats(&raw)
        let names = SpeakerLabels.names(raw)
        for (index, cue) in raw.enumerated() {
            let next = index + 1 < raw.count ? raw[index + 1].start : cue.end
            add(cue, until: max(cue.start, min(cue.end, next)), names: names)
        }
    }

    /// The cues in order of time, those that begin together made one.
    private static func rawCues(_ cues: [Cue]) -> [RawCue] {
        var order = Array(cues.indices)
        if zip(cues, cues.dropFirst()).contains(where: { $0.start > $1.start }) {
            order.sort { (cues[$0].start, $0) < (cues[$1].start, $1) }
        }
        var raw: [RawCue] = []
        raw.reserveCapacity(cues.count)
        for index in order {
            let cue = cues[index]
            let scanner = CueScanner(cue.text)
            var words = scanner.words
            let end = max(cue.start, cue.end)
            if let last = raw.last, last.start == cue.start {
                let group = raw.count - 1
                for place in words.indices { words[place].stamps += raw[group].stamps.count }
                raw[group].words += words
                raw[group].stamps += scanner.stamps
                raw[group].end = max(last.end, end)
            } else {
                raw.append(RawCue(start: cue.start, end: end, words: words, stamps: scanner.stamps))
            }
            raw[raw.count - 1].endsWithTurn = scanner.beginsTurn
            raw[raw.count - 1].nextName = scanner.name
        }
        return raw
    }

    private mutating func add(_ cue: RawCue, until end: Double, names: Set<String>) {
        var words = cue.words
        if cue.repeated > 0 { words.removeFirst(cue.repeated) }
        let openLabel = names.isEmpty ? nil : Self.takeLabels(&words, names)
        let hasSpeech = words.contains { $0.kind != .event }
        let times = WordTimes(cue, until: end).times(of: words)
        var startsCue = true
        var afterEvent = false
        for (word, time) in zip(words, times) {
            if word.kind == .event {
                // A sound alone lasts as long as its cue, also under speech.
                let (start, stop) = hasSpeech ? time : (cue.start, cue.end)
                addEvent(SoundEvent(label: word.text, start: start, end: stop))
                afterEvent = true
                continue
            }
            if word.beginsTurn {
                turn += 1
                speaker = word.name
            }
            tokens.append(
                SpeechToken(
                    text: word.text,
                    start: time.start,
                    end: time.end,
                    spaceBefore: word.spaceBefore,
                    speaker: word.voice ?? speaker,
                    turn: turn,
                    startsCue: startsCue,
                    afterEvent: afterEvent || pendingEvent,
                    stamps: word.stamps,
                    cueHasStamps: !cue.stamps.isEmpty
                )
            )
            startsCue = false
            afterEvent = false
            pendingEvent = false
        }
        pendingEvent = pendingEvent || afterEvent
        if cue.endsWithTurn || openLabel != nil {
            turn += 1
            speaker = cue.nextName ?? openLabel
        }
    }

    private mutating func addEvent(_ event: SoundEvent) {
        if let last = events.last, last.label == event.label, event.start - last.end <= 0.5 {
            events[events.count - 1].end = max(last.end, event.end)
        } else {
            events.append(event)
        }
    }

    /// Takes the words of labels away and makes them turns; gives the name of one that nothing follows.
    private static func takeLabels(_ words: inout [RawWord], _ names: Set<String>) -> String? {
        guard words.contains(where: { $0.kind == .label }) else { return nil }
        var kept: [RawWord] = []
        kept.reserveCapacity(words.count)
        var name: String?
        for word in words {
            if word.kind == .label, let label = word.name, names.contains(label) {
                name = label
                continue
            }
            kept.append(word)
            if name != nil, word.kind != .event {
                kept[kept.count - 1].beginsTurn = true
                kept[kept.count - 1].name = name
                name = nil
            }
        }
        words = kept
        return name
    }
}

/// The words of one cue, or of several that begin at one time.
struct RawCue {
    var start: Double
    /// Never before `start`.
    var end: Double
    var words: [RawWord] = []
    /// The times inside the text, in order.
    var stamps: [Double] = []
    /// Whether it ends with the mark of a speaker whose words are in the next cue, and the name.
    var endsWithTurn = false
    var nextName: String?
    /// How many words at the front repeat the cue before.
    var repeated = 0
}

/// A word or an event as it stands in a cue, before its time is known.
struct RawWord {
    enum Kind {
        case word
        /// Not speech; the text is the label.
        case event
        /// Part of `NAME:` at the front of a line; a word where the file turns out to have no such labels.
        case label
    }

    var text: String
    var kind = Kind.word
    /// Whether white space or a new line stands before it.
    var spaceBefore: Bool
    /// Whether another speaker begins here, by a dash, `>>` or a certain label.
    var beginsTurn = false
    /// How long it takes to say, relative to its neighbours: its characters and one.
    var weight: Int
    /// The number of timestamps before it in its cue.
    var stamps = 0
    /// Where it ends in the spoken text of its cue, in scalars.
    var end = 0
    /// Whether it is the first of its line.
    var startsLine = false
    /// The speaker that a turn or a label names.
    var name: String?
    /// Who speaks by a voice tag.
    var voice: String?
}
