import StateFiles
import SystemPackage
import TestSupport

/// A talk that espeak-ng reads: some sentences in one voice, then some in another.
struct SyntheticTalk {
    let file: FilePath
    /// What is said.
    let words: [String]

    init(in folder: FilePath, minutes: Double, seed: UInt64) throws {
        file = folder.appending("talk-\(minutes.figure(1))-\(seed).mp4")
        let sentences = Self.sentences(seconds: 60 * minutes * 2, seed: seed)
        var random = RandomNumbers(seed: seed)
        var said: [String] = []
        let texts = folder.appending("\(file.stem ?? "").txt")
        if try file.isThere {
            words = String(decoding: try Files.read(texts), as: UTF8.self).split(whereSeparator: \.isWhitespace)
                .map(String.init)
            return
        }
        let raw = folder.appending("talk.s16")
        var samples = try SampleFile(raw)
        var rest = sentences[...]
        let length = Int(60 * minutes) * Voice.rate
        while samples.count < length, !rest.isEmpty {
            let part = rest.prefix(8)
            rest = rest.dropFirst(8)
            try samples.add(Voice.any(using: &random).say(part.joined(separator: "\n"), in: folder))
            try samples.addPause(.random(in: 0.2...2.5, using: &random), rate: Voice.rate, using: &random)
            said += part
        }
        guard samples.count >= length else { throw BenchError("the sentences do not last \(minutes) minutes") }
        let count = samples.count
        try samples.close()
        let text = said.joined(separator: "\n")
        try texts.write(text.utf8)
        try TalkFile.make(at: file, samples: raw, rate: Voice.rate, count: count)
        try Files.removeFile(raw)
        words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// Sentences without numbers: whether they are written as words or as digits is a matter of taste.
    static func sentences(seconds: Double, seed: UInt64) -> [String] {
        let lines = Speech(seconds: seconds, seed: seed).captions.split(separator: "\n").dropFirst()
        return lines.filter { !$0.contains("-->") }.map {
            let words = $0.split(separator: " ")
            // They end in a year: "… at last in 1815."
            return words.last?.contains(where: \.isNumber) == true
                ? words.dropLast(2).joined(separator: " ") + "." : String($0)
        }
    }

    /// The first article of the Universal Declaration of Human Rights, as espeak-ng reads it.
    static func languages(in folder: FilePath) throws -> [(name: String, file: FilePath, words: [String])] {
        let articles = [
            (
                "German", "de",
                """
                Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und \
                sollen einander im Geist der Brüderlichkeit begegnen.
                """
            ),
            (
                "French", "fr",
                """
                Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de \
                conscience et doivent agir les uns envers les autres dans un esprit de fraternité.
                """
            ),
            (
                "Spanish", "es",
                """
                Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y \
                conciencia, deben comportarse fraternalmente los unos con los otros.
                """
            ),
        ]
        return try articles.map { name, code, text in
            let file = folder.appending("article-\(code).mp4")
            let wave = folder.appending("article.wav")
            try Command.tool("espeak-ng", ["-v", code, "-s", "140", "-w", wave.string, text]).measured()
            try TalkFile.make(at: file, ["-i", wave.string])
            return (name, file, text.split(whereSeparator: \.isWhitespace).map(String.init))
        }
    }
}
