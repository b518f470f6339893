import Concurrency
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A line that a user must see, once and on standard error.
struct Complaint: Sendable, CustomTestStringConvertible {
    /// How it begins; `IN/` stands for the inbox.
    let start: String
    /// What stands in it too: what is wrong, and what to do.
    let phrases: [String]

    var testDescription: String { start }

    /// A path that is no video.
    static func refused(_ name: String, _ phrases: String...) -> Complaint {
        Complaint(start: "IN/\(name): ", phrases: phrases)
    }

    /// A video that failed.
    static func failed(_ video: String, _ stage: StageName, _ phrases: String...) -> Complaint {
        failed(video, stage, phrases)
    }

    static func failed(_ video: String, _ stage: StageName, _ phrases: [String]) -> Complaint {
        Complaint(start: "\(video): failed in \(stage.rawValue): ", phrases: phrases)
    }
}

extension BadInbox {
    /// Runs twice. Both times: each complaint is made in one line and no other is made, the good video is ready, all
    /// sources are as they were and nothing half-made is left. The second run tries nothing again.
    func expectForGood(_ complaints: [Complaint], code: Int, _ more: String...) async throws {
        let sources = try sources()
        let first = try await Program.smartclip.run(arguments + more, in: folder)
        try expect(first, code: code, complaints)
        #expect(try self.sources() == sources)
        let attempts = try attempts()
        let second = try await Program.smartclip.run(arguments + more, in: folder)
        try expect(second, code: code, complaints)
        #expect(try self.attempts() == attempts, "what cannot succeed was tried again")
        #expect(try self.sources() == sources)
        #expect(second.errors.contains(" already were)"))
        let verify = try await Program.smartclip.run(["verify", "--output", "outbox"], in: folder)
        #expect(verify.code == 0, "\(verify.output)")
    }

    /// Checks how a run ended: its code, its complaints, the good video, and that nothing half-made is left.
    func expect(_ ending: Program.Ending, code: Int, _ complaints: [Complaint], goodIs: VideoStatus? = .ready) throws {
        #expect(ending.code == code, "\(ending.errors)")
        #expect(ending.output.isEmpty)
        let lines = ending.errors.split(separator: "\n")
        let troubles = lines.filter { line in
            line.contains(": failed in ") || line.contains(": partly ready in ") || line.hasPrefix("\(folder)")
                || line.hasPrefix("smartclip: ")
        }
        #expect(troubles.count == complaints.count, "\(ending.errors)")
        for complaint in complaints {
            let start = complaint.start.hasPrefix("IN/") ? "\(inbox)\(complaint.start.dropFirst(2))" : complaint.start
            let line = troubles.first { $0.hasPrefix(start) }
            #expect(line != nil, "no line begins \(start) in\n\(ending.errors)")
            for phrase in complaint.phrases { #expect(line?.contains(phrase) ?? true, "\(line ?? ""): no \(phrase)") }
        }
        if let goodIs { #expect(try manifest("good").status == goodIs, "\(ending.errors)") }
        #expect(try OutboxTree(outbox).leftovers == [])
    }

    /// The command line that all these tests run.
    var arguments: [String] { ["run", "inbox", "--output", "outbox"] + Self.flags }
}
