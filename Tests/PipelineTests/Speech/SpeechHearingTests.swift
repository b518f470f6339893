import HTTPTransfer
import Manifest
import Media
import OpenAIChat
import Roles
import Synchronization
import Testing
import Transcript

@testable import Pipeline
@testable import Recognisers

/// A sound of any length written down by a server, piece by piece.
@Suite(.timeLimit(.minutes(3)))
struct SpeechHearingTests {
    /// What was heard as words, signs off.
    private func words(_ heard: HeardSpeech) -> [Transcription.Word] {
        heard.parts.map { .init(text: $0.text.spoken, start: $0.start, end: $0.end) }
    }

    private func areSame(_ one: [Transcription.Word], _ other: [Transcription.Word]) -> Bool {
        one.map(\.text) == other.map(\.text)
            && zip(one, other).allSatisfy { abs($0.start - $1.start) < 1e-6 && abs($0.end - $1.end) < 1e-6 }
    }

    private func isInOrder(_ parts: [HeardPart], until end: Double) -> Bool {
        zip(parts, parts.dropFirst()).allSatisfy { $0.start <= $1.start && $0.end <= $1.start }
            && parts.allSatisfy { $0.start >= 0 && $0.start <= $0.end && $0.end <= end }
    }

    @Test(arguments: 0..<12)
    func joinedWordsAreThoseThatWereSaid(seed: UInt64) async throws {
        let seconds = [70.0, 300, 1500, 5000][Int(seed % 4)]
        let server = ScriptedServer(ScriptedServer.talk(seed: seed, seconds: seconds))
        let heard = try await server.hearing(until: seconds, noise: seed % 2 == 0 ? -80 : -50).run()
        #expect(areSame(words(heard), server.words))
        #expect(isInOrder(heard.parts, until: seconds))
        #expect(heard.notes.isEmpty)
        #expect(heard.language == "en")
        #expect(server.mostAtOnce <= 2)
        let starts = heard.captions.words().map(\.word.start)
        #expect(starts.count == server.words.count)
        #expect(zip(starts, server.words).allSatisfy { abs($0 - $1.start) <= 0.001 })
        for cue in heard.captions.cues { #expect(cue.end - cue.start <= 7.001 && cue.end > cue.start) }
    }

    @Test func fourHoursAreSentOnceInPiecesOfTenMinutes() async throws {
        let seconds = 14400.0
        let server = ScriptedServer(ScriptedServer.talk(seed: 5, seconds: seconds))
        let heard = try await server.hearing(until: seconds).run()
        #expect(areSame(words(heard), server.words))
        #expect(server.pieces.allSatisfy { $0.seconds <= 600 })
        #expect(server.pieces.count < 40)
        #expect(server.pieces.reduce(0) { $0 + $1.seconds } <= seconds + 1)
    }

    @Test func theSameIsAskedTheSameAgain() async throws {
        let words = ScriptedServer.talk(seed: 8, seconds: 2000)
        let (one, other) = (ScriptedServer(words), ScriptedServer(words))
        _ = try await one.hearing(until: 2000).run()
        _ = try await other.hearing(until: 2000).run()
        #expect(one.pieces == other.pieces)
    }

    @Test func settingsAreHandedOn() async throws {
        let server = ScriptedServer(ScriptedServer.talk(seed: 1, seconds: 20))
        let asked = Mutex<[TranscriptionRequest]>([])
        let listener = ServerListener(
            language: "de",
            prompt: "Names: Ada",
            model: "whisper-1",
            sound: { Array("\($0.firstSample) \($0.samples)".utf8) },
            transcribe: { request async throws(ChatError) in
                asked.withLock { $0.append(request) }
                return try await server.answer(request)
            }
        )
        let hearing = SpeechHearing(speech: server.speech(until: 20), duration: 20, listener: listener)
        _ = try await hearing.run()
        let requests = asked.withLock { $0 }
        #expect(requests.map(\.language) == ["de"])
        #expect(requests.map(\.prompt) == ["Names: Ada"])
        #expect(requests.map(\.model) == ["whisper-1"])
        #expect(requests.map(\.name) == ["sound.flac"])
    }

    // MARK: - Servers without times

    @Test func withoutTimesPiecesAreShortAndTimesAreEstimated() async throws {
        let server = ScriptedServer(ScriptedServer.talk(seed: 3, seconds: 900), form: ScriptedServer.untimed)
        let heard = try await server.hearing(until: 900).run()
        #expect(server.pieces.first?.seconds ?? 0 <= 60)
        #expect(server.pieces.dropFirst().allSatisfy { $0.seconds <= 45 })
        #expect(words(heard).map(\.text) == server.words.map(\.text))
        #expect(isInOrder(heard.parts, until: 900))
        #expect(zip(heard.parts, server.words).allSatisfy { abs($0.start - $1.start) < 10 })
        #expect(heard.notes.count == 1)
        #expect(heard.notes.first?.contains("estimated") == true)
        #expect(!heard.captions.webVTT().contains("<0"), "an estimate is not given out as a time")
    }

    @Test func anAnswerWithoutWordsTellsNothing() async throws {
        // Music for two minutes, then a talk.
        var words = ScriptedServer.talk(seed: 4, seconds: 900).map {
            Transcription.Word(text: $0.text, start: $0.start + 120, end: $0.end + 120)
        }
        words.insert(.init(text: "music", start: 0, end: 119), at: 0)
        let server = ScriptedServer(words) { words, piece throws(ChatError) in
            try ScriptedServer.untimed(words.filter { $0.text != "music" }, piece)
        }
        let heard = try await server.hearing(until: 1020).run()
        #expect(heard.parts.count == words.count - 1)
        #expect(server.pieces.dropFirst(2).allSatisfy { $0.seconds <= 45 })
    }

    // MARK: - What the server leaves out

    /// Leaves out what is said between two times, unless it is sent alone.
    private func deaf(_ words: [Transcription.Word], from: Double, to: Double, alsoAlone: Bool = false)
        -> ScriptedServer
    {
        ScriptedServer(words) { inside, piece throws(ChatError) in
            if piece.seconds < 40, !alsoAlone { return try ScriptedServer.timed(inside, piece) }
            let heard = inside.filter { $0.start + piece.start < from || $0.end + piece.start > to }
            return try ScriptedServer.timed(heard, piece)
        }
    }

    @Test func whatIsLeftOutIsAskedForAgain() async throws {
        let server = deaf(ScriptedServer.talk(seed: 6, seconds: 900), from: 400, to: 420)
        let heard = try await server.hearing(until: 900).run()
        #expect(areSame(words(heard), server.words))
        #expect(heard.notes == ["asked again for speech without words: once, with an answer once"])
        #expect(server.pieces.count { $0.seconds < 25 } == 1)
    }

    @Test func whatIsNotHeardTheSecondTimeEitherIsReported() async throws {
        let server = deaf(ScriptedServer.talk(seed: 6, seconds: 900), from: 400, to: 420, alsoAlone: true)
        let heard = try await server.hearing(until: 900).run()
        #expect(heard.parts.count < server.words.count)
        #expect(heard.notes.count == 2)
        #expect(heard.notes.last?.hasPrefix("no words were heard in 6:") == true, "\(heard.notes)")
        #expect(server.pieces.count { $0.seconds < 25 } == 1, "asked again once only")
    }

    // MARK: - What the server invents

    /// A talk with steady applause, or applause in bursts, from 30 s to 40 s, over which the server invents words where it is sent
    /// alone: the same each time, or others each time.
    private func inventive(isSteady: Bool, isSame: Bool) -> (hearing: SpeechHearing, server: ScriptedServer) {
        let talk = ScriptedServer.talk(seed: 6, seconds: 300).filter { $0.end < 27 || $0.start > 43 }
        let server = ScriptedServer(talk) { inside, piece throws(ChatError) in
            // Over applause in a long piece it says nothing.
            guard piece.seconds < 20, piece.start < 32, piece.end > 34.5 else {
                return try ScriptedServer.timed(inside, piece)
            }
            let text = isSame || piece.seconds > 8 ? "it was a good long day" : "you put that on the car"
            let words = text.split(separator: " ").enumerated().map { index, word in
                let start = 32 - piece.start + Double(index) * 0.4
                return Transcription.Word(text: String(word), start: start, end: start + 0.3)
            }
            let first = inside.filter { $0.start + piece.start < 30 }
            return try ScriptedServer.timed(first + words + inside.dropFirst(first.count), piece)
        }
        var values = (0..<Int(300 / LevelCurve.step)).map { _ -> Float in -80 }
        for word in talk {
            for index in Int(word.start / LevelCurve.step)...Int(word.end / LevelCurve.step) { values[index] = -20 }
        }
        for index in Int(30 / LevelCurve.step)..<Int(40 / LevelCurve.step) {
            values[index] = isSteady || index % 25 < 15 ? -22 - Float(index % 4) : -50
        }
        let hearing = SpeechHearing(
            speech: SpeechMap(LevelCurve(values: values), until: 300),
            duration: 300,
            listener: server.listener
        )
        return (hearing, server)
    }

    @Test func whatIsHeardInSteadyApplauseIsLeftOut() async throws {
        let (hearing, server) = inventive(isSteady: true, isSame: true)
        let heard = try await hearing.run()
        #expect(areSame(words(heard), server.words))
        let told =
            "left out words that stand alone and that nobody seems to have said: \"it was a good long day.\" at 0:32"
        #expect(heard.notes.contains { $0.hasPrefix(told) && $0.contains("no pauses as speech has") }, "\(heard.notes)")
        #expect(heard.notes.last?.hasPrefix("no words were heard in 0:") == true, "\(heard.notes)")
        #expect(server.pieces.count { $0.seconds < 20 } == 1, "what is clear is not paid for twice")
    }

    @Test func whatIsHeardOtherwiseTheSecondTimeIsLeftOut() async throws {
        let (hearing, server) = inventive(isSteady: false, isSame: false)
        let heard = try await hearing.run()
        #expect(areSame(words(heard), server.words))
        #expect(heard.notes.contains { $0.contains("a second hearing gives others") }, "\(heard.notes)")
        #expect(server.pieces.count { $0.seconds < 20 } == 2)
    }

    /// A question from the hall, that the first hearing did not get.
    @Test func whatIsHeardTwiceStays() async throws {
        let (hearing, server) = inventive(isSteady: false, isSame: true)
        let heard = try await hearing.run()
        #expect(heard.parts.count == server.words.count + 6)
        #expect(isInOrder(heard.parts, until: 300))
        #expect(heard.notes.first == "asked again for speech without words: once, with an answer once")
        #expect(!heard.notes.contains { $0.contains("stand alone") }, "\(heard.notes)")
    }

    @Test func notMoreThanAFifthIsAskedForAgain() async throws {
        let server = deaf(ScriptedServer.talk(seed: 6, seconds: 900), from: 300, to: 600)
        let heard = try await server.hearing(until: 900).run()
        #expect(server.pieces.reduce(0) { $0 + $1.seconds } <= 900 * 1.2)
        #expect(heard.notes.contains { $0.contains("more than 20 %") }, "\(heard.notes)")
    }

    @Test func aWholePieceThatIsLostIsAskedForInParts() async throws {
        let talk = ScriptedServer.talk(seed: 9, seconds: 5400)
        let server = ScriptedServer(talk) { words, piece throws(ChatError) in
            try ScriptedServer.timed(
                piece.seconds > 300 && piece.start > 2000 && piece.start < 2700 ? [] : words,
                piece
            )
        }
        let heard = try await server.hearing(until: 5400).run()
        #expect(server.pieces.contains { $0.seconds > 300 && $0.start > 2000 && $0.start < 2700 })
        #expect(areSame(words(heard), server.words))
        #expect(server.pieces.reduce(0) { $0 + $1.seconds } <= 5400 * 1.2)
    }

    @Test(arguments: 0..<8)
    func deafServersNeverDisturbTheOrder(seed: UInt64) async throws {
        let server = ScriptedServer(ScriptedServer.talk(seed: seed, seconds: 1200)) { words, piece throws(ChatError) in
            var random = RandomDeafness(seed: seed &+ UInt64(piece.firstSample))
            return try ScriptedServer.timed(words.filter { _ in random.hears() }, piece)
        }
        let heard = try await server.hearing(until: 1200).run()
        #expect(isInOrder(heard.parts, until: 1200))
        let said = Set(server.words.map(\.text))
        let texts = heard.parts.map(\.text.spoken)
        #expect(texts.allSatisfy(said.contains))
        #expect(Set(texts).count == texts.count, "nothing is there twice")
    }

    // MARK: - Faults

    private func failing(_ kind: ChatError.Kind) async -> (any Error)? {
        let server = ScriptedServer(ScriptedServer.talk(seed: 2, seconds: 3000)) { words, piece throws(ChatError) in
            guard piece.start < 100 else {
                throw ChatError(kind, call: "POST x/audio/transcriptions", mayBeBilled: false)
            }
            return try ScriptedServer.timed(words, piece)
        }
        do {
            _ = try await server.hearing(until: 3000).run()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (ChatError.Kind.badKey, Failure.Class.config), (.quotaExhausted, .config), (.modelNotFound, .config),
        (.noPermission, .config), (.notFound, .config), (.rateLimited(retryAfter: 3), .transient),
        (.serverTrouble(status: 503), .transient), (.badAnswer("x"), .transient), (.invalid, .input),
        (.refused, .input),
    ])
    func errorsAreOfTheirClass(_ kind: ChatError.Kind, _ expected: Failure.Class) async {
        let failure = await failing(kind) as? Failure
        #expect(failure?.class == expected)
    }

    @Test func aPieceThatIsWithTheServerIsWaitedForWhenAnotherFails() async throws {
        let server = ScriptedServer(ScriptedServer.talk(seed: 2, seconds: 3000))
        let (began, ended) = (Gate(), Gate())
        let count = Mutex((begun: 0, ended: 0))
        let listener = ServerListener(
            sound: server.listener.sound,
            transcribe: { request async throws(ChatError) in
                let number = count.withLock { count in
                    count.begun += 1
                    return count.begun
                }
                defer { count.withLock { $0.ended += 1 } }
                if number == 2 {
                    await began.wait()
                    ended.open()
                    throw ChatError(.serverTrouble(status: 500), call: "POST", mayBeBilled: true)
                }
                if number == 3 {
                    began.open()
                    await ended.wait()
                    if Task.isCancelled { throw ChatError(.invalid, call: "cancelled", mayBeBilled: true) }
                }
                return try await server.answer(request)
            }
        )
        let hearing = SpeechHearing(speech: server.speech(until: 3000), duration: 3000, listener: listener)
        let failure = await #expect(throws: Failure.self) { _ = try await hearing.run() }
        #expect(failure?.class == .transient)
        let counts = count.withLock { ($0.begun, $0.ended) }
        #expect(counts == (3, 3), "no other was begun, and none left alone")
    }

    @Test func aCancellationIsOne() async throws {
        let server = ScriptedServer(ScriptedServer.talk(seed: 2, seconds: 3000))
        let task = Task { try await server.hearing(until: 3000).run() }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    @Test func progressGoesUpToTheEnd() async throws {
        let server = ScriptedServer(ScriptedServer.talk(seed: 2, seconds: 3000))
        let told = Mutex<[Double]>([])
        var hearing = server.hearing(until: 3000)
        hearing.progress = { part in told.withLock { $0.append(part) } }
        _ = try await hearing.run()
        let parts = told.withLock { $0 }
        #expect(parts == parts.sorted())
        #expect(parts.last == 1)
        #expect(parts.count > 5)
    }

    @Test func silenceCostsNothing() async throws {
        let server = ScriptedServer([])
        let heard = try await server.hearing(until: 600).run()
        #expect(heard.parts.isEmpty && server.pieces.isEmpty && heard.notes.isEmpty)
    }
}

/// Hears most words, and now and then none for a while.
private struct RandomDeafness {
    private var state: UInt64
    private var left = 0

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func hears() -> Bool {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        if left == 0, (state >> 33) % 60 == 0 { left = 30 }
        if left > 0 { left -= 1 }
        return left == 0
    }
}

/// Lets nobody through until it is opened, and then everybody.
private final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(of: Void.self) }

    func open() { continuation.finish() }

    func wait() async { for await _ in stream {} }
}
