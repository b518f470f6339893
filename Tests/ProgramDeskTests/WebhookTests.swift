import EmulatorKit
import FoundationEssentials
import HTTPTransfer
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import MuxEmulator
@testable import ProgramSupport

/// A webhook of Mux, taken by the desk, wakes the run that waits for Mux beside it.
@Suite struct WebhookTests {
    private static let route = "GET /video/v1/assets/{id}"

    /// By itself the run would look so often only after more than two minutes.
    @Test(.timeLimit(.minutes(1))) func eachWebhookIsALookAtOnce() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = scratch.path.appending("outbox")
            try Files.makeDirectory(scratch.path.appending("inbox"))
            // A run over nothing makes the outbox.
            let empty = try await Program.smartclip.run(["run", "inbox", "--output", "outbox"], in: scratch.path)
            #expect(empty.code == 0, "\(empty.errors)")
            try await ServedDesk.with(outbox, environment: ["MUX_WEBHOOK_SECRET": MuxServer.webhookSecret]) { desk in
                let address = "\(desk.address)/api/webhooks/mux"
                let options = ["--processing", "3600", "--webhook", address]
                try await MuxServer.with(options, folder: scratch.path.appending("emulator")) { mux in
                    let inbox = MuxInbox(folder: scratch.path, mux: mux)
                    try await inbox.addShort("one")
                    let wasGoing = try await inbox.runAndKill { _ in
                        try await inbox.wait("a look at the asset") { $0.requests(Self.route) >= 1 }
                        for number in 0..<20 {
                            let before = try await mux.stats().requests(Self.route)
                            let status = try await Self.send(number, to: address)
                            #expect(status == 200)
                            try await inbox.wait("a look for webhook \(number)") { $0.requests(Self.route) > before }
                        }
                    }
                    #expect(wasGoing)
                    // Those of the service itself were signed as it does that, and taken.
                    try await inbox.wait("the service's own webhooks") {
                        $0.json["webhooks_delivered"]?.integer ?? 0 > 0
                    }
                }
            }
        }
    }

    /// Sends a signed event; gives the status.
    private static func send(_ number: Int, to address: String) async throws -> Int {
        let body = Array(#"{"id":"event-\#(number)","type":"video.asset.ready","data":{}}"#.utf8)
        let time = Int(Date.now.timeIntervalSince1970)
        let signature = Webhooks.signature(body, secret: MuxServer.webhookSecret, time: time)
        let request = HTTPRequest(
            .post,
            .plain(address),
            headers: ["Mux-Signature": signature],
            body: .bytes(body, type: "application/json")
        )
        return try await HTTPTransfer().send(request).status
    }
}
