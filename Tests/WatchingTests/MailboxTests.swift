import FolderWatch
import SystemPackage
import Testing

@testable import Watching

@Suite(.timeLimit(.minutes(3))) struct MailboxTests {
    @Test func whatWasPostedComesOnceAndInOrder() async {
        let mailbox = Mailbox()
        mailbox.post(.choreDone)
        mailbox.post(.stop)
        mailbox.post(.folder("/in/a"))
        mailbox.post(.gone("/in/a"))
        var rings = mailbox.rings.makeAsyncIterator()
        #expect(await rings.next() != nil)
        let (notes, signs) = mailbox.take()
        #expect(notes.count == 2 && signs == [.folder("/in/a"), .gone("/in/a")])
        let rest = mailbox.take()
        #expect(rest.notes.isEmpty && rest.signs.isEmpty)
    }

    /// A storm costs one look at everything, not a list without bound; how changes are noticed is not lost with it.
    @Test func moreSignsThanAreKeptAreOneLookAtEverything() {
        let mailbox = Mailbox()
        mailbox.post(.mode(.events(folders: 1)))
        for number in 0..<50_000 { mailbox.post(.folder(FilePath("/in/\(number)"))) }
        let signs = mailbox.take().signs
        #expect(signs.count <= 20_000)
        #expect(signs.contains(.mode(.events(folders: 1))))
        #expect(signs.contains(.everything("more than 20000 changes at once")))
        #expect(signs.last == .folder("/in/49999"))
    }
}
