import EmulatorKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

extension EmulatorClient {
    /// A new upload: its id and its URL.
    func newUpload(_ settings: JSON = [:]) async throws -> (id: String, url: String) {
        let reply = try await api("POST", "/video/v1/uploads", ["cors_origin": "*", "new_asset_settings": settings])
        try #require(reply.status == 201)
        let data = try reply.data
        return (try #require(data["id"]?.text), try #require(data["url"]?.text))
    }

    /// Uploads a file and waits until its asset has settled.
    func ingest(_ file: FilePath, _ settings: JSON = [:]) async throws -> JSON {
        let upload = try await newUpload(settings)
        let reply = try await send("PUT", upload.url, extra: ["-T", file.string])
        try #require(reply.status == 200)
        let asset = try #require(try await api("GET", "/video/v1/uploads/\(upload.id)").data["asset_id"]?.text)
        return try await poll(asset) { $0["status"]?.text != "preparing" }
    }

    /// Asks for an asset until it is as wanted. The suites' time limit ends a wait in vain.
    func poll(_ id: String, until isSo: (JSON) -> Bool) async throws -> JSON {
        while true {
            let asset = try await api("GET", "/video/v1/assets/\(id)").data
            if isSo(asset) { return asset }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// A clip that has settled, with its file.
    func clip(_ source: String, _ start: Double, _ end: Double) async throws -> JSON {
        let reply = try await api(
            "POST",
            "/video/v1/assets",
            [
                "inputs": [
                    ["url": .string("mux://assets/\(source)"), "start_time": .number(start), "end_time": .number(end)]
                ],
                "playback_policies": ["public"], "static_renditions": [["resolution": "highest"]],
            ]
        )
        try #require(reply.status == 201)
        let id = try #require(try reply.data["id"]?.text)
        return try await poll(id) { asset in
            asset["static_renditions"]?["files"]?.items?.allSatisfy { $0["status"] == "ready" } == true
                && asset["tracks"]?.items?.allSatisfy { $0["status"] != "preparing" } == true
        }
    }

    /// Sets what the next requests meet.
    func faults(_ settings: JSON) async throws {
        let reply = try await api("POST", "/_emulator/faults", settings)
        try #require(reply.status == 204)
    }
}

extension JSON {
    /// The text tracks of an asset.
    var texts: [JSON] { self["tracks"]?.items?.filter { $0["type"] == "text" } ?? [] }

    /// The first playback id of an asset.
    var playback: String { self["playback_ids"]?.items?.first?["id"]?.text ?? "none" }

    var id: String { self["id"]?.text ?? "none" }
}
