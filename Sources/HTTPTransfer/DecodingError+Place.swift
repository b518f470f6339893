extension DecodingError {
    /// What is wrong with a server's JSON, in a line: the path of the field, and its fault.
    package var whatAndWhere: String {
        switch self {
        case .typeMismatch(let type, let context): "\(Self.path(context)): not a \(type)"
        case .valueNotFound(_, let context): "\(Self.path(context)): null or missing"
        case .keyNotFound(let key, let context): "\(Self.path(context)).\(key.stringValue): missing"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "not JSON" : "\(Self.path(context)): \(context.debugDescription)"
        @unknown default: "not as described"
        }
    }

    private static func path(_ context: Context) -> String {
        context.codingPath.reduce("answer") { path, key in
            key.intValue.map { "\(path)[\($0)]" } ?? "\(path).\(key.stringValue)"
        }
    }
}
