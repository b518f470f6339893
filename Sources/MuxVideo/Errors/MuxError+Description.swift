extension MuxError: CustomStringConvertible {
    /// One sentence: the call, what went wrong, the service's words.
    public var description: String {
        var text = "\(call): \(reason)"
        if !words.isEmpty { text += ": \(words.joined(separator: "; "))" }
        if let requestID { text += " (request \(requestID))" }
        return text
    }

    private var reason: String {
        switch kind {
        case .unauthorized: "Mux does not know this token id and secret"
        case .forbidden: "Mux does not permit this to the token"
        case .planLimit(.assets): "the Mux plan has no room for another asset"
        case .planLimit(.staticRenditions): "the Mux plan has no static renditions"
        case .planLimit(.resolution): "the Mux plan has no assets of so many lines"
        case .planLimit(.other): "the Mux plan does not include this"
        case .invalid: "Mux cannot do this"
        case .clipTooShort: "the clip is too short for Mux"
        case .notFound: "Mux has no such thing"
        case .rateLimited(let seconds):
            "too many requests to Mux" + (seconds.map { ", again in \(Int(min($0, 1e6).rounded(.up))) s" } ?? "")
        case .serverTrouble(let status): "Mux is in trouble (HTTP \(status))"
        case .badAnswer(let what): "Mux answered what cannot be read (\(what))"
        case .transfer(let error): "\(error)"
        case .cannotSign(let why): "the playback cannot be signed (\(why))"
        }
    }
}
