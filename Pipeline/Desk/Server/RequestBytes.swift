import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Manifest
import NIOCore

/// Reads a small body to its end: not more bytes than it may have, and not for longer than a body of that size takes.
enum RequestBytes {
    /// After this an end is not waited for.
    static let patience = Duration.seconds(20)

    static func all(of request: Request, atMost limit: Int) async throws -> [UInt8] {
        let tooLarge = Problem(.contentTooLarge, "too-large", "the body may have \(limit) bytes")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
        let body = request.body
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var bytes: [UInt8] = []
                for try await part in body {
                    bytes.append(contentsOf: part.readableBytesView)
                    if bytes.count > limit { throw tooLarge }
                }
                return bytes
            }
            group.addTask {
                try await Task.sleep(for: patience)
                throw Problem(
                    .requestTimeout,
                    "too-slow",
                    "the body did not come within \(patience.components.seconds) s"
                )
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    /// The same, understood.
    static func json<Value: Decodable>(_ type: Value.Type, of request: Request, atMost limit: Int) async throws -> Value
    {
        let bytes = try await all(of: request, atMost: limit)
        do throws(JSONTextError) {
            return try JSONText.decode(type, from: Data(bytes))
        } catch {
            throw Problem.invalid("the body cannot be read: \(error)")
        }
    }
}
