import Intake
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Watching

@Suite struct WholenessTests {
    private func isOpen(_ path: FilePath) throws -> Bool {
        let file = try Files.open(path, .readOnly)
        return try file.closeAfter { Wholeness.isOpenForWriting(file) }
    }

    @Test func aWriterIsSeenForAsLongAsItHasTheFileOpen() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("a.mp4")
            let writer = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create],
                permissions: .ownerReadWrite
            )
            for _ in 0..<2 { #expect(try isOpen(path)) }
            try writer.close()
            #expect(try !isOpen(path))
        }
    }

    @Test func aReaderIsNoWriterAndNobodyIsKeptOut() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("a.mp4")
            try AtomicFile.write([1], to: path)
            let reader = try Files.open(path, .readOnly)
            #expect(try !isOpen(path))
            try reader.close()
            let file = try Files.open(path, .readOnly)
            #expect(!Wholeness.isOpenForWriting(file))
            // The lease is given back: a writer that does not wait for it gets the file.
            let writer = try FileDescriptor.open(path, .writeOnly, options: [.nonBlocking])
            #expect(Wholeness.isOpenForWriting(file))
            try writer.close()
            try file.close()
        }
    }
}
