extension String {
    /// The longest beginning, in whole unicode scalars, of at most that many bytes of UTF-8. The service counts characters
    /// or bytes, it does not say which: this fits both.
    func cut(toBytes limit: Int) -> String {
        if utf8.count <= limit { return self }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(unicodeScalars[..<end])
    }
}
