import HTTPTransfer

extension [String] {
    /// Words of a server that quote one of our secrets (the address it was asked by, say) are not passed on.
    func withholding(_ secret: Secret?) -> [String] {
        guard let secret else { return self }
        return map { secret.isQuoted(in: $0) ? "(words that quote a secret)" : $0 }
    }
}

extension MuxError {
    func withholding(_ secret: Secret?) -> MuxError {
        var error = self
        error.words = words.withholding(secret)
        return error
    }
}

extension HTTPRequest.Address {
    var secret: Secret? {
        if case .secret(let secret) = self { secret } else { nil }
    }
}

extension Secret {
    /// Whether a text has the beginning of any of its long words: what a line is cut to may end within one.
    fileprivate func isQuoted(in text: String) -> Bool {
        reveal.split { !$0.isLetter && !$0.isNumber }.contains { $0.count >= 16 && text.contains($0.prefix(12)) }
    }
}
