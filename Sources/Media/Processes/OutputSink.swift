/// What takes the standard output of a child process while it runs. A value: it goes in, gathers, and comes back.
protocol OutputSink: Sendable {
    /// Takes the next bytes.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) throws(MediaError)
    /// Takes note that nothing more comes.
    mutating func finish() throws(MediaError)
}

/// Keeps all of the output, up to a limit.
struct ByteSink: OutputSink {
    private(set) var bytes: [UInt8] = []
    let limit: Int

    mutating func receive(_ new: UnsafeRawBufferPointer) throws(MediaError) {
        guard bytes.count + new.count <= limit else {
            throw .unexpected(program: "ffmpeg", source: "a source", detail: "more than \(limit) bytes of output")
        }
        bytes.append(contentsOf: new)
    }

    mutating func finish() {}
}

/// Splits the output into lines and hands each to a reader.
struct LineSink<Reader: LineReader>: OutputSink {
    private(set) var reader: Reader
    private var partial: [UInt8] = []

    init(_ reader: Reader) { self.reader = reader }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                finish()
            } else if partial.count < 65536 {
                // A line longer than any that ffmpeg prints is not one we look for.
                partial.append(byte)
            }
        }
    }

    mutating func finish() {
        guard !partial.isEmpty else { return }
        reader.read(String(decoding: partial, as: UTF8.self))
        partial.removeAll(keepingCapacity: true)
    }
}

/// What understands the lines of one program.
protocol LineReader: Sendable {
    /// Takes one line, without its end.
    mutating func read(_ line: String)
}

/// A reader that is chosen while the program runs.
struct AnyLineReader: LineReader {
    var reader: any LineReader

    mutating func read(_ line: String) { reader.read(line) }
}
