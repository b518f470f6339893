import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(3))) struct ServiceNotifierTests {
    @Test func messagesArriveAtASocketInTheFileSystem() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("notify").string
            let receiver = try DatagramReceiver(path)
            let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": path]))
            #expect(notifier.send(.ready, .status("watching /inbox")) == nil)
            #expect(notifier.send(.watchdog) == nil)
            #expect(try receiver.next() == "READY=1\nSTATUS=watching /inbox")
            #expect(try receiver.next() == "WATCHDOG=1")
        }
    }

    @Test func messagesArriveAtAnAbstractSocket() async throws {
        try await ScratchFolder.with { scratch in
            // The scratch folder's name is nobody else's; an abstract name is no file.
            let name = "@\(scratch.path)/abstract"
            let receiver = try DatagramReceiver(name)
            let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": name]))
            #expect(notifier.send(.stopping) == nil)
            #expect(try receiver.next() == "STOPPING=1")
            #expect(ScratchFolder.names(in: scratch.path).isEmpty)
        }
    }

    @Test func reloadingSaysWhenByTheMonotonicClock() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path.appending("notify").string
            let receiver = try DatagramReceiver(path)
            let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": path]))
            let before = DatagramReceiver.monotonicMicroseconds
            #expect(notifier.send(.reloading) == nil)
            let lines = try receiver.next().split(separator: "\n")
            #expect(lines.first == "RELOADING=1")
            let time = try #require(lines.last.flatMap { Int64($0.dropFirst("MONOTONIC_USEC=".count)) })
            #expect((before...DatagramReceiver.monotonicMicroseconds).contains(time))
        }
    }

    @Test(arguments: [
        (ServiceNotifier.Message.ready, ["READY=1"]),
        (.stopping, ["STOPPING=1"]),
        (.reloading, ["RELOADING=1", "MONOTONIC_USEC=90000001"]),
        (.status("two\nREADY=1"), ["STATUS=two\\nREADY=1"]),
        (.status("ein Vortrag über Äpfel"), ["STATUS=ein Vortrag über Äpfel"]),
        (.watchdog, ["WATCHDOG=1"]),
        (.extendTimeout(.milliseconds(30_500)), ["EXTEND_TIMEOUT_USEC=30500000"]),
    ])
    func eachMessageHasItsLines(_ message: ServiceNotifier.Message, _ lines: [String]) {
        #expect(ServiceNotifier.lines(message, now: .seconds(90) + .microseconds(1)) == lines)
    }

    @Test func withoutASocketThereIsNobodyToTell() {
        #expect(ServiceNotifier(environment: [:]) == nil)
        #expect(ServiceNotifier(environment: ["NOTIFY_SOCKET": ""]) == nil)
    }

    @Test(
        arguments: [
            ([:], nil),
            (["WATCHDOG_USEC": "30000000"], .seconds(15)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], .seconds(15)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], nil),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "seven"], nil),
            (["WATCHDOG_USEC": "0"], nil),
            (["WATCHDOG_USEC": "-5"], nil),
            (["WATCHDOG_USEC": "soon"], nil),
        ] as [([String: String], Duration?)]
    )
    func theWatchdogIsFedTwiceInItsTime(_ variables: [String: String], _ interval: Duration?) throws {
        let all = variables.merging(["NOTIFY_SOCKET": "/run/x"]) { $1 }
        let notifier = try #require(ServiceNotifier(environment: all, process: 7))
        #expect(notifier.watchdogInterval == interval)
    }

    @Test(arguments: [
        ("/nonexistent/notify", Errno.noSuchFileOrDirectory),
        ("vsock:2:1234", .addressFamilyNotSupported),
        ("/" + String(repeating: "x", count: 200), .fileNameTooLong),
        ("@nobody listens to this name of a test", .connectionRefused),
    ])
    func whatCannotBeToldComesBack(_ socket: String, _ errno: Errno) throws {
        let notifier = try #require(ServiceNotifier(environment: ["NOTIFY_SOCKET": socket]))
        let failure = notifier.send(.ready)
        #expect(failure == .notNotified(socket: socket, errno))
        #expect(failure?.description.hasPrefix("cannot notify the service manager at ") == true)
    }
}
