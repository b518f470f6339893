import EmulatorKit

/// An answer that is no success, in the shape of the API: `{"error":{"type":…,"messages":[…]}}`.
struct APIError: Error, Equatable {
    var status: Int
    var type: String
    var messages: [String]

    static func invalid(_ message: String) -> APIError {
        APIError(status: 400, type: "invalid_parameters", messages: [message])
    }

    static func notFound(_ what: String) -> APIError {
        APIError(
            status: 404,
            type: "not_found",
            messages: ["The requested \(what) either does not exist or was deleted"]
        )
    }

    static func forbidden(_ message: String) -> APIError {
        APIError(status: 403, type: "forbidden", messages: [message])
    }

    static let unauthorized = APIError(status: 401, type: "unauthorized", messages: ["Unauthorized request"])
    static let malformedID = APIError.invalid("Failed to parse ID")

    var json: JSON {
        ["error": ["type": .string(type), "messages": .array(messages.map { .string($0) })]]
    }
}
