import Intake
import Manifest
import Pipeline
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// Every JSON file that a run writes is what its published schema says, by a validator that is not ours.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SchemaFilesTests {
    private func validate(_ inbox: Inbox) async throws -> String { try await SchemaFiles.validate(in: inbox.folder) }

    @Test func aFinishedRun() async throws {
        try await Inbox.finished { inbox in
            // Six records, a manifest, a choice and a line for each of three videos.
            let output = try await validate(inbox)
            #expect(output == "valid 27\n")
        }
    }

    @Test func eachSchemaIsPrintedAndListed() async throws {
        try await ScratchFolder.with { scratch in
            let list = try await Program.smartclip.run(["schema"], in: scratch.path)
            for schema in Schema.allCases {
                #expect(list.output.contains(schema.summary))
                let ending = try await Program.smartclip.run(["schema", schema.rawValue], in: scratch.path)
                let text = try schema.text
                #expect(ending.code == 0 && ending.output == text)
            }
        }
    }

    @Test func failuresAndEdits() async throws {
        try await Inbox.finished { inbox in
            try TinyVideos.write("this is no video", to: inbox.inbox.appending("noise.mp4"))
            try TinyVideos.write(
                ##"{"moments": [{"start_time": 1, "end_time": 9, "hashtags": ["#mine"]}]}"##,
                to: inbox.file("alpha/moments.json")
            )
            try TinyVideos.write("[]", to: inbox.file("beta/moments.json"))
            let ending = try await inbox.run()
            #expect(ending.code == 1)
            try Files.removeFile(inbox.file("beta/moments.json"))
            let output = try await validate(inbox)
            #expect(output.hasPrefix("valid "), "\(output)")
        }
    }
}
