import StateFiles
import SystemPackage

/// A voice of espeak-ng.
struct Voice {
    var name: String
    /// Words a minute.
    var speed = 160
    var pitch = 50

    /// Samples a second that it speaks in.
    static let rate = 22050

    /// Voices of many kinds, so that a long talk is not one sound over and over.
    static func any(using random: inout some RandomNumberGenerator) -> Voice {
        let names = ["en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-us+f2", "en-gb+f4", "en-us+m3", "en-gb+m7"]
        return Voice(
            name: names.randomElement(using: &random) ?? "en-us",
            speed: .random(in: 135...175, using: &random),
            pitch: .random(in: 30...65, using: &random)
        )
    }

    /// What it says, as 16-bit samples.
    func say(_ text: String, in folder: FilePath) throws -> [Int16] {
        let file = folder.appending("said.wav")
        try Command.tool(
            "espeak-ng",
            ["-v", name, "-s", "\(speed)", "-p", "\(pitch)", "-w", file.string, text]
        ).measured()
        let bytes = try Files.read(file)
        // It writes a head of 44 bytes.
        guard bytes.count > 44, bytes[36..<40].elementsEqual("data".utf8), bytes[22] == 1, bytes[34] == 16 else {
            throw BenchError("\(file) is not a WAV file of 16 bit, mono")
        }
        return Self.samples(in: bytes[44...])
    }

    /// Raw ones of 16 bit.
    static func samples(in bytes: ArraySlice<UInt8>) -> [Int16] {
        stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
        }
    }
}

/// Raw samples that are written to a file one after the other.
struct SampleFile: ~Copyable {
    private let file: FileDescriptor
    let path: FilePath
    private(set) var count = 0

    init(_ path: FilePath) throws {
        self.path = path
        file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: [.ownerReadWrite]
        )
    }

    mutating func add(_ samples: some Sequence<Int16>) throws {
        let bytes = samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        try file.writeAll(bytes)
        count += bytes.count / 2
    }

    /// Silence as rooms have it: the faintest noise.
    mutating func addPause(_ seconds: Double, rate: Int, using random: inout some RandomNumberGenerator) throws {
        try add((0..<Int(seconds * Double(rate))).map { _ in Int16.random(in: -4...4, using: &random) })
    }

    consuming func close() throws { try file.close() }
}
