extension String {
    /// Whether this is the path of something below the folder that it is relative to: no empty part, no `.`, no `..`, no zero byte,
    /// at most 4,096 bytes.
    ///
    /// What stands in a file that others may write to is asked this before it is opened, written or removed.
    public var isBelow: Bool {
        let parts = utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return utf8.count <= 4096 && !utf8.contains(0)
            && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
    }
}
