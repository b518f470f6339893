import StateFiles

/// A video that stands at a host already, as a command line names it: `mux:ASSET_ID`. A file of such a name is given as
/// `./mux:…`.
public struct AssetName: Sendable, Hashable, CustomStringConvertible {
    /// What a name begins with.
    public static let prefix = "mux:"

    /// The host's id of the asset: letters and digits.
    public let id: String

    /// What is wrong with a name that is none.
    public struct Malformed: Error, CustomStringConvertible {
        let text: String

        /// What was given, what is to be given, and what to do where a file is meant.
        public var description: String {
            "\(text.oneLine) is not mux: and the id of an asset, which is letters and digits; a file of that name is given as "
                + "./\(text.oneLine)"
        }
    }

    /// Takes an id; nil where it cannot be one.
    public init?(id: String) {
        let isWord = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: false
            }
        }
        guard 1...128 ~= id.utf8.count, isWord else { return nil }
        self.id = id
    }

    /// Reads an argument; nil where it is a path.
    public init?(argument: String) throws(Malformed) {
        guard argument.hasPrefix(Self.prefix) else { return nil }
        guard let name = Self(id: String(argument.dropFirst(Self.prefix.utf8.count))) else {
            throw Malformed(text: argument)
        }
        self = name
    }

    /// The name as it is given.
    public var description: String { Self.prefix + id }
}
