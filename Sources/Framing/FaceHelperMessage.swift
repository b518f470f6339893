/// What the helper `see.py` is asked, a line of JSON each.
public struct FaceHelperRequest: Encodable, Sendable {
    /// What is asked.
    public enum Deed: Sendable {
        /// Load the face finder's weights; the first request of all.
        case open(model: String, threads: Int)
        /// Look at pictures: raw, three bytes a pixel (blue, green, red), one after the other, in a file or a named pipe.
        /// `step` is the time from one to the next in seconds.
        case see(frames: String, size: PictureSize, step: Double)
    }

    private let id: Int
    private let deed: Deed

    /// A request; its number comes back with each line of the answer.
    public init(id: Int, _ deed: Deed) {
        self.id = id
        self.deed = deed
    }

    private enum Key: String, CodingKey {
        case id, `do`, model, threads, frames, width, height, step
    }

    /// Writes it as the helper reads it.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        switch deed {
        case .open(let model, let threads):
            try fields.encode("open", forKey: .do)
            try fields.encode(model, forKey: .model)
            try fields.encode(threads, forKey: .threads)
        case .see(let frames, let size, let step):
            try fields.encode("see", forKey: .do)
            try fields.encode(frames, forKey: .frames)
            try fields.encode(size.width, forKey: .width)
            try fields.encode(size.height, forKey: .height)
            try fields.encode(step, forKey: .step)
        }
    }
}

/// What the helper answers, a line of JSON each: one of these is there.
public struct FaceHelperLine: Decodable, Sendable {
    /// That of the request; nil where that could not be read.
    public let id: Int?
    /// The finder is loaded.
    public let opened: Opened?
    /// What a picture shows. More comes.
    public let sighting: Sighting?
    /// All pictures were looked at; so many.
    public let seen: Int?
    /// The request cannot be done.
    public let error: Trouble?

    /// A finder that is loaded.
    public struct Opened: Codable, Sendable, Hashable {
        /// `YuNet 2023mar, OpenCV 4.14.0`
        public let engine: String
    }

    /// What is wrong with a request. The helper can be asked others.
    public struct Trouble: Codable, Sendable, Hashable {
        /// Where the fault lies.
        public enum Kind: String, Codable, Sendable {
            /// The pictures cannot be read, or there are none.
            case frames
            /// The weights, or the packages.
            case model
            /// There is too little memory.
            case memory
            /// The program's own.
            case bug
        }

        /// Where the fault lies.
        public let kind: Kind
        /// One line.
        public let message: String
    }
}
