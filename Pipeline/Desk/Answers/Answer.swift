import FoundationEssentials
import HTTPTypes
import Manifest
import NIOCore

/// What the desk answers to a request, before any of it is written.
struct Answer: Sendable {
    /// What follows the fields.
    enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// Bytes that are sent again and again, without a copy.
        case buffer(ByteBuffer)
        /// A part of an open file.
        case file(OpenedFile, Range<Int>)
        /// Events for as long as somebody listens.
        case events(EventStream)
    }

    var status: HTTPResponse.Status
    var fields = HTTPFields()
    var body = Body.none

    /// How many bytes the body has; nil where nobody knows.
    var length: Int? {
        switch body {
        case .none: 0
        case .bytes(let bytes): bytes.count
        case .buffer(let buffer): buffer.readableBytes
        case .file(_, let range): range.count
        case .events: nil
        }
    }

    init(_ status: HTTPResponse.Status) {
        self.status = status
    }

    /// Bytes of a type.
    init(_ status: HTTPResponse.Status = .ok, _ bytes: [UInt8], type: String) {
        self.status = status
        fields[.contentType] = type
        body = .bytes(bytes)
    }

    /// A value as JSON. Its own `success` says that it went well.
    init(_ status: HTTPResponse.Status = .ok, json value: some Encodable) throws {
        self.init(status, Array(try JSONText.line(value)), type: "application/json")
    }

    /// The same with a field set.
    func with(_ name: HTTPField.Name, _ value: String) -> Answer {
        var answer = self
        answer.fields[name] = value
        return answer
    }
}
