import BurnedCaptions
import TestSupport
import Testing
import Transcript

@Suite struct TimingTests {
    static let rates = [(24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (50, 1), (60000, 1001), (60, 1)]

    /// The frame on which an event is first seen: libass compares whole milliseconds of the frame's time.
    private func firstFrame(_ hundredths: Int, _ picture: CaptionPicture) -> Int {
        var frame = max(0, hundredths * picture.frames / picture.seconds / 100 - 2)
        while frame * 1000 * picture.seconds / picture.frames < hundredths * 10 { frame += 1 }
        return frame
    }

    private func random(_ seed: UInt64, pictures: CaptionPicture) -> Captions {
        var numbers = RandomNumbers(seed: seed)
        var time = Double.random(in: 0...0.7, using: &numbers)
        var words: [Word] = []
        for index in 0..<80 {
            let length = Double.random(in: 0...0.6, using: &numbers)
            words.append(Word(text: (index > 0 ? " " : "") + "w\(index)", start: time, end: time + length))
            time +=
                length + (Int.random(in: 0..<5, using: &numbers) == 0 ? Double.random(in: 0...1.5, using: &numbers) : 0)
        }
        return Captions(cues: Captions.cues(of: words, stamped: true))
    }

    @Test("Events change on the frames wanted, follow one another, and leave no gap that flashes", arguments: rates)
    func edges(frames: Int, seconds: Int) throws {
        let picture = CaptionPicture(width: 1080, height: 1920, frames: frames, seconds: seconds, duration: 40)
        let gap = 0.3 * Double(frames) / Double(seconds)
        for seed in 0..<8 {
            let script = try draw(random(UInt64(seed), pictures: picture), on: picture)
            let events = try DrawnEvent.all(script.ass)
            var seen: Set<Int> = []
            for (event, next) in zip(events, events.dropFirst()) { #expect(event.end <= next.start) }
            for event in events {
                #expect(event.start < event.end)
                seen.formUnion([firstFrame(event.start, picture), firstFrame(event.end, picture)])
            }
            let last = Int((40 * Double(frames) / Double(seconds)).rounded())
            #expect(seen.filter { $0 < last }.sorted() == script.changes)
            for (phrase, next) in zip(script.phrases, script.phrases.dropFirst()) {
                let pause = next.frames.lowerBound - phrase.frames.upperBound
                #expect(pause == 0 || Double(pause) >= gap - 1)
            }
        }
    }

    @Test("Each word is shown when it is spoken, and marked from the frame nearest to its beginning", arguments: rates)
    func words(frames: Int, seconds: Int) throws {
        let picture = CaptionPicture(width: 1080, height: 1920, frames: frames, seconds: seconds, duration: 60)
        for seed in 0..<4 {
            let captions = random(UInt64(seed), pictures: picture)
            let events = try DrawnEvent.all(draw(captions, on: picture).ass)
            for spoken in captions.words().map(\.word) {
                let wanted = Int((spoken.start * Double(frames) / Double(seconds)).rounded())
                let shown = events.filter {
                    Set($0.text.split { $0 == " " || $0 == "\n" }).contains(Substring(spoken.text))
                }
                let first = try #require(shown.first.map { firstFrame($0.start, picture) })
                let last = try #require(shown.last.map { firstFrame($0.end, picture) })
                // A word shorter than a frame may have to wait for the ones before.
                #expect(first <= wanted + 1 && last >= Int(spoken.end * Double(frames) / Double(seconds)), "\(spoken)")
                if let marked = shown.first(where: { $0.marked == spoken.text }) {
                    #expect(abs(firstFrame(marked.start, picture) - wanted) <= 1)
                }
            }
        }
    }

    @Test("Without times of words none is marked")
    func estimates() throws {
        let script = try draw(plain("These words were shown for three seconds", "and these for three more"))
        #expect(script.phrases.allSatisfy { !$0.marksWords })
        #expect(try DrawnEvent.all(script.ass).allSatisfy { $0.marked.isEmpty })
        let stamped = try draw(spoken("These words were told one by one"))
        #expect(stamped.phrases.allSatisfy { $0.marksWords })
        let quiet = try draw(spoken("These words were told one by one"), style: "quiet")
        #expect(quiet.phrases.allSatisfy { !$0.marksWords })
    }

    @Test("A line holds the same words in each of its states")
    func states() throws {
        let script = try draw(spoken("One event for each word, and all of the words in each"))
        let events = try DrawnEvent.all(script.ass)
        for phrase in script.phrases {
            let text = phrase.lines.joined(separator: "\n")
            let states = events.filter { $0.text == text }
            #expect(states.map(\.marked) == phrase.lines.flatMap { $0.split(separator: " ").map(String.init) })
            #expect(Set(states.map(\.place)).count == 1)
        }
    }

    @Test("What is spoken after the end of the clip is not drawn, and what is too quick for the frames is told")
    func ends() throws {
        let picture = CaptionPicture(width: 1080, height: 1920, frames: 25, duration: 2)
        let script = try draw(spoken("one two three four five six seven eight nine ten"), on: picture)
        #expect(script.phrases.last?.frames.upperBound == 50)
        #expect(!script.ass.contains("eight"))
        let words = (0..<300).map { Word(text: " word\($0)", start: 0.5, end: 0.5) }
        let burst = Captions(cues: Captions.cues(of: words, stamped: true))
        let short = CaptionPicture(width: 1080, height: 1920, frames: 25, duration: 1)
        #expect(try draw(burst, on: short).notes.contains { $0.contains("the clip ends before") })
    }

    @Test("Nothing said is an empty script")
    func nothing() throws {
        let script = try draw(plain("[Music]"))
        #expect(script.isEmpty && script.notes.isEmpty)
    }
}
