public import HTTPTransfer

/// Why a call did not do what it was asked for.
public struct MuxError: Error, Sendable, Equatable {
    /// What went wrong.
    public var kind: Kind
    /// "POST /video/v1/assets".
    public var call: String
    /// The service's own words, each a line.
    public var words: [String]
    /// `x-request-id`: what the service's support asks for.
    public var requestID: String?
    /// Whether a call that makes something may have made it.
    public var reach: Reach

    /// An error of a call.
    public init(kind: Kind, call: String, words: [String] = [], requestID: String? = nil, reach: Reach) {
        self.kind = kind
        self.call = call
        self.words = words
        self.requestID = requestID
        self.reach = reach
    }

    /// What went wrong, as far as a caller can act on it.
    public enum Kind: Sendable, Equatable {
        /// The token's id or secret is wrong, or is gone.
        case unauthorized
        /// The token may not do this: it lacks a permission, or the thing is not in a state for it.
        case forbidden
        case planLimit(PlanLimit)
        /// The service cannot do what was asked, and will not later.
        case invalid
        /// As `invalid`: the span of a clip is under the service's least.
        case clipTooShort
        case notFound
        /// Seconds, where the service said how many.
        case rateLimited(retryAfter: Double?)
        case serverTrouble(status: Int)
        /// An answer that is not what the service's description says; what and where.
        case badAnswer(String)
        case transfer(HTTPError)
        /// A signed playback without a key, or with one that does not sign.
        case cannotSign(String)
    }

    /// What the plan does not include.
    public enum PlanLimit: Sendable, Equatable {
        /// No more assets: the free plan has ten, and each clip is one.
        case assets
        case staticRenditions
        /// Nothing above 1080p.
        case resolution
        case other
    }

    /// Whether a call that makes something may have made it.
    public enum Reach: Sendable, Equatable {
        /// Nothing was sent.
        case notSent
        /// It may have: look before making it again.
        case unknown
        /// The service said that it did not.
        case answered
    }

    /// Whether the same may go well at another time, with nothing changed by anybody.
    public var isTransient: Bool {
        switch kind {
        case .rateLimited, .serverTrouble, .badAnswer: true
        case .transfer(let error): error.isTransient
        case .unauthorized, .forbidden, .planLimit, .invalid, .clipTooShort, .notFound, .cannotSign: false
        }
    }

    /// Whether the caller itself ended the call.
    public var isCancelled: Bool {
        if case .transfer(let error) = kind { error.kind == .cancelled } else { false }
    }
}

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
