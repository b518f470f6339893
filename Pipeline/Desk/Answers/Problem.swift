import FoundationEssentials
import HTTPTypes
import Manifest
import StateFiles

/// Why a request was not done: a problem document (RFC 9457) with the original's `"success": false` beside it.
struct Problem: Error, Sendable, CustomStringConvertible {
    var status: HTTPResponse.Status
    /// What kind it is, as the last part of its `type`.
    var kind: String
    /// One line: what failed, on what, and what to do.
    var detail: String
    /// Fields of the answer.
    var fields = HTTPFields()
    /// Further members of the document.
    var members: [String: JSONTree] = [:]

    init(
        _ status: HTTPResponse.Status,
        _ kind: String,
        _ detail: String,
        members: [String: JSONTree] = [:]
    ) {
        self.status = status
        self.kind = kind
        self.detail = detail
        self.members = members
    }

    var description: String { detail }

    var answer: Answer {
        var document = members
        document["success"] = .bool(false)
        // Relative to the API's own root, so that it can be looked up where it came from.
        document["type"] = .string("/api/problems/\(kind)")
        document["title"] = .string(status.reasonPhrase.isEmpty ? kind : status.reasonPhrase)
        document["status"] = .integer(status.code)
        document["detail"] = .string(detail)
        // The original's own key for it.
        document["error"] = .string(detail)
        // A tree of plain values is always JSON.
        let bytes = (try? JSONText.line(JSONTree.object(document))).map { Array($0) } ?? Array("{}".utf8)
        var answer = Answer(status, bytes, type: "application/problem+json")
        for field in fields { answer.fields.append(field) }
        return answer
    }

    // MARK: - The usual ones

    static func notFound(_ detail: String) -> Problem { Problem(.notFound, "not-found", detail) }

    static func invalid(_ detail: String) -> Problem { Problem(.badRequest, "invalid-request", detail) }

    static func conflict(_ kind: String, _ detail: String) -> Problem { Problem(.conflict, kind, detail) }

    static func unprocessable(_ errors: [(where: String, what: String)]) -> Problem {
        let list = errors.map { JSONTree.object(["where": .string($0.where), "what": .string($0.what)]) }
        let first = errors.first.map { "\($0.where): \($0.what)" } ?? "it makes no sense"
        return Problem(.unprocessableContent, "invalid-content", first, members: ["errors": .array(list)])
    }

    /// What an error of the libraries comes to.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let failure as Failure where failure.class == .input:
            self.init(.unprocessableContent, "invalid-content", failure.message)
        case let failure as Failure where failure.class == .transient:
            self.init(.serviceUnavailable, "not-now", failure.message)
        case let failure as Failure: self.init(.internalServerError, "failed", failure.message)
        case let error as FileError where error.isMissing: self = .notFound("\(error)".oneLine)
        case let error as FileError where error.isOutOfSpace:
            self.init(
                HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"),
                "no-room",
                error.description
            )
        default: self.init(.internalServerError, "failed", "\(error)".oneLine)
        }
    }
}

extension HTTPResponse.Status {
    /// The desk is asked under a name that is not its own (RFC 9110, 15.5.20).
    static let misdirected = HTTPResponse.Status(code: 421, reasonPhrase: "Misdirected Request")
}
