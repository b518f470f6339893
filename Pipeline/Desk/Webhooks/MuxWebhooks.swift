import FoundationEssentials
import HTTPTransfer
import Manifest
import MuxVideo
import Outbox
import StateFiles

/// Takes webhooks of Mux: checks them, and wakes the stages that wait. What an event says is not believed beyond that; the stage asks
/// Mux for the truth, so what comes late, twice or in another order does no harm.
actor MuxWebhooks {
    private let outbox: Outbox
    private let secrets: [Secret]
    private var seen: SeenEvents?

    init(_ outbox: Outbox, secrets: [String]) {
        self.outbox = outbox
        self.secrets = secrets.map { Secret($0) }
    }

    /// The envelope, as far as it matters.
    private struct Event: Decodable {
        let id: String
        let type: String
    }

    /// What became of one.
    enum Outcome: Sendable, Equatable {
        /// Stages were woken.
        case taken(woken: Int)
        /// It came before.
        case known
        /// Nothing here waits for its kind.
        case leftAlone
    }

    /// The signature; refuses what need not be read: where no secret is set, or it is missing.
    @discardableResult
    nonisolated func required(_ signature: String?) throws(Problem) -> String {
        guard !secrets.isEmpty else {
            throw Problem.conflict(
                "no-secret",
                "webhooks are not taken: set MUX_WEBHOOK_SECRET where the desk is started"
            )
        }
        guard let signature else { throw Problem.invalid("Mux-Signature is missing") }
        return signature
    }

    /// Takes one in. Throws a problem where its signature proves nothing.
    func take(_ body: [UInt8], signature: String?, now: Int = Int(Date().timeIntervalSince1970)) throws -> Outcome {
        let signature = try required(signature)
        try check(signature, over: body, now: now)
        guard let event = try? JSONText.decode(Event.self, from: Data(body)), 1...200 ~= event.id.utf8.count,
            event.id.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else { throw Problem.invalid("the webhook has no id and type") }
        var seen = try self.seen ?? SeenEvents(outbox, now: now)
        let isNew = try seen.isNew(event.id, now: now)
        self.seen = seen
        if !isNew { return .known }
        guard Self.wakes(event.type) else { return .leftAlone }
        return .taken(woken: try WakeCall.call(in: outbox))
    }

    /// Checks a signature by each of the secrets.
    private func check(_ signature: String, over body: [UInt8], now: Int) throws(Problem) {
        let verdicts = secrets.map {
            WebhookSignature.verify(header: signature, body: body, secret: $0, now: Int64(now))
        }
        if verdicts.contains(.valid) { return }
        if verdicts.contains(.malformed) { throw Problem.invalid("Mux-Signature is not t=…,v1=…") }
        if verdicts.contains(.tooOld) {
            throw Problem.invalid(
                "the webhook was signed too long ago: it may be a replay, or this machine's clock is wrong"
            )
        }
        throw Problem.invalid("Mux-Signature is not that of this body by any of the secrets")
    }

    /// Kinds that end a wait: of uploads, of assets and of what belongs to them.
    static func wakes(_ type: String) -> Bool {
        let ends = ["ready", "errored", "deleted", "skipped", "asset_created", "cancelled"]
        let isOurs = type.hasPrefix("video.asset.") || type.hasPrefix("video.upload.")
        return isOurs && ends.contains { type.hasSuffix(".\($0)") }
    }
}
