import FoundationEssentials
import Glibc
import Manifest
import Outbox
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Desk

/// A desk that runs as a program of its own, and what can be asked of it.
struct DeskProcess: Sendable {
    let port: Int
    let token: String
    let number: Int32
    let outbox: Outbox

    /// Serves an outbox for as long as the body takes, then ends the desk and sees that it ends in good order.
    static func with(
        _ outbox: Outbox,
        _ flags: [String] = [],
        environment: [Environment.Key: String?] = [:],
        expecting ending: TerminationStatus = .exited(0),
        _ body: (DeskProcess) async throws -> Void
    ) async throws {
        let result = try await Subprocess.run(
            .path(try Program.builtWithTests("smartclip-desk")),
            arguments: Arguments(["--output", outbox.root.string, "--port", "0", "--grace", "5"] + flags),
            environment: .inherit.updating(environment),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                let port = line.split(separator: ":").last.flatMap { Int($0.prefix(while: \.isNumber)) }
                let token = try Files.read(outbox.root.appending(".smartclip").appending("token"))
                let desk = DeskProcess(
                    port: try #require(port, "\(line)"),
                    token: String(decoding: token, as: UTF8.self).filter { !$0.isNewline },
                    number: execution.processIdentifier.value,
                    outbox: outbox
                )
                do {
                    try await body(desk)
                } catch {
                    try execution.send(signal: .kill)
                    throw error
                }
                break
            }
            // A test may have ended it.
            try? execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus == ending)
    }

    /// Asks on a connection of its own, with the token.
    func ask(
        _ method: String,
        _ path: String,
        _ body: String? = nil,
        _ fields: [String: String] = [:],
        isKnown: Bool = true
    ) throws -> Wire.Answer {
        let wire = try Wire(port: port)
        var all = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
        if isKnown { all["Authorization"] = "Bearer \(token)" }
        if let body {
            all["Content-Type"] = "application/json"
            all["Content-Length"] = "\(body.utf8.count)"
        }
        all.merge(fields) { $1 }
        let lines = all.filter { !$0.value.isEmpty }.map { "\($0): \($1)\r\n" }.sorted().joined()
        try wire.send("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body ?? "")")
        return try wire.answer(isHead: method == "HEAD")
    }

    /// The same, its answer read as JSON.
    func json(_ method: String, _ path: String, _ body: String? = nil, _ fields: [String: String] = [:]) throws
        -> JSONTree
    {
        try JSONText.decode(JSONTree.self, from: Data(try ask(method, path, body, fields).body))
    }
}

extension JSONTree {
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var whole: Int? { if case .integer(let value) = self { value } else { nil } }
    var isTrue: Bool { self == .bool(true) }
}
