public import SystemPackage

// File names are bytes, which need not be UTF-8; none of them is zero.

extension FilePath {
    /// A path from its bytes.
    public init(bytes: [UInt8]) {
        self.init(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    }
}

extension FilePath.Component {
    /// A name from its bytes; nil where they are no name.
    public init?(bytes: [UInt8]) {
        self.init(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    }
}
