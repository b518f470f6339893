import EmulatorKit

/// An answer of the stream hosts that is no success; theirs is another shape: `{"code":…,"message":…}`.
struct StreamError: Error {
    var status: Int
    var code: Int
    var message: String

    static let notFound = StreamError(status: 404, code: 5, message: "not found")
    static let forbidden = StreamError(status: 403, code: 7, message: "missing or invalid token")
    static func invalid(_ message: String) -> StreamError { StreamError(status: 400, code: 3, message: message) }

    var json: JSON { ["code": .int(code), "message": .string(message)] }
}
