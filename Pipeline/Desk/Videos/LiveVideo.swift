import Manifest
import Outbox
import StateFiles
import SystemPackage

/// A video that a process works on now, as its records have it.
struct LiveVideo: Sendable, Equatable {
    let status: VideoStatus
    let stage: StageName?

    /// The ids of videos that are worked on: they have a folder for attempts, and their lock is held.
    static func ids(in outbox: Outbox) throws -> [String] {
        guard try outbox.attempts.factsIfPresent() != nil else { return [] }
        return try outbox.attempts.list().map(\.string)
            .filter { Route.isID($0) && outbox.lock(ofShort: $0).isHeld }
    }

    /// Whether a process works on a video now.
    static func isAtWork(_ id: String, in outbox: Outbox) -> Bool {
        outbox.lock(ofShort: id).isHeld
    }

    /// Reads the records of a video.
    init(_ folder: VideoFolder) throws {
        let records = try folder.records()
        let running = StageName.allCases.first { records[$0]?.status == .running }
        stage = running ?? StageName.allCases.first { records[$0]?.status != .done }
        status = stage?.status ?? .ready
    }
}
