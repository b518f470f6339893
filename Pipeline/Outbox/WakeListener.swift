package import Concurrency
import Dispatch
import Glibc
import Intake
import StateFiles
import SystemPackage

/// The socket by which a process is woken (`WakeCall`); removed with the value.
final class WakeListener {
    private let source: any DispatchSourceRead
    private let path: FilePath
    private let held: HeldFolder

    /// Listens. Throws where the file system has no sockets.
    init(in outbox: Outbox, _ wake: @escaping @Sendable () -> Void) throws {
        held = try HeldFolder(WakeCall.folder(in: outbox))
        try WakeCall.removeDead(in: held)
        path = held.path.appending("\(WakeCall.prefix)\(getpid())-\(UInt32.random(in: 0 ... .max))")
        let socket = WakeAddress.socket()
        guard socket >= 0 else { throw FileError("open a socket for", path, Errno(rawValue: errno)) }
        guard WakeAddress.with(path, { Int(bind(socket, $0, $1)) }) == 0 else {
            let failure = FileError("listen at", path, Errno(rawValue: errno))
            close(socket)
            throw failure
        }
        source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: .global())
        source.setEventHandler {
            var buffer = [UInt8](repeating: 0, count: 16)
            // Several that came at once are one.
            while recv(socket, &buffer, buffer.count, 0) >= 0 {}
            wake()
        }
        source.setCancelHandler { close(socket) }
        source.activate()
    }

    deinit {
        source.cancel()
        // What a kill leaves is removed by who calls or listens next.
        try? Files.removeFile(path)
    }
}

extension Outbox {
    /// Wake-ups of this process for what it waits for. Nothing is opened until somebody waits.
    package func wakeUps() -> WakeUps {
        let listener = HeldListener()
        return WakeUps { [self] wakeUps in
            listener.begin(in: self) { [weak wakeUps] in wakeUps?.wake() }
        }
    }
}
