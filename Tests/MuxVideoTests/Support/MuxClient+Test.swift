import HTTPTransfer
import MuxVideo

extension MuxClient {
    static func with(_ client: any HTTPClient, signing: PlaybackSigning? = nil) -> MuxClient {
        var policy = RetryPolicy()
        policy.attempts = 1
        return MuxClient(
            credentials: MuxCredentials(tokenID: Secret("id"), tokenSecret: Secret("s3cret")),
            client: RetryingClient(client, policy: policy, clock: InstantClock()),
            signing: signing
        )
    }
}
