import HTTPTypes
import HummingbirdCore
import Manifest

extension Desk {
    /// Answers Mux at once; what follows from it goes its own way.
    func muxWebhook(_ request: Request) async throws -> Answer {
        let signature = HTTPField.Name("Mux-Signature").flatMap { request.headers[$0] }
        // Anybody may come here: what has no signature is not read.
        try webhooks.required(signature)
        let body = try await RequestBytes.all(of: request, atMost: 256 << 10)
        let outcome = try await webhooks.take(body, signature: signature)
        return try Answer(json: Success(["duplicate": .bool(outcome == .known)]))
    }
}
