import StateFiles
import SystemPackage
import TestSupport
import Testing

@Suite struct AtomicFileTests {
    @Test func aFileIsWhollyReplacedAndNothingElseStays() async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending("x.json")
            try AtomicFile.write("first, and longer".utf8, to: file)
            try AtomicFile.write("second".utf8, to: file)
            #expect(try Files.read(file) == Array("second".utf8))
            #expect(try Files.list(scratch.path) == ["x.json"])
        }
    }

    @Test func aTemporaryFileThatAKillLeftIsNoHindrance() async throws {
        try await ScratchFolder.with { scratch in
            // No process has the highest number that there can be.
            let left: FilePath.Component = ".x.json.4194304-1.tmp"
            try AtomicFile.write("half".utf8, to: scratch.path.appending(left))
            try AtomicFile.write("whole".utf8, to: scratch.path.appending("x.json"))
            #expect(try Files.list(scratch.path) == [left, "x.json"])
            #expect(AtomicFile.isLeftover(left))
            #expect(!AtomicFile.isLeftover(".x.json.1-1.tmp") && !AtomicFile.isLeftover("x.json"))
        }
    }

    @Test func aFullDiskIsReportedAndLeavesTheOldContent() async throws {
        try await ScratchFolder.with { scratch in
            // A workshop that takes no files makes the write fail as early as a full disk would.
            let file = scratch.path.appending("x.json")
            try AtomicFile.write("old".utf8, to: file)
            #expect(throws: FileError.self) {
                try Place(file: file).write("new".utf8, workshop: Place(scratch.path.appending("absent")))
            }
            #expect(try Files.read(file) == Array("old".utf8))
        }
        let failure = #expect(throws: FileError.self) { try AtomicFile.write("x".utf8, to: "/dev/full/x") }
        #expect(failure?.isMissing == true || failure?.errno == .notDirectory)
    }

    @Test func contentThatIsThereAlreadyIsLeftAlone() async throws {
        try await ScratchFolder.with { scratch in
            let file = Place(scratch.path).appending("x")
            #expect(try file.writeIfChanged([1, 2, 3]))
            let before = try file.facts()
            #expect(try !file.writeIfChanged([1, 2, 3]))
            #expect(try file.facts() == before)
            #expect(try file.writeIfChanged([1, 2]))
        }
    }
}

@Suite struct FilesTests {
    @Test func foldersAreMadeAndRemovedWithAllInThem() async throws {
        try await ScratchFolder.with { scratch in
            let deep = scratch.path.appending("a").appending("b").appending("c")
            try Files.makeDirectory(deep)
            try Files.makeDirectory(deep)
            try AtomicFile.write([0], to: deep.appending("file"))
            try Files.removeTree(scratch.path.appending("a"))
            try Files.removeTree(scratch.path.appending("a"))
            #expect(try Files.list(scratch.path).isEmpty)
        }
    }

    @Test func aFileInTheWayOfAFolderIsAnError() async throws {
        try await ScratchFolder.with { scratch in
            try AtomicFile.write([0], to: scratch.path.appending("a"))
            #expect(throws: FileError.self) { try Files.makeDirectory(scratch.path.appending("a")) }
            #expect(throws: FileError.self) { try Files.makeDirectory(scratch.path.appending("a").appending("b")) }
        }
    }

    @Test(arguments: [0, 1, 4095, 4096, 4097, 3_000_000])
    func filesOfAnySizeAreReadWhole(_ size: Int) async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending("x")
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try AtomicFile.write(bytes, to: file)
            #expect(try Files.read(file) == bytes)
            #expect(try Digest.of(fileAt: file) == Digest.of(bytes))
        }
    }

    @Test func namesThatAreNotUTF8AreListedAndFoundAgain() async throws {
        try await ScratchFolder.with { scratch in
            let name = FilePath(platformString: [0x61, CChar(bitPattern: 0xFF), 0x62, 0])
            let file = scratch.path.appending(name.components)
            try AtomicFile.write([7], to: file)
            let listed = try #require(try Files.list(scratch.path).first)
            #expect(listed.bytes == [0x61, 0xFF, 0x62])
            #expect(try Files.read(scratch.path.appending(listed)) == [7])
        }
    }

    @Test func aLinkIsASecondNameOfTheSameFile() async throws {
        try await ScratchFolder.with { scratch in
            let (old, new) = (scratch.path.appending("old"), scratch.path.appending("new"))
            try AtomicFile.write([1], to: old)
            try Files.link(old, to: new)
            try Files.removeFile(old)
            #expect(try Files.read(new) == [1])
            #expect(try Files.readIfPresent(old) == nil)
        }
    }
}

