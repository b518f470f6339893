/// What can be made to go wrong.
public enum FaultKind: String, Sendable, CaseIterable {
    /// The connection is reset as soon as the request's head is there: nothing is read, nothing is done.
    case refuse
    /// The connection is reset before the work is done; of an upload, half of the bytes are taken in first.
    case resetBefore = "reset-before"
    /// The work is done, and then the connection is reset instead of answering.
    case resetAfter = "reset-after"
    /// The answer comes late.
    case slow
    /// The work is done, and the answer breaks off in the middle of its body.
    case cut
    /// The work is done, and the answer announces more bytes than it has.
    case wrongLength = "wrong-length"
    /// 429 in the shape of the service, which says nothing of when to come back. The work is not done.
    case tooMany = "429"
    /// 429 with Retry-After. The work is not done.
    case tooManyRetryAfter = "429-retry-after"
    /// 500. The work is not done.
    case internalError = "500"
    /// 502. The work is not done.
    case badGateway = "502"
    /// 503. The work is not done.
    case unavailable = "503"
    /// 503 with Retry-After. The work is not done.
    case unavailableRetryAfter = "503-retry-after"
    /// 200 with a page of HTML where JSON is due. The work is not done.
    case html200 = "html-200"
    /// 502 with a page of HTML. The work is not done.
    case html502 = "html-502"
    /// A read answers what was a moment ago.
    case stale
    /// An event is delivered twice.
    case duplicateWebhook = "duplicate-webhook"
}
