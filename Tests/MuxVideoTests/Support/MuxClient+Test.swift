import HTTPTransfer
import MuxVideo

extension MuxClient {
    static func with(_ client: any HTTPClient, signing: PlaybackSigning? = nil, attempts: Int = 1) -> MuxClient {
        var policy = RetryPolicy()
        policy.attempts = attempts
        return MuxClient(
            credentials: MuxCredentials(tokenID: Secret("id"), tokenSecret: Secret("s3cret")),
            client: RetryingClient(client, policy: policy, clock: InstantClock()),
            signing: signing
        )
    }
}
