import EmulatorKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// A client made of curl, which knows nothing of the emulator.
struct EmulatorClient: Sendable {
    struct Reply {
        var status: Int
        /// Names in lower case.
        var headers: [String: String]
        var body: [UInt8]

        var json: JSON { get throws { try JSON(bytes: body) } }
        var text: String { String(decoding: body, as: UTF8.self) }
        /// What is in the envelope of a success.
        var data: JSON { get throws { try #require(try json["data"]) } }
        /// The first message of an error.
        var message: String? { get throws { try json["error"]?["messages"]?.items?.first?.text } }
        var errorType: String? { get throws { try json["error"]?["type"]?.text } }
    }

    /// curl's own failure: 18 a body cut short, 52 no answer, 56 a connection that was reset.
    struct Failure: Error { var code: Int }

    static let tokenID = "token"
    static let tokenSecret = "secret"
    static let webhookSecret = "webhook secret"

    let base: String
    let port: Int

    /// Asks the API, with the token unless told otherwise.
    func api(_ method: String, _ path: String, _ body: JSON? = nil, user: String? = nil) async throws -> Reply {
        try await send(
            method,
            base + path,
            body: try body?.bytes,
            extra: ["-u", user ?? "\(Self.tokenID):\(Self.tokenSecret)"]
        )
    }

    /// Sends bytes to the URL of an upload.
    func put(_ url: String, _ bytes: [UInt8] = [], range: String? = nil, _ extra: [String] = []) async throws -> Reply {
        try await send("PUT", url, body: bytes, extra: (range.map { ["-H", "Content-Range: \($0)"] } ?? []) + extra)
    }

    func send(_ method: String, _ url: String, body: [UInt8]? = nil, extra: [String] = []) async throws -> Reply {
        var arguments = ["-sS", "-i", "-m", "60", "-X", method, "-H", "Expect:"] + extra
        if body != nil { arguments += ["--data-binary", "@-"] }
        let result = try await Subprocess.run(
            .name("curl"),
            arguments: .init(arguments + [url]),
            input: .array(body ?? []),
            output: .bytes(limit: 64 << 20),
            error: .discarded
        )
        guard result.terminationStatus.isSuccess else {
            guard case .exited(let code) = result.terminationStatus else { throw Failure(code: -1) }
            throw Failure(code: Int(code))
        }
        return try Self.parse(result.standardOutput)
    }

    private static func parse(_ output: [UInt8]) throws -> Reply {
        let end = try #require(output.firstRange(of: Array("\r\n\r\n".utf8)))
        let lines = String(decoding: output[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let status = try #require(lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2 else { continue }
            headers[sides[0].lowercased()] = String(sides[1].drop { $0 == " " })
        }
        return Reply(status: status, headers: headers, body: Array(output[end.upperBound...]))
    }
}
