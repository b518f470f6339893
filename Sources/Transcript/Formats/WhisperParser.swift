/// The JSON of openai-whisper, faster-whisper, WhisperX, whisper.cpp (`-oj`, `-ojf`), the API's `verbose_json`, and the
/// `chunks` of Transformers.
enum WhisperParser {
    /// Takes UTF-8 text; throws where it is damaged or holds no cue.
    static func captions(_ bytes: [UInt8]) throws(CaptionError) -> Captions {
        guard let json = LooseJSON(bytes) else { throw .damaged(.whisper, "it ends early or is no JSON") }
        var captions = Captions(format: .whisper)
        let language = json["language"] ?? json["result"]?["language"] ?? json["params"]?["language"]
        captions.language = language?.string.flatMap {
            $0.utf8.count <= 3 || $0.contains("-") ? LanguageTag.normalized($0) : nil
        }
        let segments =
            json["segments"]?.items ?? json["transcription"]?.items ?? json["chunks"]?.items ?? json.items ?? []
        let hasWords = segments.contains { !words(of: $0).isEmpty }
        for segment in segments { add(segment, to: &captions) }
        if !hasWords, let words = json["words"]?.items ?? json["word_segments"]?.items, !words.isEmpty {
            let timed = timed(words, within: (0, .infinity))
            if !timed.isEmpty { captions.cues = Captions.cues(of: timed.map(\.word), stamped: true) }
        }
        if captions.cues.isEmpty {
            throw .damaged(.whisper, "it holds no segment with a start, an end and a text")
        }
        return captions
    }

    private static func add(_ segment: LooseJSON, to captions: inout Captions) {
        guard let (start, end) = times(of: segment) else { return }
        let text = segment["text"]?.string ?? ""
        let speaker = speaker(of: segment)
        let words = timed(words(of: segment), within: (start, end))
        if !words.isEmpty {
            // Each run of one speaker's words has its own cues.
            for run in words.split(whereSeparatorBetween: { $0.speaker != $1.speaker }) {
                for var cue in Captions.cues(of: run.map(\.word), stamped: true) {
                    cue.text = voiced(cue.text, run.first?.speaker ?? speaker)
                    captions.cues.append(cue)
                }
            }
        } else {
            let payload = CueMarkup.tidy(CueTextWriter.escaped(text))
            if !payload.isEmpty { captions.cues.append(Cue(start: start, end: end, text: voiced(payload, speaker))) }
        }
    }

    private static func voiced(_ payload: String, _ speaker: String?) -> String {
        speaker.map { "<v " + CueTextWriter.escaped($0) + ">" + payload } ?? payload
    }

    private static func speaker(of value: LooseJSON) -> String? {
        guard let name = value["speaker"]?.string, !name.isEmpty, name != "?" else { return nil }
        return name.allSatisfy(\.isNumber) ? "speaker \(name)" : name
    }

    private static func times(of value: LooseJSON) -> (start: Double, end: Double)? {
        if let start = value["start"]?.seconds, let end = value["end"]?.seconds { return bounded(start, end) }
        if let offsets = value["offsets"], let from = offsets["from"]?.seconds, let to = offsets["to"]?.seconds {
            return bounded(from / 1000, to / 1000)
        }
        if let pair = value["timestamp"]?.items, let start = pair.first?.seconds {
            return bounded(start, pair.dropFirst().first?.seconds ?? start)
        }
        return nil
    }

    private static func bounded(_ start: Double, _ end: Double) -> (start: Double, end: Double) {
        (ClockTime.rounded(start), ClockTime.rounded(max(start, end)))
    }

    private static func words(of segment: LooseJSON) -> [LooseJSON] {
        if let words = segment["words"]?.items { return words }
        // Tokens are pieces of words, of characters even: they must come to the text.
        guard let tokens = segment["tokens"]?.items, let text = segment["text"]?.string else { return [] }
        let spoken = tokens.filter { $0["text"]?.string?.hasPrefix("[_") == false && $0["offsets"] != nil }
        return spoken.compactMap { $0["text"]?.string }.joined() == text ? spoken : []
    }

