/// Times as the rate limit's headers write them: "12ms", "6m0s", "1h2m3.5s"; a number alone is seconds.
enum UnitDuration {
    /// Nil for what is not one; more than a year is a year.
    static func parse(_ text: some StringProtocol) -> Duration? {
        var rest = text[...]
        var seconds = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(String(digits)), let size = size(String(unit)),
                !unit.isEmpty || digits.count == text.count
            else { return nil }
            seconds += number * size
        }
        return .seconds(min(seconds, 365 * 86_400))
    }

    private static func size(_ unit: String) -> Double? {
        switch unit {
        case "ns": 1e-9
        case "us", "µs", "μs": 1e-6
        case "ms": 1e-3
        case "s", "": 1
        case "m": 60
        case "h": 3600
        case "d": 86_400
        default: nil
        }
    }
}
