import Testing

@testable import Desk

@Suite(.timeLimit(.minutes(1))) struct EventHubTests {
    private func texts(_ stream: EventStream, _ count: Int) async -> [String] {
        var texts: [String] = []
        var lines = stream.lines.makeAsyncIterator()
        while texts.count < count, let line = await lines.next() { texts.append(line) }
        return texts
    }

    @Test func whoListensHears() async {
        let hub = EventHub()
        #expect(!hub.isHeard)
        let stream = hub.listen(after: nil)
        #expect(hub.isHeard)
        hub.post("video", ["id": "a"])
        let texts = await texts(stream, 2)
        #expect(texts.first == "retry: 2000\n\n")
        #expect(texts.last?.contains("event: video\ndata: {\"id\":\"a\"}\n\n") == true)
    }

    @Test func whoComesBackHearsWhatWasMissed() async throws {
        let hub = EventHub()
        let first = hub.listen(after: nil)
        hub.post("video", ["id": "a"])
        let heard = await texts(first, 2)
        let id = try #require(heard.last?.split(separator: "\n").first?.dropFirst(4))
        hub.post("video", ["id": "b"])
        hub.post("video", ["id": "c"])
        let back = await texts(hub.listen(after: String(id)), 3)
        #expect(back.dropFirst().map { $0.contains("\"b\"") } == [true, false])
        #expect(back.last?.contains("\"c\"") == true)
    }

    @Test(arguments: ["1", "other-1", "", "x-y-z"]) func whatIsNotKnownAnyMoreIsTold(_ last: String) async {
        let hub = EventHub()
        hub.post("video", ["id": "a"])
        #expect(await texts(hub.listen(after: last), 2).last?.contains("event: reset") == true)
    }

    /// One that does not read holds up nobody and fills no memory: it is let go.
    @Test func aListenerWhoDoesNotReadIsLetGo() async {
        let hub = EventHub()
        let slow = hub.listen(after: nil)
        for _ in 0..<3000 { hub.post("video", ["id": "a"]) }
        #expect(!hub.isHeard)
        var count = 0
        for await _ in slow.lines { count += 1 }
        #expect(count < 3000)
    }

    @Test func whoGoesIsForgotten() async {
        let hub = EventHub()
        do { _ = hub.listen(after: nil) }
        hub.beat()
        #expect(!hub.isHeard)
    }

    @Test func theEndEndsAll() async {
        let hub = EventHub()
        let stream = hub.listen(after: nil)
        hub.finish()
        #expect(await texts(stream, 5) == ["retry: 2000\n\n"])
        #expect(await texts(hub.listen(after: nil), 5) == ["retry: 2000\n\n"])
    }
}
