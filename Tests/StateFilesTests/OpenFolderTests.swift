import StateFiles
import SystemPackage
import TestSupport
import Testing

@Suite struct OpenFolderTests {
    @Test func filesAreTheSameByTheirWholePaths() async throws {
        try await ScratchFolder.with { scratch in
            try Files.makeDirectory(scratch.path.appending("sub"))
            try AtomicFile.write([1, 2, 3], to: scratch.path.appending("sub/ä b"))
            let folder = try OpenFolder(Place(scratch.path))
            for name in ["sub", "sub/ä b"] {
                #expect(try folder.facts(of: name) == FileFacts(of: scratch.path.appending(name)))
            }
        }
    }

    @Test func whatIsMissingIsNamedByItsWholePath() async throws {
        try await ScratchFolder.with { scratch in
            let folder = try OpenFolder(Place(scratch.path))
            do throws(FileError) {
                _ = try folder.facts(of: "sub/gone")
                Issue.record("a file that is not there has no facts")
            } catch {
                #expect(error.isMissing && error.path == scratch.path.appending("sub/gone"))
            }
            let absent = scratch.path.appending("absent")
            #expect(throws: FileError("open", absent, .noSuchFileOrDirectory)) { _ = try OpenFolder(Place(absent)) }
        }
    }

    @Test func namesAreListedInTheOrderOfTheirBytes() async throws {
        try await ScratchFolder.with { scratch in
            let names = ["b", "a", "ab", "Z", "é", "a-1", "a.1", "10", "9"]
            for name in names { try AtomicFile.write([], to: scratch.path.appending(name)) }
            let listed = try Files.list(scratch.path).map(\.string)
            #expect(listed == ["10", "9", "Z", "a", "a-1", "a.1", "ab", "b", "é"])
        }
    }
}
