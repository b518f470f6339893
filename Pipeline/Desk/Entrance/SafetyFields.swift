import HTTPTypes

/// Fields that go with every answer: nothing is loaded from elsewhere, framed, sniffed or told to others.
enum SafetyFields {
    static let policy =
        "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; "
        + "base-uri 'none'; form-action 'self'"

    private static let all: [(HTTPField.Name?, String)] = [
        (.contentSecurityPolicy, policy),
        (.xContentTypeOptions, "nosniff"),
        (HTTPField.Name("Referrer-Policy"), "no-referrer"),
        (HTTPField.Name("Cross-Origin-Resource-Policy"), "same-origin"),
        (HTTPField.Name("Cross-Origin-Opener-Policy"), "same-origin"),
    ]

    static func add(to fields: inout HTTPFields) {
        for (name, value) in all {
            if let name { fields[name] = value }
        }
        // What is told today may be otherwise tomorrow; what may be kept says so itself.
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
    }
}
