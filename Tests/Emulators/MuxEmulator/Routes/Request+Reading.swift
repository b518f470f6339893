import EmulatorKit

extension Request {
    /// A number of the query. Throws 400 where it is none.
    func number(_ name: String) throws(APIError) -> Double? {
        guard let text = query[name] else { return nil }
        guard let value = Double(text), value.isFinite else { throw .invalid("\(name) must be a number") }
        return value
    }
}

extension RequestBody {
    /// The body as an object of JSON; an empty one where nothing was sent. Throws 400 where it is none.
    func json() async throws -> JSON {
        let bytes: [UInt8]
        do {
            bytes = try await collect()
        } catch EmulatorError.bodyTooLarge {
            throw APIError(status: 413, type: "invalid_parameters", messages: ["Request body is too large"])
        }
        guard !bytes.isEmpty else { return [:] }
        guard let value = try? JSON(bytes: bytes), value.members != nil else {
            // Why it does not parse is the client's to find; the service says no more either.
            throw APIError.invalid("Failed to parse request body as JSON")
        }
        return value
    }
}
