import Crypto
import EmulatorKit
import FoundationEssentials
import NIOHTTP1

/// Events, sent to one address and signed.
struct Webhooks: Sendable {
    let url: String?
    let secret: String
    /// Seconds to the second attempt.
    let gap: Double
    let jobs: JobQueue
    let faults: FaultPlan
    let stats: Stats

    private static var attempts: Int { 30 }

    /// Sends an event, and again until the receiver takes it.
    func send(_ type: String, object: String, id: String, data: JSON) {
        guard let url, let call = HTTPCall(url: url) else { return }
        let event: [String: JSON] = [
            "type": .string(type), "id": .string(Identifier.uuid()), "created_at": .string(Self.time(.now)),
            "object": ["type": .string(object), "id": .string(id)],
            "environment": ["name": "Development", "id": "emulator"],
            "data": data, "request_id": .null, "accessor": .null, "accessor_source": .null,
        ]
        for _ in 0..<(faults.drawDuplicate() ? 2 : 1) {
            jobs.add { try await deliver(event, to: call, url: url) }
        }
    }

    private func deliver(_ event: [String: JSON], to call: HTTPCall, url: String) async throws {
        var (event, gap, past) = (event, gap, [JSON]())
        for _ in 0..<Self.attempts {
            let moment = Date.now
            event["attempts"] = .array(past)
            let body = try JSON.object(event).bytes
            let status = try await attempt(body, call, at: Int(moment.timeIntervalSince1970))
            if let status, (200..<300).contains(status) { return stats.count(\.webhooksDelivered) }
            past.append([
                "id": .string(Identifier.uuid()), "webhook_id": 1, "address": .string(url),
                "created_at": .string(Self.time(moment)), "max_attempts": .int(Self.attempts),
                "response_status_code": status.map { .int($0) } ?? .null, "response_headers": .null,
                "response_body": .null,
            ])
            try await Task.sleep(for: .seconds(gap))
            gap = min(gap * 2, 3600)
        }
    }

    /// The receiver's answer; nil where none came within five seconds.
    private func attempt(_ body: [UInt8], _ call: HTTPCall, at time: Int) async throws -> Int? {
        let headers = [
            ("Content-Type", "application/json"), ("Mux-Signature", Self.signature(body, secret: secret, time: time)),
        ]
        return try await withThrowingTaskGroup(of: Int?.self) { group in
            group.addTask {
                do { return try await call.send(.POST, headers: headers, body: body) } catch {
                    // Nobody listens, or the connection broke: no answer.
                    return nil
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(5))
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// The header of a body: HMAC-SHA256 of the time, a dot and the bytes.
    static func signature(_ body: [UInt8], secret: String, time: Int) -> String {
        let mac = HMAC<SHA256>.authenticationCode(
            for: Data("\(time).".utf8) + Data(body),
            using: SymmetricKey(data: Data(secret.utf8))
        )
        return "t=\(time),v1=\(Hex.string(mac))"
    }

    /// ISO 8601 with microseconds.
    private static func time(_ date: Date) -> String {
        let micros = Int((date.timeIntervalSince1970 * 1_000_000).rounded(.down))
        let whole = Date(timeIntervalSince1970: Double(micros / 1_000_000)).formatted(.iso8601)
        let rest = String(micros % 1_000_000)
        return whole.dropLast() + "." + String(repeating: "0", count: 6 - rest.count) + rest + "Z"
    }
}
