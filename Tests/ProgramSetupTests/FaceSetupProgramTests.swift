import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// `smartclip setup faces` itself, with the pins that it ships with.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FaceSetupProgramTests {
    private func run(
        _ arguments: [String],
        in folder: FilePath,
        _ more: [String: String?] = [:]
    ) async throws -> Program.Ending {
        var program = try Program.smartclip
        program.environment = SmallSetup.alone.merging(more) { $1 }
        return try await program.run(
            arguments + ["--data", folder.appending("data").string],
            in: folder
        )
    }

    @Test func wrongUsage() async throws {
        try await ScratchFolder.with { scratch in
            let ending = try await run(["setup", "faces", "--remove", "--from", "x"], in: scratch.path)
            #expect(ending.code == 2 && ending.errors.contains("--remove and --from exclude each other"))
        }
    }

    @Test func withoutTheNetworkItSaysSoAndCanBeTakenAway() async throws {
        try await ScratchFolder.with { scratch in
            let ending = try await run(["setup", "faces"], in: scratch.path)
            #expect(ending.code == 75, "\(ending.errors)")
            let line = ending.errors.split(separator: "\n").last ?? ""
            #expect(line.hasPrefix("smartclip: numpy: the package index cannot be reached"), "\(line)")
            let data = scratch.path.appending("data")
            #expect(try Files.list(data).map(\.string) == ["faces"])
            let removed = try await run(["setup", "faces", "--remove"], in: scratch.path)
            #expect(removed.code == 0 && removed.output.hasPrefix("the face finder is removed from \(data): "))
            #expect(Files.isGone(data))
            let again = try await run(["setup", "faces", "--remove", "--json"], in: scratch.path)
            #expect(again.output == "{\"changed\":false,\"folder\":\"\(data)\",\"freed\":0}\n")
        }
    }

    @Test func doctorSaysWhatItIsForAndWhatIsBroken() async throws {
        try await ScratchFolder.with { scratch in
            let absent = try await run(["doctor"], in: scratch.path)
            #expect(absent.output.contains(#/faces +ok +the face finder is not set up in .*run smartclip setup faces/#))
            try Files.makeDirectory(scratch.path.appending("data/faces"))
            try AtomicFile.write([1], to: scratch.path.appending("data/faces/faces.json"))
            let broken = try await run(["doctor"], in: scratch.path)
            #expect(broken.output.contains(#/faces +warning +the face finder is not whole/#), "\(broken.output)")
        }
    }
}