@Suite struct DigestTests {
    /// The examples of FIPS 180-2 and the digest of nothing.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func knownDigests(_ text: String, _ digest: String) {
        #expect(Digest.of(Array(text.utf8)) == digest)
    }

    @Test func anOpenFileIsReadFromItsStart() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("x")
            let bytes = Array(repeating: UInt8(9), count: 2_500_000)
            try AtomicFile.write(bytes, to: path)
            let file = try Files.open(path, .readOnly)
            try file.seek(offset: 1000, from: .start)
            #expect(try await Digest.of(file, name: path) == Digest.of(bytes))
            try file.close()
        }
    }

    @Test func fingerprintsTellValuesApart() {
        func digest(_ values: [(String, String?)]) -> String {
            var fingerprint = Fingerprint("test", version: 1)
            for (name, value) in values { fingerprint.add(name, value) }
            return fingerprint.digest()
        }
        let all = [
            digest([]), digest([("a", "b")]), digest([("ab", "")]), digest([("", "ab")]), digest([("a", nil)]),
            digest([("a", "")]), digest([("a", "b"), ("c", "d")]), digest([("c", "d"), ("a", "b")]),
        ]
        #expect(Set(all).count == all.count)
        #expect(digest([("a", "b")]) == digest([("a", "b")]))
        #expect(Fingerprint("test", version: 1).digest() != Fingerprint("test", version: 2).digest())
    }
}

@Suite(.timeLimit(.minutes(3))) struct FileLockTests {
    @Test func aLockIsHeldByOneAtATime() async throws {
        try await ScratchFolder.with { scratch in
            let lock = Place(scratch.path).appending("x.lock")
            #expect(!FileLock.isHeld(lock))
            let inner = try await FileLock.holding(lock) {
                #expect(FileLock.isHeld(lock))
                return try await FileLock.ifFree(lock) { true }
            }
            #expect(inner == nil)
            let free = try await FileLock.ifFree(lock) { 5 }
            #expect(free == 5)
            #expect(!FileLock.isHeld(lock))
        }
    }

    @Test func aLockIsFreeAgainAfterAnError() async throws {
        try await ScratchFolder.with { scratch in
            let lock = Place(scratch.path).appending("x.lock")
            await #expect(throws: CancellationError.self) {
                try await FileLock.holding(lock) { throw CancellationError() }
            }
            let free = try await FileLock.ifFree(lock) { true }
            #expect(free == true)
        }
    }

    @Test func thoseWhoWaitComeOneAfterAnother() async throws {
        try await ScratchFolder.with { scratch in
            let lock = Place(scratch.path).appending("x.lock")
            let file = scratch.path.appending("count")
            try AtomicFile.write([0], to: file)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await FileLock.holding(lock) {
                            let count = try Files.read(file)[0]
                            await Task.yield()
                            try AtomicFile.write([count + 1], to: file)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try Files.read(file) == [20])
        }
    }

    /// Whoever has the open file, as a child process would, holds the lock as long.
    @Test func aLentLockIsHeldUntilTheLastWhoHasIt() async throws {
        try await ScratchFolder.with { scratch in
            let lock = Place(scratch.path).appending("x.lock")
            let other = try await FileLock.lending(lock, whenHeld: {}) { try $0.duplicate() }
            #expect(FileLock.isHeld(lock))
            try other.close()
            #expect(!FileLock.isHeld(lock))
        }
    }

    /// The one who held it may have removed the file: nobody would meet the next on it.
    @Test func aLockIsOnTheFileThatStandsThere() async throws {
        try await ScratchFolder.with { scratch in
            let lock = Place(scratch.path).appending("x.lock")
            let (held, tell) = AsyncStream<Void>.makeStream()
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await FileLock.lending(lock, whenHeld: {}) { _ in
                    group.addTask {
                        try await FileLock.lending(lock, whenHeld: { tell.yield() }) { _ in
                            #expect(FileLock.isHeld(lock))
                        }
                    }
                    for await _ in held { break }
                    try lock.removeFile()
                }
                try await group.waitForAll()
            }
            #expect(try lock.factsIfPresent() != nil)
        }
    }
}
