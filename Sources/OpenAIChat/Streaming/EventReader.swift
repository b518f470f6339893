/// Reads server-sent events (WHATWG HTML, 9.2) from bytes that come in any pieces: lines end in LF, CR or both, comments and
/// unknown fields are passed over.
///
/// An event whose blank line is missing at the end counts too: not every server sends it.
struct EventReader {
    /// What one event says.
    struct Event: Equatable {
        /// Nil where it has no name; "error" also where the data stood in a field of that name, as llama.cpp used to write it.
        var name: String?
        var data: [UInt8]
    }

    private var line: [UInt8] = []
    private var name: String?
    private var data: [UInt8]?
    private var isFirstLine = true
    /// The last byte was a CR, with which an LF belongs.
    private var wasReturn = false

    /// The events that end in these bytes.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            let isPair = wasReturn && byte == UInt8(ascii: "\n")
            wasReturn = byte == UInt8(ascii: "\r")
            if isPair { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if let event = endLine() { events.append(event) }
            } else {
                line.append(byte)
            }
        }
        return events
    }

    /// The event that the end of all bytes ends, if there is one.
    mutating func end() -> Event? {
        if !line.isEmpty { _ = endLine() }
        return dispatch()
    }

    private mutating func endLine() -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        if line.isEmpty { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "event": name = String(decoding: value, as: UTF8.self)
        case "error":
            name = "error"
            add(value)
        case "data": add(value)
        default: break
        }
        return nil
    }

    private mutating func add(_ value: ArraySlice<UInt8>) {
        data = data.map { $0 + [UInt8(ascii: "\n")] + value } ?? Array(value)
    }

    private mutating func dispatch() -> Event? {
        defer { (name, data) = (nil, nil) }
        return data.map { Event(name: name, data: $0) }
    }
}
