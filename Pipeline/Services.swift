/// The ways to services elsewhere, each opened when the first video asks for it and shared by all.
public struct Services: Sendable {
    /// Of host `mux`.
    public let mux: MuxAccess
    /// Of analyst `openai` and recogniser `server`.
    public let chat: ChatAccess

    /// Everything that says where they are and who asks comes from variables; nothing is opened here.
    public init(environment: [String: String]) {
        mux = MuxAccess(environment: environment)
        chat = ChatAccess(environment: environment)
    }
}
