import SystemPackage

extension FilePath {
    /// A path of bytes, which need not be UTF-8 and hold no zero.
    init(bytes: [UInt8]) {
        self.init(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    }
}
