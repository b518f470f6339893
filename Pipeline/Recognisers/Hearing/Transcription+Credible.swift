import OpenAIChat
import Roles

extension Transcription {
    /// Nobody says more letters in a second, and no recogniser parts what is said into more words or segments.
    private static let (mostLetters, mostWords, mostSegments) = (100.0, 20.0, 20.0)
    /// What a short recording may have beyond that.
    private static let some = 1000.0
    /// How many letters begin in a second where times are given at all, and how many may stand at one time.
    private static let (fastest, atOnce) = (50.0, 40.0)

    /// Whether it has more letters than can be said in so many seconds: a loop, or another file.
    func isTooMuch(for seconds: Double) -> Bool {
        let most = seconds * Self.mostLetters + Self.some
        return Double(text.utf8.count) > 4 * most
            || Double(segments.reduce(0) { $0 + $1.text.utf8.count }) > 4 * most
            || Double(max(Self.letters(text), segments.reduce(0) { $0 + Self.letters($1.text) })) > most
    }

    /// The same without what is no word: a loop of syllables, or half a character.
    var withoutNonsense: Transcription {
        var answer = self
        func clean(_ text: String) -> String {
            guard text.split(whereSeparator: \.isWhitespace).contains(where: Self.isNonsense) else { return text }
            return text.split(separator: " ", omittingEmptySubsequences: false).filter { !Self.isNonsense($0) }
                .joined(separator: " ")
        }
        answer.text = clean(text)
        answer.words.removeAll { Self.isNonsense($0.text[...]) }
        for index in segments.indices { answer.segments[index].text = clean(segments[index].text) }
        answer.segments.removeAll { $0.text.allSatisfy(\.isWhitespace) }
        return answer
    }

    /// Letters of the longest words that people say, in languages that join them. Scripts without blanks have no such words.
    private static let longestWord = 50

    private static func isNonsense(_ word: Substring) -> Bool {
        if word.unicodeScalars.contains("\u{FFFD}") { return true }
        return word.utf8.count > longestWord
            && word.count(where: { $0.isLetter && $0.unicodeScalars.allSatisfy { $0.value < 0x0E00 } }) > longestWord
    }

    /// The same with such times only as can be true for a recording of so many seconds. Some servers give one segment for all of
    /// it, or nothing but zeros, or count in other units: that is an answer without times.
    func credible(for seconds: Double) -> Transcription {
        var answer = self
        if Double(words.count) > seconds * Self.mostWords + Self.some || !areCredible(words, seconds) {
            answer.words = []
        }
        let written = segments.filter { !$0.text.spoken.isEmpty }
        let isWhole = !written.isEmpty && Double(segments.count) <= seconds * Self.mostSegments + Self.some
        if !isWhole || (answer.words.isEmpty && !areCredible(written, seconds)) { answer.segments = [] }
        if text.spoken.isEmpty { answer.text = written.map(\.text).joined(separator: " ") }
        return answer
    }

    /// Whether most begin within the recording, and not all at once.
    private func areCredible(_ words: [Word], _ seconds: Double) -> Bool {
        let inside = words.filter { $0.start <= seconds }
        guard 2 * inside.count >= words.count, let first = inside.map(\.start).min(),
            let last = inside.map(\.start).max()
        else { return false }
        let letters = inside.reduce(0) { $0 + Self.letters($1.text) }
        return Double(letters) <= Self.atOnce + Self.fastest * (last - first)
    }

    /// Whether most of the letters are in segments that begin within the recording and have a length that they can have.
    private func areCredible(_ segments: [Segment], _ seconds: Double) -> Bool {
        var (all, good) = (0, 0)
        for segment in segments {
            let letters = Self.letters(segment.text)
            let length = segment.end - segment.start
            all += letters
            guard segment.start <= seconds, length <= SpeechHearing.longestWithoutTimes,
                Double(letters) <= Self.atOnce + Self.fastest * length
            else { continue }
            good += letters
        }
        return 2 * good >= all
    }

    private static func letters(_ text: String) -> Int { text.count { $0.isLetter || $0.isNumber } }
}
