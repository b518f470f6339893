import Manifest
import StateFiles
import SystemPackage
import Testing

@testable import Desk

/// One moment more by a remark: the program is asked where a model is set, and nothing else is taken.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AdditionTests {
    @Test func theProgramIsAskedForOneMore() async throws {
        try await TrialOutbox.with { trial in
            let program = trial.scratch.appending("program")
            let words = trial.scratch.appending("words")
            try AtomicFile.write(
                "#!/bin/sh\necho \"$@\" >> \(words.string)\n".utf8,
                to: program,
                permissions: [.ownerReadWriteExecute]
            )
            let path = "/api/videos/\(trial.id)/moments"
            try await DeskProcess.with(trial.outbox, ["--has-model", "--program", program.string]) { desk in
                let taken = try desk.ask("POST", path, #"{"remark": "-more of it"}"#)
                #expect(taken.status == 202, "\(taken.text)")
                // The file is there before its line is.
                let deadline = ContinuousClock.now + .seconds(30)
                var said = ""
                while !said.hasSuffix("\n"), ContinuousClock.now < deadline {
                    try await Task.sleep(for: .milliseconds(10))
                    if let bytes = try? Files.read(words) { said = String(decoding: bytes, as: UTF8.self) }
                }
                #expect(said.hasPrefix("refine \(trial.id) --add=-more of it --output "), "\(said)")
                for body in [#"{"remark": " "}"#, "{\"remark\": \"\(String(repeating: "a", count: 1001))\"}"] {
                    #expect(try desk.ask("POST", path, body).status == 422)
                }
                #expect(try desk.ask("POST", path, "{}").status == 400)
                #expect(try desk.ask("POST", "/api/videos/ffffffffffffffff/moments", #"{"remark": "a"}"#).status == 404)
            }
            try await DeskProcess.with(trial.outbox, ["--program", "/bin/true"]) { desk in
                let refused = try desk.ask("POST", path, #"{"remark": "more"}"#)
                #expect(refused.status == 409 && refused.text.contains("no-model"), "\(refused.text)")
            }
        }
    }
}
