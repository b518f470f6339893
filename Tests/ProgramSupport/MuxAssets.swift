import EmulatorKit
import FoundationEssentials
import HTTPTransfer
import StateFiles
import SystemPackage
import TestSupport
import Testing

// Assets that somebody else made at an emulator of Mux, before the program is told of them.
extension MuxServer {
    /// Has an asset made of a file by a direct upload, as Mux's own tools do it, and waits until it is ready, with its files and its
    /// captions; returns its id. `settings` are those of the asset.
    func asset(
        of content: [UInt8],
        _ settings: JSON = ["playback_policies": ["public"]],
        isAwaited: Bool = true
    ) async throws -> String {
        let begun = try await ask(
            .post,
            "/video/v1/uploads",
            ["cors_origin": "*", "new_asset_settings": settings]
        ).1["data"]
        let upload = try #require(begun?["id"]?.text)
        let sent = try await HTTPTransfer().send(
            HTTPRequest(
                .put,
                .plain(try #require(begun?["url"]?.text)),
                body: .bytes(content, type: "video/mp4")
            )
        )
        #expect(sent.status == 200)
        let id = try await settled { () async throws -> String? in
            try await ask(.get, "/video/v1/uploads/\(upload)").1["data"]?["asset_id"]?.text
        }
        guard isAwaited else { return id }
        try await settled { () async throws -> Bool? in
            let asset = try await asset(id)
            let parts = (asset["static_renditions"]?["files"]?.items ?? []) + (asset["tracks"]?.items ?? [])
            let isMade = parts.allSatisfy { $0["status"]?.text != "preparing" }
            return asset["status"]?.text != "preparing" && isMade ? true : nil
        }
        return id
    }

    /// An asset as Mux tells it.
    func asset(_ id: String) async throws -> JSON {
        try #require(try await ask(.get, "/video/v1/assets/\(id)").1["data"])
    }

    /// The names of an asset's files that are there or are being made.
    func files(of id: String) async throws -> [String] {
        try await asset(id)["static_renditions"]?["files"]?.items?.compactMap { $0["name"]?.text } ?? []
    }

    /// Looks again and again until there is something to see.
    @discardableResult
    func settled<Value>(_ look: () async throws -> Value?) async throws -> Value {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if let value = try await look() { return value }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw MuxInbox.Late(what: "an asset", stats: "\(try await stats().json)")
    }
}

extension MuxInbox {
    /// A run of what command lines name, on the host that these names say.
    func runNamed(
        _ names: [String],
        _ more: [String] = [],
        output: String = "outbox",
        environment: [String: String?] = [:]
    ) async throws -> Program.Ending {
        try await program(environment).run(
            ["run"] + names + ["--output", output] + Self.namedFlags + Self.short + more,
            in: folder
        )
    }

    /// As `flags`, without a host.
    static let namedFlags = ["--preset", "ultrafast", "--recogniser", "none", "--progress", "plain"]
}
