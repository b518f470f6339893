import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// What others may put where a small file is looked for.
@Suite(.timeLimit(.minutes(5))) struct HostileFileTests {
    @Test(arguments: ["clips/01.mp4", "a", "...", "a/..b", "\u{E9}/x"])
    func pathsBelow(_ path: String) {
        #expect(path.isBelow)
    }

    @Test(
        arguments: [
            "", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/..", "./a", "a/.", "a//b", "a/", "a\0b",
            String(repeating: "a", count: 4097),
        ]
    )
    func pathsElsewhere(_ path: String) {
        #expect(!path.isBelow)
    }

    /// A pipe that nobody writes to would be waited for, and a device read, for ever.
    @Test func pipesAndDevicesAreRefusedAtOnce() async throws {
        try await ScratchFolder.with { scratch in
            let pipe = scratch.path.appending("pipe")
            #expect(pipe.withPlatformString { mkfifo($0, 0o600) } == 0)
            let device = scratch.path.appending("device")
            #expect(device.withPlatformString { symlink("/dev/zero", $0) } == 0)
            for path in [pipe, device] {
                #expect(throws: FileError.self) { try Files.read(path) }
                #expect(throws: FileError.self) { try Files.readIfPresent(path) }
            }
        }
    }

    @Test func whatIsTooLargeIsNamedAndNotRead() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("record.json")
            try AtomicFile.write([1, 2, 3], to: path)
            #expect(throws: FileError.self) { try Files.read(path, atMost: 2) }
            #expect(try Files.read(path, atMost: 3) == [1, 2, 3])
            #expect(path.withPlatformString { truncate($0, off_t(Files.largest) + 1) } == 0)
            let error = #expect(throws: FileError.self) { try Files.read(path) }
            #expect(error?.description.hasPrefix("cannot read (it has more than 64 MiB) \(path): ") == true)
            // It stands in the way of nothing that is written there.
            #expect(try Place(file: path).writeIfChanged([4]))
            #expect(try Files.read(path) == [4])
            #expect(try !Place(file: path).writeIfChanged([4]))
        }
    }
}