    /// Words with a space before each that stands apart. A word without times, such as WhisperX's numbers, lies between
    /// its neighbours.
    private static func timed(
        _ values: [LooseJSON],
        within segment: (start: Double, end: Double)
    ) -> [(word: Word, speaker: String?)] {
        let texts = values.map { $0["word"]?.string ?? $0["text"]?.string ?? "" }
        let isSpaced = texts.contains { $0.hasPrefix(" ") }
        var words: [(word: Word, speaker: String?)] = []
        var starts = values.map { times(of: $0) }
        var next = segment.end
        for index in starts.indices.reversed() {
            if let time = starts[index] { next = time.start }
            if starts[index] == nil, next.isFinite { starts[index] = (next, next) }
        }
        for ((value, text), time) in zip(zip(values, texts), starts) where !text.isEmpty {
            var start = time?.start ?? words.last?.word.end ?? segment.start
            if value["start"] == nil, value["offsets"] == nil, value["timestamp"] == nil {
                start = min(start, words.last?.word.end ?? segment.start)
            }
            start = max(start, words.last?.word.start ?? 0)
            let apart = isSpaced || text.unicodeScalars.first.map { $0.isUnspaced } == true ? text : " " + text
            let isPiece = isSpaced && !text.hasPrefix(" ") && text.unicodeScalars.first?.isUnspaced != true
            if isPiece, let last = words.indices.last {
                words[last].word.text += text
                words[last].word.end = max(words[last].word.end, time?.end ?? 0)
            } else {
                words.append((Word(text: apart, start: start, end: max(start, time?.end ?? start)), speaker(of: value)))
            }
        }
        return words
    }
}

extension Array {
    /// Parts where two neighbours are apart.
    fileprivate func split(whereSeparatorBetween isApart: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
        var parts: [ArraySlice<Element>] = []
        var start = 0
        for index in indices.dropFirst() where isApart(self[index - 1], self[index]) {
            parts.append(self[start..<index])
            start = index
        }
        if start < count { parts.append(self[start...]) }
        return parts
    }
}

/// whisper.cpp cuts its captions where it likes, in the midst of words too: what begins with a space begins a word.
enum WordPieces {
    /// Joins what goes on a word to the cue before, where the file is one of whisper.cpp's; gives how many did.
    static func join(_ cues: inout [Cue], _ isKept: inout [Bool], spaced: [Bool]) -> Int {
        guard spaced.count == cues.count, isCutInWords(cues, spaced) else { return 0 }
        var count = 0
        var last: Int?
        for index in cues.indices where !cues[index].text.isEmpty {
            guard let previous = last, !spaced[index] else {
                last = index
                continue
            }
            count += 1
            let text = cues[index].text
            let head = text.prefix { !$0.isWhitespace }
            cues[previous].text += head
            let rest = text[head.endIndex...].drop { $0.isWhitespace }
            if rest.isEmpty {
                cues[previous].end = max(cues[previous].end, cues[index].end)
                isKept[index] = false
            } else {
                cues[index].text = String(rest)
                last = index
            }
        }
        return count
    }

    /// Whether most cues begin with a space and those that do not go on a word: they follow at once and begin with a
    /// small letter, a digit or a mark.
    private static func isCutInWords(_ cues: [Cue], _ spaced: [Bool]) -> Bool {
        var (words, pieces, others) = (0, 0, 0)
        var previous: Cue?
        for (cue, isSpaced) in zip(cues, spaced) where !cue.text.isEmpty {
            defer { previous = cue }
            guard !cue.text.utf8.contains(0x0A) else { return false }
            if isSpaced {
                words += 1
            } else if let previous {
                let goesOn = cue.text.unicodeScalars.first.map { !$0.isCapital && !$0.isUnspaced } ?? false
                if goesOn, abs(cue.start - previous.end) <= 0.05 { pieces += 1 } else { others += 1 }
            }
        }
        return words >= 4 && words * 3 >= pieces && pieces > 0 && pieces >= 9 * others
    }
}
