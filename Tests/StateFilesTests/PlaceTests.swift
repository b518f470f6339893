import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import StateFiles

/// Nothing outside the root of a place is read, written or removed by it, whatever stands in the folder or in the names.
@Suite struct PlaceTests {
    /// A folder `out` with a file `sub/own`, and beside it a folder `victim` with a file `precious`.
    private static func with(_ body: (Place, FilePath) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let victim = scratch.path.appending("victim")
            try Files.makeDirectory(victim)
            try AtomicFile.write("precious".utf8, to: victim.appending("precious"))
            let root = Place(scratch.path.appending("out"))
            try root.appending("sub").makeDirectory()
            try root.appending("sub/own").write("own".utf8)
            try await body(root, victim)
            #expect(try Files.list(victim) == ["precious"])
            #expect(try Files.read(victim.appending("precious")) == Array("precious".utf8))
        }
    }

    /// Everything that can be done with a place, by name.
    private static let acts: [(String, @Sendable (Place) throws -> Void)] = [
        ("read", { _ = try $0.read() }),
        ("read if present", { if try $0.readIfPresent() == nil { throw Errno.noSuchFileOrDirectory } }),
        ("digest", { _ = try $0.digest(ofBytes: 8) }),
        ("facts", { _ = try $0.facts() }),
        ("list", { _ = try $0.list() }),
        ("list its folder", { _ = try $0.parent.list() }),
        ("open", { try $0.open().close() }),
        ("append", { try $0.openToAppend().close() }),
        ("write", { try $0.write("x".utf8) }),
        ("write if changed", { try $0.writeIfChanged(Array("x".utf8)) }),
        ("make a folder", { try $0.appending("new").makeDirectory() }),
        ("rename away", { try $0.rename(to: Place($0.root).appending("taken")) }),
        ("rename there", { try Place($0.root).appending("sub/own").rename(to: $0) }),
        ("link", { try $0.link(to: Place($0.root).appending("second")) }),
        ("link there", { try Place($0.root).appending("sub/own").link(to: $0) }),
        ("remove", { try $0.removeFile() }),
        ("remove a tree", { try $0.removeTree() }),
        ("sync", { try $0.sync() }),
        ("lock", { try $0.openToLock().close() }),
        ("hold", { _ = try HeldFolder($0) }),
        ("look into", { _ = try OpenFolder($0) }),
    ]

    @Test(arguments: acts.map(\.0), ["../victim/precious", "sub/../../victim/precious", "/../victim/precious"])
    func aNameThatLeadsOutIsRefused(_ act: String, _ name: String) async throws {
        try await Self.with { root, _ in
            let (_, body) = try #require(Self.acts.first { $0.0 == act })
            #expect(throws: (any Error).self) { try body(root.appending(name)) }
        }
    }

    @Test(arguments: acts.map(\.0))
    func aLinkOnTheWayIsRefused(_ act: String) async throws {
        try await Self.with { root, victim in
            let link = root.appending("clips")
            #expect(link.path.withPlatformString { symlink("../victim", $0) } == 0)
            let (_, body) = try #require(Self.acts.first { $0.0 == act })
            let failure = #expect(throws: FileError.self) { try body(link.appending("precious")) }
            #expect(failure?.isLink == true, "\(failure as Any)")
        }
    }

    /// A link in the place of the file is replaced, renamed or removed as itself; it is never read or written through.
    @Test(arguments: acts.map(\.0))
    func aLinkItselfIsNotFollowed(_ act: String) async throws {
        try await Self.with { root, victim in
            let link = root.appending("link")
            #expect(link.path.withPlatformString { symlink("../victim/precious", $0) } == 0)
            let (_, body) = try #require(Self.acts.first { $0.0 == act })
            do {
                try body(link)
            } catch Errno.noSuchFileOrDirectory {
                #expect(act == "read if present")
            } catch let error as FileError {
                #expect(error.isLink || error.errno == .fileExists || error.errno == .notDirectory, "\(error)")
            }
            if ["read", "digest", "open", "append", "sync", "lock", "hold"].contains(act) {
                #expect(throws: FileError.self) { try body(link) }
            }
            if act == "read if present" { #expect(try link.readIfPresent() == nil) }
            if act == "facts" { #expect(try link.facts().kind == .other) }
            if act.hasPrefix("write") { #expect(try link.read() == Array("x".utf8)) }
        }
    }

    /// A kernel without openat2(2) must refuse the same.
    @Test func stepByStepIsAsStrict() async throws {
        try await Self.with { root, _ in
            #expect(root.appending("planted").path.withPlatformString { symlink("../victim", $0) } == 0)
            let folder = try FileDescriptor.open(root.path, .readOnly, options: .directory)
            defer { Files.closeQuietly(folder) }
            for path: FilePath in ["sub/own", "sub"] {
                try BelowFolder.open(path, in: folder, O_RDONLY).close()
                try BelowFolder.openByStep(path, in: folder, O_RDONLY).close()
            }
            let refused: [(FilePath, CInt)] = [
                ("../victim/precious", EXDEV), ("sub/../../victim/precious", EXDEV), ("/etc/passwd", EXDEV),
                ("planted/precious", ELOOP), ("planted", ELOOP),
            ]
            for (path, code) in refused {
                let refusal = Errno(rawValue: code)
                #expect(throws: refusal, "\(path)") { try BelowFolder.open(path, in: folder, O_RDONLY) }
                #expect(throws: refusal, "\(path)") { try BelowFolder.openByStep(path, in: folder, O_RDONLY) }
            }
            #expect(throws: Errno(rawValue: ELOOP)) {
                try BelowFolder.openByStep("planted", in: folder, O_RDONLY | O_DIRECTORY)
            }
        }
    }

    @Test func aHeldFolderStaysTheOneThatWasOpened() async throws {
        try await Self.with { root, victim in
            let place = root.appending("attempts/a")
            let held = try HeldFolder(place)
            try root.appending("attempts").rename(to: root.appending("away"))
            #expect(root.appending("attempts").path.withPlatformString { symlink("../victim", $0) } == 0)
            try AtomicFile.write("made".utf8, to: held.path.appending("x"))
            #expect(try root.appending("away/a/x").read() == Array("made".utf8))
            try root.appending("sub/x").take(held.path.appending("x"))
            #expect(try root.appending("sub/x").read() == Array("made".utf8))
            // What goes wrong there is told by the folder's own name.
            let failure = #expect(throws: FileError.self) { try Files.read(held.path.appending("gone")) }
            #expect(failure?.path == root.appending("away/a/gone").path)
            withExtendedLifetime(held) {}
        }
    }

    /// Others may have made the folder before, with links in it, or let themselves in.
    @Test(arguments: [0o777, 0o770, 0o750])
    func aHeldFolderIsItsOwnersAlone(_ mode: mode_t) async throws {
        try await Self.with { root, victim in
            let place = root.appending("attempts/a")
            try place.makeDirectory()
            #expect(
                place.appending("clip.mp4").path.withPlatformString { symlink("../../../victim/precious", $0) } == 0
            )
            #expect(place.path.withPlatformString { chmod($0, mode) } == 0)
            let held = try HeldFolder(place)
            #expect(try Files.list(held.path) == [])
            try AtomicFile.write("made".utf8, to: held.path.appending("clip.mp4"))
            // One's own is kept, with what is in it.
            let again = try HeldFolder(place)
            #expect(try Files.list(again.path) == ["clip.mp4"])
            withExtendedLifetime((held, again)) {}
        }
    }

    @Test func whatOthersLeftUnderATemporaryNameIsNotWrittenThrough() async throws {
        try await Self.with { root, victim in
            // The name that the next write will take, whatever number it has.
            let name = AtomicFile.temporaryName(of: "x").string
            let parts = name.split(separator: "-").map(String.init)
            let number = try #require(parts.count == 3 ? Int(parts[1]) : nil)
            for next in number + 1..<number + 200 {
                let planted = root.path.appending("\(parts[0])-\(next)-\(parts[2])")
                #expect(planted.withPlatformString { symlink("../victim/precious", $0) } == 0)
            }
            try root.appending("x").write("mine".utf8)
            #expect(try root.appending("x").read() == Array("mine".utf8))
        }
    }

    @Test func namesNeedNotBeUTF8() async throws {
        try await Self.with { root, _ in
            let name = try #require(FilePath.Component(bytes: [0x61, 0xff, 0x62]))
            try root.appending("sub").appending(name).write("x".utf8)
            #expect(try root.appending("sub").list().contains(name))
            try root.appending("sub").removeTree()
            #expect(root.appending("sub").isGone)
        }
    }
}
