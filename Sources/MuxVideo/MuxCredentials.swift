public import HTTPTransfer

/// An access token of one environment: HTTP Basic, the token's id and its secret.
public struct MuxCredentials: Sendable {
    let tokenID: Secret
    let tokenSecret: Secret

    /// Both as the service's dashboard shows them.
    public init(tokenID: Secret, tokenSecret: Secret) {
        self.tokenID = tokenID
        self.tokenSecret = tokenSecret
    }
}
