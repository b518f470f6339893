import Crypto
public import HTTPTransfer

/// Whether a webhook is from the service: the `Mux-Signature` header over the raw body.
public enum WebhookSignature {
    /// What a header is worth.
    public enum Verdict: Sendable, Equatable {
        case valid
        /// The header is not `t=…,v1=…`.
        case malformed
        case wrong
        /// Signed too long ago: it may be a replay.
        case tooOld
    }

    /// `now` and the header's time are seconds since 1970. A header from the future is taken: clocks differ. Any of several `v1`
    /// may match, as while a secret is being changed.
    public static func verify(
        header: String,
        body: [UInt8],
        secret: Secret,
        now: Int64,
        tolerance: Int64 = 300
    ) -> Verdict {
        var time: Substring?
        var codes: [[UInt8]] = []
        for part in header.split(separator: ",") {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return .malformed }
            switch pair[0] {
            case "t":
                if time != nil { return .malformed }
                time = pair[1]
            case "v1": if let code = bytes(ofHex: pair[1]) { codes.append(code) }
            default: break
            }
        }
        // Digits alone: what is signed is the text, and a sign or a space would be another text for the same time.
        guard let time, time.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let signed = Int64(time) else { return .malformed }
        guard header.contains("v1=") else { return .malformed }
        let key = SymmetricKey(data: Array(secret.reveal.utf8))
        let text = Array("\(time).".utf8) + body
        var matches = false
        for code in codes where HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: text, using: key) {
            matches = true
        }
        guard matches else { return .wrong }
        return now > signed && now - signed > tolerance ? .tooOld : .valid
    }

    private static func bytes(ofHex text: Substring) -> [UInt8]? {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map(UInt8.init) }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
