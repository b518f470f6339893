import FolderWatch
import SystemPackage
import Testing

@testable import Watching

@Suite(.timeLimit(.minutes(3))) struct MessageQueueTests {
    @Test func whatWasPostedComesOnceAndInOrder() async {
        let queue = MessageQueue()
        queue.post(.sideTaskEnded)
        queue.post(.stop)
        queue.post(.folder("/in/a"))
        queue.post(.gone("/in/a"))
        var wakeUps = queue.wakeUps.makeAsyncIterator()
        #expect(await wakeUps.next() != nil)
        let (messages, signs) = queue.take()
        #expect(messages.count == 2 && signs == [.folder("/in/a"), .gone("/in/a")])
        let rest = queue.take()
        #expect(rest.messages.isEmpty && rest.signs.isEmpty)
    }

    /// A storm costs one look at everything, not a list without bound; how changes are noticed is not lost with it.
    @Test func moreSignsThanAreKeptAreOneLookAtEverything() {
        let queue = MessageQueue()
        queue.post(.mode(.events(folders: 1)))
        for number in 0..<50_000 { queue.post(.folder(FilePath("/in/\(number)"))) }
        let signs = queue.take().signs
        #expect(signs.count <= 20_000)
        #expect(signs.contains(.mode(.events(folders: 1))))
        #expect(signs.contains(.everything("more than 20000 changes at once")))
        #expect(signs.last == .folder("/in/49999"))
    }
}
