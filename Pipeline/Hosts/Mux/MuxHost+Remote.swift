package import Manifest
package import Outbox
package import Roles

extension MuxHost: RemoteHost {
    package var place: String { "Mux" }

    package var credentials: (areSet: Bool, names: String) {
        (access.hasCredentials, "MUX_TOKEN_ID and MUX_TOKEN_SECRET")
    }

    package func audit(_ outbox: Outbox) async throws -> RemoteAudit { try await MuxAudit(outbox, mux: access).run() }

    package func plan(_ ledger: RemoteLedger, _ extent: RemoteExtent, in outbox: Outbox) throws -> [RemovedObject] {
        try MuxCleaner(outbox, mux: access).plan(ledger, extent)
    }

    package func clean(
        _ ledger: RemoteLedger,
        _ extent: RemoteExtent,
        in outbox: Outbox,
        removed: @escaping @Sendable (RemovedObject) throws -> Void
    ) async throws {
        try await MuxCleaner(outbox, mux: access).clean(ledger, extent, removed: removed)
    }

    package func urls(of manifest: VideoManifest, in ledger: RemoteLedger?) throws -> [PlayableURL] {
        try access.urls(of: manifest, in: ledger)
    }
}
