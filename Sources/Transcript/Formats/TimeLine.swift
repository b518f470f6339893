/// A line that is none of the usual time lines, looked at again: what it is meant to be.
enum TimeLine {
    /// Something else.
    case none
    /// The number of a cue behind invisible marks.
    case number(Bytes)
    /// Times in seconds, which may be below zero, and what follows them.
    case times(Double, Double, Bytes)
    /// Times that make no sense.
    case unreadable

    /// The longest line of times, settings included, in bytes.
    private static let longest = 400

    /// Takes a line without white space in front.
    init(_ line: Bytes) {
        self = .none
        guard line.count <= Self.longest, let plain = Self.plain(line) else { return }
        let text = plain[...]
        let body = text.trimmed
        if body.count < line.count, !body.isEmpty, body.count <= 9, body.allSatisfy(\.isDigit), line.first != body.first
        {
            self = .number(body)
            return
        }
        var rest = body
        // Whatever follows, this is no text.
        if body.arrow != nil, body.contains(0x3A), body.count(where: \.isDigit) >= 6 { self = .unreadable }
        guard let start = Self.time(&rest) else { return }
        rest.skipSpaces()
        let dashes = rest.prefix { $0 == 0x2D || $0 == 0x3D || $0 == 0x20 }
        rest = rest[dashes.endIndex...]
        let isArrow = rest.take(0x3E)
        // A dash alone parts the hours of an opening too: only times to the millisecond are meant as times then.
        guard isArrow || (dashes.contains(0x2D) && body.count(where: \.isDigit) >= 14) else { return }
        while rest.take(0x3E) {}
        rest.skipSpaces()
        let behind = rest
        guard let end = Self.time(&rest) else {
            guard isArrow else { return }
            // Without an end the cue lasts as long as its words.
            self = behind.isEmpty || behind.first?.isDigit == true ? .times(start, max(start, 0.001), []) : .unreadable
            return
        }
        while let mark = rest.first, mark == 0x3A || mark == 0x2C || mark == 0x2E { rest.removeFirst() }
        guard rest.first.map(\.isSpace) ?? true, isArrow || rest.isEmpty else {
            if isArrow { self = .unreadable }
            return
        }
        self = .times(start, end, rest.trimmed)
    }

    /// A time with its sign; seconds may have been rounded to 60, the hours and minutes may lack where there are
    /// decimals.
    private static func time(_ bytes: inout Bytes) -> Double? {
        var rest = bytes
        let isNegative = rest.take(0x2D)
        if !isNegative { _ = rest.take(0x2B) }
        var parts: [Int] = []
        var count = 0
        while parts.count < 4, let part = rest.takeDigits() {
            parts.append(part.value)
            count += part.count
            var next = rest
            next.skipSpaces()
            guard next.take(0x3A) else { break }
            next.skipSpaces()
            guard next.first?.isDigit == true else { break }
            rest = next
        }
        // A fourth part is the decimals.
        var fraction = 0
        if parts.count == 4 {
            fraction = parts.removeLast()
            guard fraction < 1000 else { return nil }
        } else if let mark = rest.first, mark == 0x2C || mark == 0x2E || mark == 0x27 {
            rest.removeFirst()
            rest.skipSpaces()
            let digits = rest.prefix { $0.isDigit }
            if parts.count == 1, digits.count != 3 { return nil }
            fraction = digits.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
            for _ in 0..<max(0, 3 - digits.count) { fraction *= 10 }
            rest = rest[digits.endIndex...]
        } else if parts.count < 2 {
            return nil
        }
        guard count >= 1, parts.dropFirst().allSatisfy({ $0 <= 60 }) else { return nil }
        let seconds = Double(parts.reduce(0) { $0 * 60 + $1 } * 1000 + fraction) / 1000
        bytes = rest
        return isNegative ? -seconds : seconds
    }

    /// The line in plain characters where its first one may begin times: digits, dashes, arrows and colons of every
    /// kind as ASCII, invisible marks left out. Nil where it begins otherwise.
    private static func plain(_ line: Bytes) -> [UInt8]? {
        var out: [UInt8] = []
        for scalar in line.text.unicodeScalars {
            if scalar.value < 0x80 {
                if out.isEmpty, !(UInt8(scalar).isDigit || scalar == "-" || scalar == "+" || scalar == " ") {
                    return nil
                }
                out.append(UInt8(scalar))
                continue
            }
            switch scalar.value {
            case _ where scalar.isInvisible || scalar.value == 0x200B || scalar.value == 0xFEFF: continue
            case _ where scalar.isBlank: out.append(0x20)
            case 0x2010...0x2015, 0x2212, 0xFE63, 0xFF0D: out.append(0x2D)
            case 0xFF1A, 0x2236, 0xFE13, 0xFE55, 0xA789: out.append(0x3A)
            case 0xFF0C, 0x3001, 0x66B, 0x60C: out.append(0x2C)
            case 0xFF0E, 0x3002: out.append(0x2E)
            case 0x2190...0x21FF, 0x27F0...0x27FF, 0x2794...0x27BE: out += [0x2D, 0x2D, 0x3E]
            case 0xFF1E, 0x203A, 0xBB: out.append(0x3E)
            default:
                if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
                    out.append(0x30 + UInt8(value))
                } else if out.isEmpty {
                    return nil
                } else {
                    out += Array(String(scalar).utf8)
                }
            }
        }
        return Self.withArrow(out)
    }

    /// `&gt;` is an arrow's head too.
    private static func withArrow(_ line: [UInt8]) -> [UInt8] {
        guard let place = line[...].firstIndex(of: "&gt;", from: 0) else { return line }
        return line[..<place] + [0x3E] + line[(place + 4)...]
    }
}
