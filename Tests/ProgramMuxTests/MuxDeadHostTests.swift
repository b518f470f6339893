import Glibc
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// A host that nobody answers at is left alone, by all videos together.
@Suite struct MuxDeadHostTests {
    /// A port of this machine at which nothing listens.
    private static func deadPort() throws -> UInt16 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Errno(rawValue: errno) }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, length) == 0 ? getsockname(socket, address, &length) : -1
            }
        }
        guard result == 0 else { throw Errno(rawValue: errno) }
        return UInt16(bigEndian: address.sin_port)
    }

    @Test(.timeLimit(.minutes(3))) func aHostThatStaysDownIsReportedAndTriedLaterByAllVideos() async throws {
        try await MuxInbox.with { inbox in
            let videos = (0..<4).map { "video-\($0)" }
            for (number, video) in videos.enumerated() { try await inbox.addShort(video, number: number) }
            let dead = "127.0.0.1:\(try Self.deadPort())"
            let ending = try await inbox.run(
                MuxInbox.short,
                "-j",
                "4",
                environment: ["MUX_BASE_URL": "http://\(dead)", "MUX_PATIENCE": "3"]
            )
            #expect(ending.code == 75, "\(ending.errors)")
            var requests = 0
            for video in videos {
                let error = try #require(try inbox.manifest(video).error)
                #expect(error.class == .transient && error.retryAt != nil)
                #expect(error.message.contains(dead), "\(error.message)")
                requests += try inbox.record(video, .upload).cost.requests
            }
            // Ten until it is known to be down, those that were on their way then, and the probes; six tries each would be 24.
            #expect((10...17).contains(requests), "\(requests)")
            let next = try await inbox.run(MuxInbox.short, "-j", "4")
            #expect(next.code == 0, "\(next.errors)")
            try await inbox.expectReady(videos, clips: 1)
        }
    }

    @Test func patienceIsANumberOfSeconds() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            let ending = try await inbox.run(environment: ["MUX_PATIENCE": "long"])
            #expect(ending.code == 3 && ending.errors.contains("MUX_PATIENCE"), "\(ending.errors)")
        }
    }
}
